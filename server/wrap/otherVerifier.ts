import type { PublishDiagnosticsParams, ServerCapabilities } from "vscode-languageserver";
import { errorText } from "../../base/errorText.ts";
import { isObject } from "../../base/json.ts";
import type { Log } from "../../base/log.ts";
import { type CancelToken, pause } from "../../base/pause.ts";
import {
  type CandidateEdit,
  type Published,
  type ServerBeside,
  untold,
  type Verdict,
  verdictOf,
} from "../verify/verifier.ts";
import { CandidateTexts } from "./candidateTexts.ts";
import type { EditorState } from "./editorState.ts";
import { EditorsPulls } from "./editorsPulls.ts";
import { comparableFindings, type DiagnosticsByUri } from "./findings.ts";
import { type Frame, paramsOf } from "./frame.ts";
import { hears, tellsOfWorkspace } from "./offers.ts";
import { OwnWords } from "./ownWords.ts";
import type { Peer } from "./peer.ts";
import { pulledDiagnostics } from "./pulledDiagnostics.ts";
import type { Replay } from "./replay.ts";
import { Showing, type ShowingEnd, type ShownDocument } from "./showing.ts";

/** What the verifier knows of the two servers and of the editor. */
export type OtherWorld = {
  readonly name: string;
  readonly peer: () => Peer | undefined;
  readonly offers: () => ServerCapabilities;
  readonly replay: Pick<Replay, "document" | "uris">;
  readonly traces: Pick<EditorState, "registration">;
  /** Gives the editor a message of the other server. */
  readonly deliver: (frame: Frame) => void;
  readonly log: Log;
};

/** Words that end a check. The candidate is gone before they reach the other server. */
const endsCheck: ReadonlySet<string | undefined> = new Set([...tellsOfWorkspace, "shutdown", "exit"]);

/** A request waits no longer for the end of a check; its user sees no delay. */
const heldMs = 400;
/** Editors ask this by themselves, in the background. Everything else has somebody waiting, for whom a guess gives way. */
const inBackground =
  /^(?:textDocument\/(?:diagnostic|semanticTokens|inlayHint|codeLens|documentSymbol|foldingRange|documentHighlight|documentLink|documentColor|inlineValue|codeAction)|workspace\/diagnostic)/;
/** Who publishes in parts does so at shorter intervals. */
const quietMs = 300;
/** The longest wait for answers that are still owed, which must be about the text as it is. */
const idleMs = 2000;
/** What is published so long after a check is about the text as it is. */
const lateMs = 3000;
/** Who has published nothing yet of a document that is open for so long will not. */
const knownMs = 3000;
/** Who says nothing to a change for so long says nothing where nothing has changed for the editor. */
const answerMs = 15_000;
/** Who was silent so often in succession is not asked any more. */
const maxSilences = 2;
/** A check that was interrupted is begun anew, so often in all. */
const maxTries = 3;
const maxFiles = 12;
/** Other documents that a change may have spoilt and that are asked about. */
const maxOthers = 8;

/**
 * Has the other server look at a candidate: it is told of the change as if the editor had made it, says what is wrong
 * with it, and is told that it was undone. Nothing of that reaches the editor. What the editor says meanwhile waits for
 * a moment; a key ends the check at once. Every message to and from the other server passes through here.
 */
export class OtherVerifier implements ServerBeside {
  readonly #world: OtherWorld;
  readonly #own = new OwnWords();
  readonly #texts = new CandidateTexts(this.#own);
  /** What the editor was given last, by URI; the version as the editor counts. */
  readonly #published = new Map<string, Pick<PublishDiagnosticsParams, "version" | "diagnostics">>();
  readonly #pulls = new EditorsPulls();
  /** What was published meanwhile and may be about a candidate, by URI. */
  readonly #withheld = new Map<string, Frame>();
  #showing: Showing | undefined;
  /** Of the last check, until the other server certainly knows that it is over. */
  #settling: object | undefined;
  #silences = 0;
  /** Checks that somebody waits for. */
  #awaited = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(world: OtherWorld) {
    this.#world = world;
  }

  /** A message to the other server. `write` gives it to it. */
  send(told: Frame, write: (frame: Frame) => void): void {
    if (this.#own.isSpeaking) write(told);
    else this.#sendTheEditors(told, write);
  }

  #sendTheEditors(told: Frame, write: (frame: Frame) => void): void {
    const { method } = told.message;
    this.#pulls.heard(told.message, (uri) => this.#world.replay.document(uri)?.version);
    const isOpenedOrClosed = method === "textDocument/didOpen" || method === "textDocument/didClose";
    if (endsCheck.has(method)) this.#putBack("typed");
    if (isOpenedOrClosed) this.#forget(paramsOf<{ textDocument: { uri: string } }>(told.message).textDocument?.uri);
    const showing = this.#showing;
    const isAnswer = method === undefined;
    const send = () => write(this.#texts.toTheirs(told));
    if (!showing || isAnswer || (method === "$/cancelRequest" && showing.held.length === 0)) {
      send();
    } else {
      showing.held.push(send);
      if (showing.isGuess && !inBackground.test(method)) this.#putBack("asked");
      else showing.impatience ??= setTimeout(() => this.#putBack("asked"), heldMs).unref();
    }
  }

  /** A message of the other server as the editor gets it; undefined where it does not. */
  received(told: Frame): Frame | undefined {
    const { method, params } = told.message;
    this.#pulls.saw(told.message);
    if (method !== "textDocument/publishDiagnostics" || !isPublished(params)) return this.#texts.toEditor(told);
    const { uri, version, diagnostics } = params;
    const isOfCandidate = version !== undefined && this.#texts.isCandidate(uri, version);
    const showing = this.#showing;
    const isOpenedByUs = showing?.documents.some((one) => one.file.uri === uri && one.version === undefined);
    if (showing && (showing.isShown || isOpenedByUs)) {
      const isStale = showing.holds(uri) && version !== undefined && showing.isShown && !isOfCandidate;
      if (!isStale) showing.heard(uri, diagnostics);
      if (!showing.holds(uri)) this.#withheld.set(uri, told);
      return undefined;
    }
    if (isOfCandidate) return undefined;
    const isSurelyLater = version !== undefined && this.#texts.hadCandidate(uri);
    if (this.#settling && !isSurelyLater) {
      this.#withheld.set(uri, told);
      return undefined;
    }
    this.#withheld.delete(uri);
    const passed = this.#texts.toEditor(told);
    this.#published.set(uri, paramsOf<PublishDiagnosticsParams>(passed.message));
    return passed;
  }

  /** The other server is gone, and with it all that it was told. */
  lost(): void {
    const showing = this.#showing;
    this.#showing = undefined;
    if (showing) {
      showing.end = "lost";
      clearTimeout(showing.impatience);
    }
    this.#settling = undefined;
    this.#silences = 0;
    this.#texts.forgetAll();
    this.#withheld.clear();
    this.#published.clear();
    this.#pulls.lost();
  }

  /** Some servers publish what takes a build, and answer with the rest. */
  published = (uri: string): Published | undefined => {
    const [told, pulled] = [this.#published.get(uri), this.#pulls.of(uri)];
    if (!told || !pulled) return told ?? pulled;
    const version = told.version ?? pulled.version;
    if (version !== pulled.version) return (version ?? 0) > (pulled.version ?? 0) ? told : pulled;
    return { version, diagnostics: [...told.diagnostics, ...pulled.diagnostics] };
  };

  /** What an editor tells that server it has something to say of, as a rule. */
  covers = async (): Promise<boolean> => true;

  /** One candidate after the other. One that somebody waits for ends the check of one that is guessed. */
  verify = (candidate: CandidateEdit, maxMs: number, token: CancelToken): Promise<Verdict> => {
    const endMs = performance.now() + maxMs;
    const weight = candidate.isGuess ? 0 : 1;
    this.#awaited += weight;
    const verdict = this.#last
      .then(() => this.#verified(candidate, endMs, token))
      .finally(() => {
        this.#awaited -= weight;
      });
    this.#last = verdict;
    return verdict;
  };

  async #verified(candidate: CandidateEdit, endMs: number, token: CancelToken): Promise<Verdict> {
    const { name, log } = this.#world;
    try {
      for (let tries = 1; ; tries++) {
        const verdict = await this.#tried(candidate, endMs, token);
        if (verdict !== "again") return verdict;
        if (tries === maxTries) return untold(`${name} had other things to do`);
      }
    } catch (error) {
      log.error(`a check by ${name} failed: ${errorText(error)}`);
      return untold(`the check by ${name} failed`);
    } finally {
      this.#putBack("done");
    }
  }

  async #tried(candidate: CandidateEdit, endMs: number, token: CancelToken): Promise<Verdict | "again"> {
    const { name, offers, replay, traces } = this.#world;
    const { isGuess = false } = candidate;
    const isOver = () => token.isCancellationRequested || performance.now() >= endMs || (isGuess && this.#awaited > 0);
    const didChange = "textDocument/didChange";
    const takesText = hears(offers(), didChange) || traces.registration(didChange) !== undefined;
    if (!takesText) return untold(`${name} is told no text`);
    if (this.#silences >= maxSilences) return untold(`${name} does not say what it thinks of a change`);
    if (candidate.files.length > maxFiles) return untold("the edit is one of too many files");
    const idleEndMs = performance.now() + idleMs;
    while (!this.#world.peer()?.isIdle && performance.now() < idleEndMs && !isOver()) await pause(20, token);
    const peer = this.#world.peer();
    if (!peer) return untold(`${name} does not run`);
    if (!peer.isIdle) return untold(`${name} is busy`);
    const documents = candidate.files.map((file) => ({ file, version: replay.document(file.uri)?.version }));
    const hasMoved = ({ file }: ShownDocument) => (replay.document(file.uri)?.text ?? file.before) !== file.before;
    if (documents.some(hasMoved)) return untold("the text has changed meanwhile");
    const showing = new Showing(documents, isGuess);
    this.#showing = showing;
    this.#texts.open(peer, showing);
    const isStopped = () => isOver() || showing.end !== undefined;
    const look = this.#lookOf(peer, showing, isStopped, token);
    const before = await look.before();
    if (showing.end === undefined && before) {
      this.#texts.show(peer, showing);
      const after = await look.after();
      this.#putBack("done");
      if (after) this.#silences = 0;
      else if (showing.end === "done" && !token.isCancellationRequested && !isGuess) this.#silences++;
      if (showing.end === "done" && after) {
        return verdictOf(candidate, ...comparableFindings(candidate, before, after, replay));
      }
    }
    const end = showing.end;
    this.#putBack("done");
    if (end === "asked" || end === "typed") return "again";
    if (end === "lost") return untold(`${name} has ended`);
    return untold(token.isCancellationRequested ? "it was cancelled" : `${name} did not say in time`);
  }

  /** How diagnostics are had: asked for where the other server answers that, else as it publishes them. */
  #lookOf(peer: Peer, showing: Showing, isStopped: () => boolean, token: CancelToken): Look {
    const { offers, traces, replay } = this.#world;
    const options = offers().diagnosticProvider ?? traces.registration("textDocument/diagnostic")?.registerOptions;
    const until = async (isDone: () => boolean, ms: number) => {
      const endMs = performance.now() + ms;
      while (!isDone() && !isStopped() && performance.now() < endMs) await pause(20, token);
      return isDone();
    };
    if (options !== undefined) {
      const languages = new Set(showing.documents.map(({ file }) => file.languageId));
      const others = replay.uris.filter(
        (uri) => !showing.holds(uri) && languages.has(replay.document(uri)?.languageId ?? ""),
      );
      const uris = [
        ...showing.documents.map(({ file }) => file.uri),
        ...(showing.isGuess ? [] : others.slice(-maxOthers)),
      ];
      const pull = () => pulledDiagnostics(this.#own, peer, uris, options, isStopped, token);
      return { before: pull, after: pull };
    }
    const isKnown = ({ file: { uri }, version }: ShownDocument) => {
      if (version === undefined) return showing.published.has(uri);
      const published = this.#published.get(uri);
      if (!published) return false;
      return published.version === undefined || published.version === version;
    };
    return {
      before: async () => {
        if (!(await until(() => showing.documents.every(isKnown), knownMs))) return undefined;
        const opened = [...showing.published];
        showing.published.clear();
        return new Map([...[...this.#published].map(([uri, one]) => [uri, one.diagnostics] as const), ...opened]);
      },
      after: async () => ((await until(() => showing.hasSaidAll(quietMs), answerMs)) ? showing.published : undefined),
    };
  }

  /** Ends the check, if one goes on: the other server has the editor's texts again, and gets what has waited. */
  #putBack(end: ShowingEnd): void {
    const showing = this.#showing;
    if (!showing) return;
    this.#showing = undefined;
    showing.end = end;
    clearTimeout(showing.impatience);
    const peer = this.#world.peer();
    if (peer) this.#texts.putBack(peer, showing);
    for (const { file, version } of showing.documents) if (version === undefined) this.#published.delete(file.uri);
    if (peer && showing.isShown) this.#settle(peer, showing);
    for (const send of showing.held) send();
  }

  /** What the other server says before it has answered a question asked now may still be about the candidate. */
  #settle(peer: Peer, { documents }: Showing): void {
    const settling = {};
    this.#settling = settling;
    const settled = () => {
      if (this.#settling !== settling) return;
      this.#settling = undefined;
      setTimeout(() => this.#deliverLate(), lateMs).unref();
    };
    const open = documents.find(({ version }) => version !== undefined);
    const [method, params]: [string, object] =
      open && this.#world.offers().documentSymbolProvider
        ? ["textDocument/documentSymbol", { textDocument: { uri: open.file.uri } }]
        : ["$/settled", {}]; // which whoever keeps to the protocol answers with an error
    this.#own.ask(peer, method, params, settled);
    setTimeout(settled, lateMs).unref();
  }

  /** What was withheld and not said again was not about a candidate. */
  #deliverLate(): void {
    if (this.#showing || this.#settling) return; // a later check ends likewise
    const late = [...this.#withheld.values()];
    this.#withheld.clear();
    for (const told of late) {
      const passed = this.received(told);
      if (passed) this.#world.deliver(passed);
    }
  }

  #forget(uri: string | undefined): void {
    if (uri === undefined) return;
    this.#texts.forget(uri);
    this.#published.delete(uri);
    this.#pulls.forget(uri);
  }
}

type Look = Readonly<Record<"before" | "after", () => Promise<DiagnosticsByUri | undefined>>>;

function isPublished(params: unknown): params is PublishDiagnosticsParams {
  return isObject(params) && typeof params.uri === "string" && Array.isArray(params.diagnostics);
}
