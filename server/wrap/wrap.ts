import { basename } from "node:path";
import { PassThrough } from "node:stream";
import { MessageType, type ProgressToken } from "vscode-languageserver";
import { type Log, makeLog } from "../../base/log.ts";
import type { TypeOracle } from "../context/typeFacts.ts";
import { Frames } from "../lsp/frames.ts";
import { notified } from "../lsp/handle.ts";
import type { ServerBeside } from "../verify/verifier.ts";
import { EditorRequests } from "./editorRequests.ts";
import { EditorState } from "./editorState.ts";
import { changed, type Frame, frame, type Id, isId, type Message, paramsOf, received } from "./frame.ts";
import { routeNotification } from "./notifications.ts";
import { OtherServer } from "./otherServer.ts";
import { OtherTypes } from "./otherTypes.ts";
import { OtherVerifier } from "./otherVerifier.ts";
import type { Pair } from "./pair.ts";
import { Peer } from "./peer.ts";
import { Replay } from "./replay.ts";
import { routeRequest } from "./requests.ts";

type OtherKnowledge = { readonly verifier: ServerBeside; readonly types: TypeOracle };

type Writer = Pick<NodeJS.WritableStream, "write">;

/**
 * Serves an editor that has one server for each buffer. `command` starts the user's other server, and the editor sees
 * one that is both. Messages that are not ours pass through byte for byte, in both directions and in order. Our own
 * half is the server as it always is, which `serve` starts on a pair of streams. By what it is given, it has the other
 * server look at edits, and tell of types.
 */
export function serveWrapped(
  serve: (input: NodeJS.ReadableStream, output: NodeJS.WritableStream, other: OtherKnowledge) => void,
  command: readonly [string, ...string[]],
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): void {
  const log = makeLog(
    () => "info",
    (level, message) => process.stderr.write(`hearth ${level}: ${message}\n`),
  );
  const dropped = (bytes: number) => log.error(`${bytes} bytes that are no message were ignored`);
  // A signal alone would end this process without a word to the other, also one that comes while that is started.
  for (const signal of ["SIGTERM", "SIGHUP", "SIGINT"] as const) process.once(signal, () => process.exit(1));
  const [toOurs, fromOurs] = [new PassThrough(), new PassThrough()];
  const both = new Multiplexer(command, toOurs, output, log);

  serve(toOurs, fromOurs, both);
  fromOurs.pipe(new Frames(() => {})).on("data", (bytes: Buffer) => both.fromUs(received(bytes)));
  input.pipe(new Frames(dropped)).on("data", (bytes: Buffer) => both.fromEditor(received(bytes)));
  input.on("close", async () => {
    await both.end();
    toOurs.end();
  });
}

/** Hands each message of the editor and of the two servers to whom it concerns. */
class Multiplexer {
  readonly #pair: Pair;
  readonly #theirs: OtherServer;
  readonly verifier: OtherVerifier;
  readonly types: OtherTypes;
  readonly #heard: (message: Frame) => void;
  readonly #saw: (message: Frame) => void;
  readonly #noteTrace: (message: Message) => void;

  /** Starts the other server. */
  constructor(command: readonly [string, ...string[]], toOurs: Writer, output: Writer, log: Log) {
    const replay = new Replay(log);
    const traces = new EditorState();
    const side = {
      name: basename(command[0]),
      peer: () => this.#theirs.peer,
      offers: () => this.#pair.offers.theirs,
      replay,
      traces,
      log,
    };
    const verifier = new OtherVerifier({
      ...side,
      deliver: (frame) => this.#toEditor(frame),
    });
    const types = new OtherTypes(side);
    this.verifier = verifier;
    this.types = types;
    this.#heard = notified(log, "a message of the editor", types.heard.bind(types));
    this.#saw = notified(log, "an answer of the other server", types.saw.bind(types));
    const onFrame = (frame: Frame, from: Peer) => this.#fromTheirs(frame, from);
    const onLost = (sentence: string | undefined) => {
      verifier.lost();
      types.lost();
      this.#takeBack(sentence);
    };
    const send = verifier.send.bind(verifier);
    this.#theirs = new OtherServer(command, replay, { send, onFrame, onLost }, log);
    this.#noteTrace = notified(log, "a message of the other server", traces.note.bind(traces));
    this.#pair = {
      ours: new Peer(({ bytes }) => toOurs.write(bytes)),
      theirs: this.#theirs,
      offers: { ours: {}, theirs: {} },
      editorRequests: new EditorRequests(),
      ourProgress: new Set(),
      replay,
      traces,
      toEditor: ({ bytes }) => output.write(bytes),
      log,
    };
  }

  fromEditor(message: Frame): void {
    const { editorRequests, theirs } = this.#pair;
    const { id, method } = message.message;
    if (method !== undefined) this.#heard(message);
    if (method === undefined && isId(id)) editorRequests.answered(message);
    else if (method === undefined) theirs.peer?.tell(message);
    else if (isId(id)) routeRequest(this.#pair, message);
    else routeNotification(this.#pair, message);
  }

  fromUs(message: Frame): void {
    const { ours, ourProgress } = this.#pair;
    const { method, params } = message.message;
    if (method === "window/workDoneProgress/create")
      ourProgress.add(paramsOf<{ token: ProgressToken }>({ params }).token);
    this.#fromServer(ours, message, (id) => `hearth:${id}`);
  }

  /** Ends the other server for good. */
  end(): Promise<void> {
    return this.#theirs.end();
  }

  #fromTheirs(said: Frame, from: Peer): void {
    const message = this.verifier.received(said);
    if (!message) return;
    this.#saw(message);
    this.#fromServer(from, message, (id) => id);
    this.#noteTrace(message.message);
  }

  /** What the other server has said some time ago. */
  #toEditor(message: Frame): void {
    this.#pair.toEditor(message);
    this.#noteTrace(message.message);
  }

  /** `nameOf` gives the id under which the editor shall know a request, if that is free. */
  #fromServer(from: Peer, message: Frame, nameOf: (id: Id) => Id): void {
    const { editorRequests, toEditor } = this.#pair;
    const { id, method } = message.message;
    if (isId(id) && method === undefined) from.answered(message);
    else if (isId(id)) toEditor(editorRequests.ask(from, message, nameOf(id)));
    else toEditor(method === "$/cancelRequest" ? editorRequests.cancel(from, message) : message);
  }

  /** The other server is gone, if only for a while. `sentence` is for the user. */
  #takeBack(sentence: string | undefined): void {
    const { editorRequests, traces, toEditor, log } = this.#pair;
    const nobody = new Peer(() => {}); // the answers are of no interest
    for (const each of traces.takenBack()) {
      const isRequest = each.message.method === "client/unregisterCapability";
      const request = isRequest ? changed(each, { id: "hearth:unregister" }) : each;
      toEditor(isRequest ? editorRequests.ask(nobody, request, "hearth:unregister") : each);
    }
    if (sentence === undefined) return;
    log.error(sentence);
    toEditor(frame({ method: "window/showMessage", params: { type: MessageType.Warning, message: sentence } }));
  }
}
