import type { TextDocumentPositionParams } from "vscode-languageserver";
import { isObject } from "../../base/json.ts";
import type { CancelToken } from "../../base/pause.ts";
import { within } from "../../base/within.ts";
import { callSpot, memberSpot, type Spot } from "../context/spots.ts";
import type { TextPlace, TypeFacts, TypeOracle } from "../context/typeFacts.ts";
import { type Frame, type Id, isId, type Message, paramsOf } from "./frame.ts";
import { sharedRequests } from "./merges.ts";
import { isAskedFor } from "./offers.ts";
import type { OtherWorld } from "./otherVerifier.ts";
import { PatientRequests, type Question } from "./patientRequests.ts";
import { SpotFact } from "./spotFact.ts";
import { originsIn } from "./toldResults.ts";
import { originQuestions, spotMethods, spotQuestion } from "./typeQuestions.ts";

/** What is known of the other server and of the editor. */
type OtherSide = Omit<OtherWorld, "deliver">;

/**
 * An editor that shows a list asks for it in the turn in which its user typed the dot. Its answer serves us, too, and the
 * other server is asked once.
 */
const editorsTurnMs = 10;
/** A longer document is compared at every key, whole. */
const maxCharacters = 300_000;
/** Spots that are remembered: the one at the cursor, the calls around it, and those that one comes back to. */
const maxFacts = 8;

/**
 * What the other server knows of types, at dots and in calls. The editor's own requests are read as they pass; what it
 * does not ask for is asked by us, once for each spot, and only what that server announces. The answers to that do not
 * reach the editor. All of it is dropped when the text around the spot or another document changes.
 */
export class OtherTypes implements TypeOracle {
  readonly #side: OtherSide;
  readonly #requests: PatientRequests;
  #facts: SpotFact[] = [];
  /** The editor's requests that tell us something, by their ids. */
  readonly #editors = new Map<Id, (answer: Message) => void>();

  constructor(side: OtherSide) {
    this.#side = side;
    this.#requests = new PatientRequests(side);
  }

  expect = (place: TextPlace): void => {
    const here = spotsAt(place).map((spot) => ({ spot, known: this.#known(place, spot) }));
    // What is still asked of places that the user has left.
    this.#drop((fact) => fact.asking.size > 0 && !here.some(({ known }) => known === fact));
    for (const { spot, known } of here) {
      const fact = known ?? this.#begin(place, spot);
      if (fact) this.#askOrigins(fact);
    }
  };

  facts = async (place: TextPlace, maxMs: number, token?: CancelToken): Promise<TypeFacts | undefined> => {
    const known = spotsAt(place).flatMap((spot) => this.#known(place, spot) ?? []);
    if (known.length === 0) return undefined;
    const untilMs = Math.max(...known.map(({ askedMs }) => askedMs + maxMs));
    const wait = { ms: untilMs - performance.now(), ...(token && { token }) };
    if (wait.ms > 0) await within(Promise.all(known.map(({ told }) => told)), wait);
    const [members, signature] = (["members", "signature"] as const).map((kind) => {
      const { value, origins } = known.find(({ spot }) => spot.kind === kind) ?? {};
      return value && { ...value, origins };
    });
    return members || signature ? ({ members, signature } as TypeFacts) : undefined;
  };

  /** A message of the editor to the other server, before it goes there. */
  heard({ message }: Frame): void {
    const { id, method } = message;
    if (isId(id)) {
      for (const kind of ["members", "signature"] as const) {
        if (method === spotMethods[kind] && this.#gets(message)) this.#readAlong(id, kind, message.params);
      }
      return;
    }
    // What is told of a document may change what another one's code means.
    const uri = /^textDocument\/did(?:Open|Change|Close)$/.test(method ?? "")
      ? paramsOf<{ textDocument?: { uri?: string } }>(message).textDocument?.uri
      : undefined;
    const isSame = uri !== undefined && method === "textDocument/didChange";
    if (uri !== undefined || method?.startsWith("workspace/did")) {
      this.#drop((fact) => !isSame || fact.uri !== uri);
    }
  }

  /** A message of the other server. */
  saw({ message }: Frame): void {
    const { id, method } = message;
    if (method !== undefined || !isId(id)) return;
    const read = this.#editors.get(id);
    this.#editors.delete(id);
    read?.(message);
  }

  /** The other server is gone. */
  lost(): void {
    this.#facts = [];
    this.#editors.clear();
    this.#requests.lost();
  }

  #known({ uri, text }: TextPlace, spot: Spot): SpotFact | undefined {
    return this.#facts.find((fact) => fact.isOf(uri, text, spot));
  }

  #remember({ uri, text }: TextPlace, spot: Spot): SpotFact {
    const fact = new SpotFact(uri, text, spot);
    this.#facts = [...this.#facts.slice(1 - maxFacts), fact];
    return fact;
  }

  #begin(place: TextPlace, spot: Spot): SpotFact | undefined {
    const question = this.#mayAsk(place) ? spotQuestion(this.#side, spot, place) : undefined;
    if (!question) return undefined;
    const fact = this.#remember(place, spot);
    fact.told = this.#askSpot(fact, question);
    return fact;
  }

  async #askSpot(fact: SpotFact, question: Question): Promise<void> {
    await editorsTurn();
    if (fact.isOver || fact.isEditors) return;
    fact.take(await this.#requests.ask(question, fact.asking));
  }

  /** Of whom nothing is said may be of a file that no model is shown. */
  #askOrigins(fact: SpotFact): void {
    if (fact.areOriginsAsked || this.#requests.isResting) return;
    const questions = originQuestions(this.#side, fact.spot, fact.uri, fact.head);
    if (questions.length === 0) return;
    fact.areOriginsAsked = true;
    fact.told = Promise.all([fact.told, this.#origins(fact, questions)]);
  }

  async #origins(fact: SpotFact, questions: readonly Question[]): Promise<void> {
    await editorsTurn();
    for (const question of questions) {
      if (fact.isOver || this.#requests.isResting) return;
      const origins = originsIn(await this.#requests.ask(question, fact.asking));
      if (origins.length === 0) continue;
      fact.origins = origins;
      return;
    }
  }

  /** True for a request that the other server is given. A list may be Hearth's alone. */
  #gets(message: Message): boolean {
    const shared = sharedRequests[message.method ?? ""];
    return this.#side.peer() !== undefined && (!shared || isAskedFor(message, shared, this.#side.offers()));
  }

  /** The editor asks for what we would ask for. */
  #readAlong(id: Id, kind: Spot["kind"], asked: unknown): void {
    if (!isPlace(asked)) return;
    const { uri } = asked.textDocument;
    const document = this.#side.replay.document(uri);
    if (!document || document.text.length > maxCharacters) return;
    const place = { uri, text: document.text, offset: document.offsetAt(asked.position) };
    const spot = spotsAt(place).find((one) => one.kind === kind);
    // A list that is asked for behind a letter may hold nothing without that letter.
    if (!spot || (kind === "members" && spot.at !== place.offset)) return;
    const fact = this.#known(place, spot) ?? this.#remember(place, spot);
    if (fact.value || fact.isEditors) return;
    fact.isEditors = true;
    const passed = new Promise<void>((resolve) => {
      this.#editors.set(id, ({ result, error }) => {
        if (error) this.#drop((one) => one === fact);
        else fact.take(result);
        resolve();
      });
    });
    fact.told = Promise.all([fact.told, passed]);
  }

  #mayAsk({ uri, text }: TextPlace): boolean {
    if (text.length > maxCharacters || this.#requests.isResting) return false;
    return this.#side.peer() !== undefined && this.#side.replay.document(uri)?.text === text;
  }

  #drop(isMeant: (fact: SpotFact) => boolean): void {
    const meant = this.#facts.filter(isMeant);
    if (meant.length === 0) return;
    this.#facts = this.#facts.filter((fact) => !meant.includes(fact));
    for (const fact of meant) {
      fact.isOver = true;
      this.#requests.cancel(fact.asking);
    }
  }
}

function editorsTurn(): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, editorsTurnMs).unref());
}

function spotsAt({ text, offset }: TextPlace): readonly Spot[] {
  const before = text.slice(0, offset);
  return [memberSpot(before), callSpot(before)].flatMap((spot) => spot ?? []);
}

function isPlace(params: unknown): params is TextDocumentPositionParams {
  return isObject(params) && isObject(params.textDocument) && isObject(params.position);
}
