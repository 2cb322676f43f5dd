import type {
  CompletionItem,
  CompletionList,
  CompletionParams,
  Location,
  LocationLink,
  ServerCapabilities,
  SignatureHelp,
  TextDocumentPositionParams,
} from "vscode-languageserver";
import { CompletionItemKind, CompletionTriggerKind, SignatureHelpTriggerKind } from "vscode-languageserver";
import { isObject } from "../../base/json.ts";
import type { Log } from "../../base/log.ts";
import type { CancelToken } from "../../base/pause.ts";
import { within } from "../../base/within.ts";
import { callSpot, memberSpot, type Spot } from "../context/spots.ts";
import {
  type Origin,
  type TextPlace,
  type ToldMember,
  type ToldMembers,
  type ToldSignature,
  type TypeFacts,
  type TypeOracle,
  unlimitedMs,
} from "../context/typeFacts.ts";
import { lineEnd, lineNumberAt, lineStarts } from "../text/lines.ts";
import type { EditorState } from "./editorState.ts";
import { type Frame, frame, type Id, isId, type Message, paramsOf } from "./frame.ts";
import { sharedRequests } from "./merges.ts";
import { isAskedFor } from "./offers.ts";
import type { Peer } from "./peer.ts";
import type { Replay } from "./replay.ts";

/** What is known of the other server and of the editor. */
type OtherSide = {
  readonly name: string;
  readonly peer: () => Peer | undefined;
  readonly offers: () => ServerCapabilities;
  readonly replay: Pick<Replay, "document">;
  readonly traces: Pick<EditorState, "registration">;
  readonly log: Log;
};

/**
 * An editor that shows a list asks for it in the turn in which its user typed the dot. Its answer serves us, too, and the
 * other server is asked once.
 */
const editorsTurnMs = 10;
/** Who has not answered by then is not waited for: the place is another one by then. */
const answerMs = unlimitedMs ?? 2000;
/** A server that was too slow so often in succession is left alone, for so long; what passes by is still read. */
const maxSilences = 3;
const restMs = 60_000;
/** A longer document is compared at every key, whole. */
const maxCharacters = 300_000;
/** Spots that are remembered: the one at the cursor, the calls around it, and those that one comes back to. */
const maxFacts = 8;
const maxDetail = 120;
const maxSignature = 400;

type Told = Omit<ToldMembers, "origins"> | Omit<ToldSignature, "origins">;

/** What is asked of one spot, and what was told. It holds while only its own line changes, behind it. */
type Fact = {
  readonly spot: Spot;
  readonly uri: string;
  /** The text up to the spot, and from the end of its line on. */
  readonly head: string;
  readonly tail: string;
  readonly askedMs: number;
  /** Resolves when all was told that is told. */
  told: Promise<unknown>;
  value: Told | undefined;
  origins: readonly Origin[] | undefined;
  /** Our own requests that are under way. */
  readonly asking: Set<Id>;
  /** The editor has asked for the same, and its answer is ours. */
  isEditors: boolean;
  isOver: boolean;
  areOriginsAsked: boolean;
};

type Own = { readonly method: string; readonly params: object };

/**
 * What the other server knows of types, at dots and in calls. The editor's own requests are read as they pass; what it
 * does not ask for is asked by us, once for each spot, and only what that server announces. The answers to that do not
 * reach the editor. All of it is dropped when the text around the spot or another document changes.
 */
export class OtherTypes implements TypeOracle {
  readonly #side: OtherSide;
  #facts: Fact[] = [];
  /** The editor's requests that tell us something, by their ids. */
  readonly #editors = new Map<Id, (answer: Message) => void>();
  #asked = 0;
  #silences = 0;
  #restUntilMs = 0;

  constructor(side: OtherSide) {
    this.#side = side;
  }

  expect = ({ uri, text, offset }: TextPlace): void => {
    const here = spotsAt(text, offset).map((spot) => ({ spot, known: this.#known(uri, text, spot) }));
    // What is still asked of places that the user has left.
    this.#drop((fact) => fact.asking.size > 0 && !here.some(({ known }) => known === fact));
    for (const { spot, known } of here) {
      const fact = known ?? this.#begin(uri, text, spot, offset);
      if (fact) this.#askOrigins(fact);
    }
  };

  facts = async (place: TextPlace, maxMs: number, token?: CancelToken): Promise<TypeFacts | undefined> => {
    const { uri, text, offset } = place;
    const known = spotsAt(text, offset).flatMap((spot) => this.#known(uri, text, spot) ?? []);
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
    const { id, method, params } = message;
    if (isId(id)) {
      if (method === "textDocument/completion" || method === "textDocument/signatureHelp") {
        if (this.#gets(message)) this.#readAlong(id, method, params);
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
    this.#silences = 0;
    this.#restUntilMs = 0;
  }

  #known(uri: string, text: string, { kind, at }: Spot): Fact | undefined {
    return this.#facts.find(
      ({ spot, ...fact }) =>
        spot.kind === kind &&
        spot.at === at &&
        fact.uri === uri &&
        text.startsWith(fact.head) &&
        text.endsWith(fact.tail) &&
        lineEnd(text, at) === text.length - fact.tail.length,
    );
  }

  #remember(uri: string, text: string, spot: Spot): Fact {
    const fact: Fact = {
      spot,
      uri,
      head: text.slice(0, spot.at),
      tail: text.slice(lineEnd(text, spot.at)),
      askedMs: performance.now(),
      told: Promise.resolve(),
      value: undefined,
      origins: undefined,
      asking: new Set(),
      isEditors: false,
      isOver: false,
      areOriginsAsked: false,
    };
    this.#facts = [...this.#facts.slice(1 - maxFacts), fact];
    return fact;
  }

  #begin(uri: string, text: string, spot: Spot, offset: number): Fact | undefined {
    const method = spot.kind === "members" ? "textDocument/completion" : "textDocument/signatureHelp";
    if (!this.#mayAsk(uri, text) || !this.#options(method)) return undefined;
    const fact = this.#remember(uri, text, spot);
    const params = spot.kind === "members" ? this.#completionParams(fact) : signatureParams(fact, text, offset);
    fact.told = this.#afterEditorsTurn(fact, { method, params });
    return fact;
  }

  async #afterEditorsTurn(fact: Fact, own: Own): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, editorsTurnMs).unref());
    if (fact.isOver || fact.isEditors) return;
    take(fact, await this.#ask(fact, own));
  }

  /** Of whom nothing is said may be of a file that no model is shown. */
  #askOrigins(fact: Fact): void {
    const { nameAt } = fact.spot;
    if (fact.areOriginsAsked || nameAt === undefined || this.#isLeftAlone) return;
    const methods =
      fact.spot.kind === "members"
        ? ["textDocument/typeDefinition", "textDocument/definition"]
        : ["textDocument/definition"];
    const announced = methods.filter((method) => this.#options(method));
    if (announced.length === 0) return;
    fact.areOriginsAsked = true;
    const params = {
      textDocument: { uri: fact.uri },
      position: positionIn(fact.head, nameAt),
    };
    fact.told = Promise.all([fact.told, this.#origins(fact, announced, params)]);
  }

  async #origins(fact: Fact, methods: readonly string[], params: object): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, editorsTurnMs).unref());
    for (const method of methods) {
      if (fact.isOver || this.#isLeftAlone) return;
      const origins = originsIn(await this.#ask(fact, { method, params }));
      if (origins.length === 0) continue;
      fact.origins = origins;
      return;
    }
  }

  /** The result; undefined where there is none in time. */
  #ask(fact: Fact, { method, params }: Own): Promise<unknown> {
    const peer = this.#side.peer();
    if (!peer) return Promise.resolve(undefined);
    const id = `hearth-types:${++this.#asked}`;
    fact.asking.add(id);
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#silent(fact, id, peer), answerMs).unref();
      peer.ask(frame({ id, method, params }), ({ message }) => {
        clearTimeout(timer);
        if (fact.asking.delete(id) && !message.error) this.#silences = 0;
        resolve(message.error ? undefined : message.result);
      });
    });
  }

  #silent(fact: Fact, id: Id, peer: Peer): void {
    fact.asking.delete(id);
    peer.tell(frame({ method: "$/cancelRequest", params: { id } }));
    if (++this.#silences < maxSilences) return;
    this.#silences = 0;
    this.#restUntilMs = performance.now() + restMs;
    this.#side.log.info(`${this.#side.name} is slow to tell of types, and is left alone for a minute`);
  }

  /** True for a request that the other server is given. A list may be Hearth's alone. */
  #gets(message: Message): boolean {
    const shared = sharedRequests[message.method ?? ""];
    return this.#side.peer() !== undefined && (!shared || isAskedFor(message, shared, this.#side.offers()));
  }

  /** The editor asks for what we would ask for. */
  #readAlong(id: Id, method: string, asked: unknown): void {
    if (!isPlace(asked)) return;
    const { uri } = asked.textDocument;
    const document = this.#side.replay.document(uri);
    if (!document || document.text.length > maxCharacters) return;
    const { text } = document;
    const offset = document.offsetAt(asked.position);
    const kind = method === "textDocument/completion" ? "members" : "signature";
    const spot = spotsAt(text, offset).find((one) => one.kind === kind);
    // A list that is asked for behind a letter may hold nothing without that letter.
    if (!spot || (kind === "members" && spot.at !== offset)) return;
    const fact = this.#known(uri, text, spot) ?? this.#remember(uri, text, spot);
    if (fact.value || fact.isEditors) return;
    fact.isEditors = true;
    const passed = new Promise<void>((resolve) => {
      this.#editors.set(id, ({ result, error }) => {
        if (error) this.#drop((one) => one === fact);
        else take(fact, result);
        resolve();
      });
    });
    fact.told = Promise.all([fact.told, passed]);
  }

  get #isLeftAlone(): boolean {
    return performance.now() < this.#restUntilMs;
  }

  #mayAsk(uri: string, text: string): boolean {
    if (text.length > maxCharacters || this.#isLeftAlone) return false;
    return this.#side.peer() !== undefined && this.#side.replay.document(uri)?.text === text;
  }

  #drop(isMeant: (fact: Fact) => boolean): void {
    const meant = this.#facts.filter(isMeant);
    if (meant.length === 0) return;
    this.#facts = this.#facts.filter((fact) => !meant.includes(fact));
    const peer = this.#side.peer();
    for (const fact of meant) {
      fact.isOver = true;
      for (const id of fact.asking) peer?.tell(frame({ method: "$/cancelRequest", params: { id } }));
      fact.asking.clear();
    }
  }

  /** What is announced of a method; undefined where nothing is. */
  #options(method: string): unknown {
    const provider = providers[method] as keyof ServerCapabilities;
    return this.#side.offers()[provider] || this.#side.traces.registration(method)?.registerOptions;
  }

  #completionParams({ uri, head }: Fact): CompletionParams {
    const options = this.#options("textDocument/completion");
    const sign = head.at(-1) ?? "";
    const isTrigger = isObject(options) && (options.triggerCharacters as readonly string[] | undefined)?.includes(sign);
    const context = isTrigger
      ? {
          triggerKind: CompletionTriggerKind.TriggerCharacter,
          triggerCharacter: sign,
        }
      : { triggerKind: CompletionTriggerKind.Invoked };
    return {
      textDocument: { uri },
      position: positionIn(head, head.length),
      context,
    };
  }
}

const providers: Readonly<Record<string, keyof ServerCapabilities>> = {
  "textDocument/completion": "completionProvider",
  "textDocument/signatureHelp": "signatureHelpProvider",
  "textDocument/typeDefinition": "typeDefinitionProvider",
  "textDocument/definition": "definitionProvider",
};

function spotsAt(text: string, offset: number): readonly Spot[] {
  const before = text.slice(0, offset);
  return [memberSpot(before), callSpot(before)].flatMap((spot) => spot ?? []);
}

function signatureParams({ uri }: Fact, text: string, offset: number): object {
  const context = {
    triggerKind: SignatureHelpTriggerKind.Invoked,
    isRetrigger: false,
  };
  return { textDocument: { uri }, position: positionIn(text, offset), context };
}

function positionIn(text: string, offset: number) {
  const starts = lineStarts(text.slice(0, offset));
  const line = lineNumberAt(starts, offset);
  return { line, character: offset - (starts[line] ?? 0) };
}

function isPlace(params: unknown): params is TextDocumentPositionParams {
  return isObject(params) && isObject(params.textDocument) && isObject(params.position);
}

/** Puts what was told into a fact. */
function take(fact: Fact, result: unknown): void {
  fact.value = fact.spot.kind === "members" ? membersIn(fact.spot, result) : signatureIn(fact.spot, result);
}

/** Words of the text around, which some servers list where they know nothing better, are no members. */
const noMembers: readonly (CompletionItemKind | undefined)[] = [
  CompletionItemKind.Text,
  CompletionItemKind.Keyword,
  CompletionItemKind.Snippet,
  CompletionItemKind.File,
  CompletionItemKind.Folder,
];
const callables: readonly (CompletionItemKind | undefined)[] = [CompletionItemKind.Method, CompletionItemKind.Function];

/** `price`, `price?`, `price()`, `price(…)`; a key that has to stand in brackets is none. */
const memberName = /^(#?[\p{L}_$][\p{L}\p{N}_$]*)(?=$|[?(<!:…\s])/u;

function membersIn({ name }: Spot, result: unknown): Told | undefined {
  if (!result) return undefined;
  const { isIncomplete, items } = Array.isArray(result)
    ? { isIncomplete: false, items: result as CompletionItem[] }
    : (result as CompletionList);
  if (!Array.isArray(items)) return undefined;
  const members = new Map<string, ToldMember>();
  for (const { label, kind, detail, labelDetails, filterText, insertText } of items) {
    if (noMembers.includes(kind)) continue;
    const found = memberName.exec(label)?.[1];
    // A template that writes something around the receiver has another name.
    if (found === undefined || !(insertText ?? filterText ?? label).includes(found) || members.has(found)) continue;
    const said = (labelDetails?.detail ?? detail ?? "").replace(/\s+/g, " ").trim().slice(0, maxDetail);
    members.set(found, {
      name: found,
      isCallable: callables.includes(kind),
      detail: said,
    });
  }
  if (members.size === 0) return undefined;
  return {
    receiver: name,
    members: [...members.values()],
    areAll: !isIncomplete,
  };
}

function signatureIn({ name }: Spot, result: unknown): Told | undefined {
  const { signatures = [], activeSignature } = (result ?? {}) as Partial<SignatureHelp>;
  const label = (signatures[activeSignature ?? 0] ?? signatures[0])?.label;
  if (typeof label !== "string" || label === "") return undefined;
  // pyright begins with the parentheses.
  const text = (/^[(<]/.test(label) ? `${name}${label}` : label).replace(/\s+/g, " ").slice(0, maxSignature);
  return { text };
}

function originsIn(result: unknown): readonly Origin[] {
  const all = (Array.isArray(result) ? result : result ? [result] : []) as readonly (Location | LocationLink)[];
  return all.flatMap((one) => {
    const [uri, range] = "targetUri" in one ? [one.targetUri, one.targetSelectionRange] : [one.uri, one.range];
    return typeof uri === "string" ? [{ uri, line: range?.start?.line ?? 0 }] : [];
  });
}
