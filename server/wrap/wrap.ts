import { PassThrough } from "node:stream";
import { MessageType, type ProgressToken } from "vscode-languageserver";
import { makeLog } from "../../base/log.ts";
import { Frames } from "../lsp/frames.ts";
import { notified } from "../lsp/handle.ts";
import { EditorRequests } from "./editorRequests.ts";
import { EditorState } from "./editorState.ts";
import { changed, type Frame, frame, type Id, isId, paramsOf, received } from "./frame.ts";
import { routeNotification } from "./notifications.ts";
import { OtherServer } from "./otherServer.ts";
import type { Pair } from "./pair.ts";
import { Peer } from "./peer.ts";
import { Replay } from "./replay.ts";
import { routeRequest } from "./requests.ts";

/**
 * Serves an editor that has one server for each buffer. `command` starts the user's other server, and the editor sees
 * one that is both. Messages that are not ours pass through byte for byte, in both directions and in order. Our own
 * half is the server as it always is, which `serve` starts on a pair of streams.
 */
export function serveWrapped(
  serve: (input: NodeJS.ReadableStream, output: NodeJS.WritableStream) => void,
  command: readonly [string, ...string[]],
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): void {
  const log = makeLog(
    () => "info",
    (level, message) => process.stderr.write(`hearth ${level}: ${message}\n`),
  );
  const [toOurs, fromOurs] = [new PassThrough(), new PassThrough()];
  const replay = new Replay(log);
  const traces = new EditorState();
  const theirs = new OtherServer(command, replay, { onFrame: fromTheirs, onLost: takeBack }, log);
  const noteTrace = notified(log, "a message of the other server", traces.note.bind(traces));
  const pair: Pair = {
    ours: new Peer(({ bytes }) => toOurs.write(bytes)),
    theirs,
    offers: { ours: {}, theirs: {} },
    editorRequests: new EditorRequests(),
    ourProgress: new Set(),
    replay,
    traces,
    toEditor: ({ bytes }) => output.write(bytes),
    log,
  };
  const { ours, editorRequests, ourProgress, toEditor } = pair;

  serve(toOurs, fromOurs);
  fromOurs.pipe(new Frames(() => {})).on("data", (bytes: Buffer) => fromUs(received(bytes)));
  input.pipe(new Frames(dropped)).on("data", (bytes: Buffer) => fromEditor(received(bytes)));
  input.on("close", async () => {
    await theirs.end();
    toOurs.end();
  });
  // A signal alone would end this process without a word to the other.
  for (const signal of ["SIGTERM", "SIGHUP", "SIGINT"] as const) process.once(signal, () => process.exit(1));

  function fromEditor(message: Frame): void {
    const { id, method } = message.message;
    if (method === undefined && isId(id)) editorRequests.answered(message);
    else if (method === undefined) theirs.peer?.tell(message);
    else if (isId(id)) routeRequest(pair, message);
    else routeNotification(pair, message);
  }

  function fromTheirs(message: Frame, from: Peer): void {
    fromServer(from, message, (id) => id);
    noteTrace(message.message);
  }

  function fromUs(message: Frame): void {
    const { method, params } = message.message;
    if (method === "window/workDoneProgress/create")
      ourProgress.add(paramsOf<{ token: ProgressToken }>({ params }).token);
    fromServer(ours, message, (id) => `hearth:${id}`);
  }

  /** `nameOf` gives the id under which the editor shall know a request, if that is free. */
  function fromServer(from: Peer, message: Frame, nameOf: (id: Id) => Id): void {
    const { id, method } = message.message;
    if (isId(id) && method === undefined) from.answered(message);
    else if (isId(id)) toEditor(editorRequests.ask(from, message, nameOf(id)));
    else toEditor(method === "$/cancelRequest" ? editorRequests.cancel(from, message) : message);
  }

  /** The other server is gone, if only for a while. `sentence` is for the user. */
  function takeBack(sentence: string | undefined): void {
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

  function dropped(bytes: number): void {
    log.error(`${bytes} bytes that are no message were ignored`);
  }
}
