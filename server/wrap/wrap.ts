import { PassThrough } from "node:stream";
import {
  type ExecuteCommandParams,
  type InitializeParams,
  type InitializeResult,
  MessageType,
  type ProgressToken,
  type ServerCapabilities,
} from "vscode-languageserver";
import { makeLog } from "../log.ts";
import { Frames } from "../lsp/frames.ts";
import { notified } from "../lsp/handle.ts";
import { serve } from "../server.ts";
import { EditorRequests } from "./editorRequests.ts";
import { changed, type Frame, failure, frame, type Id, received } from "./frame.ts";
import { merged, ourParams, theirParams } from "./initialize.ts";
import { isMarked, marked, unmarked } from "./marker.ts";
import { sharedRequests } from "./merges.ts";
import { OtherServer } from "./otherServer.ts";
import { asked, Peer } from "./peer.ts";
import { Replay } from "./replay.ts";
import { hears, isAskedFor, resolves, weHear } from "./routes.ts";
import { sharedAnswer } from "./sharedAnswer.ts";
import { Traces } from "./traces.ts";

/**
 * Serves an editor that has one server for each buffer: `command` starts the user's other server, and the editor sees
 * one that is both. What is not ours passes through byte for byte, in both directions and in order. Our own half is
 * the server as it always is, on a pair of streams.
 */
export function serveWrapped(
  command: readonly [string, ...string[]],
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): void {
  const log = makeLog(
    () => "info",
    (level, message) => process.stderr.write(`hearth ${level}: ${message}\n`),
  );
  const [toOurs, fromOurs] = [new PassThrough(), new PassThrough()];
  const ours = new Peer(({ bytes }) => toOurs.write(bytes));
  const ourProgress = new Set<ProgressToken>();
  let ourOffer: ServerCapabilities = {};
  let theirOffer: ServerCapabilities = {};
  const replay = new Replay(log);
  const traces = new Traces();
  const noteTrace = notified(log, "a message of the other server", traces.note.bind(traces));
  const editorRequests = new EditorRequests();
  const theirs = new OtherServer(command, replay, { onFrame: fromTheirs, onLost: takeBack }, log);

  serve(toOurs, fromOurs);
  fromOurs.pipe(new Frames(() => {})).on("data", (bytes: Buffer) => fromUs(received(bytes)));
  input.pipe(new Frames(dropped)).on("data", (bytes: Buffer) => fromEditor(received(bytes)));
  input.on("close", async () => {
    await theirs.end();
    toOurs.end();
  });
  // A signal alone would end this process without a word to the other.
  for (const signal of ["SIGTERM", "SIGHUP", "SIGINT"] as const) process.once(signal, () => process.exit(1));

  const requests: Readonly<Record<string, (request: Frame) => void>> = {
    initialize,
    shutdown: async (request) => {
      const [answer] = await Promise.all([asked(ours, request), theirs.shutdown(request)]);
      toEditor(answer);
    },
    "textDocument/inlineCompletion": askUs,
    "workspace/executeCommand": (request) => {
      const { command } = (request.message.params ?? {}) as Partial<ExecuteCommandParams>;
      (command?.startsWith("hearth.") ? askUs : askThem)(request);
    },
    "completionItem/resolve": resolve,
    "codeAction/resolve": resolve,
    ...Object.fromEntries(Object.keys(sharedRequests).map((method) => [method, askBoth])),
  };

  const notifications: Readonly<Record<string, (told: Frame) => void>> = {
    exit: async (told) => {
      await theirs.exit(told);
      ours.tell(told); // and with it this process ends
    },
    "$/cancelRequest": (told) => {
      const { id } = (told.message.params ?? {}) as { id: Id };
      for (const peer of [ours, theirs.peer]) if (peer?.owes(id)) peer.tell(told);
    },
    "window/workDoneProgress/cancel": (told) => {
      const { token } = (told.message.params ?? {}) as { token: ProgressToken };
      (ourProgress.has(token) ? ours : theirs.peer)?.tell(told);
    },
  };

  function fromEditor(message: Frame): void {
    const { id, method } = message.message;
    if (method === undefined && isId(id)) editorRequests.answered(message);
    else if (method === undefined) theirs.peer?.tell(message);
    else if (isId(id)) (Object.hasOwn(requests, method) ? requests[method] : askThem)?.(message);
    else (Object.hasOwn(notifications, method) ? notifications[method] : tellBoth)?.(message);
  }

  function fromTheirs(message: Frame, from: Peer): void {
    const { id, method } = message.message;
    if (isId(id) && method === undefined) from.answered(message);
    else if (isId(id)) toEditor(editorRequests.ask(from, message, id));
    else toEditor(method === "$/cancelRequest" ? cancelOf(message, from) : message);
    noteTrace(message.message);
  }

  function fromUs(message: Frame): void {
    const { id, method, params } = message.message;
    if (method === "window/workDoneProgress/create") ourProgress.add((params as { token: ProgressToken }).token);
    if (isId(id) && method === undefined) ours.answered(message);
    else if (isId(id)) toEditor(editorRequests.ask(ours, message, `hearth:${id}`));
    else toEditor(method === "$/cancelRequest" ? cancelOf(message, ours) : message);
  }

  async function initialize(request: Frame): Promise<void> {
    const params = (request.message.params ?? {}) as InitializeParams;
    const [own, other] = await Promise.all([
      asked(ours, changed(request, { params: ourParams(params) })),
      theirs.initialize(changed(request, { params: theirParams(params) })),
    ]);
    const ourResult = own.message.result as InitializeResult | undefined;
    const theirResult = other.message.result as InitializeResult | undefined;
    ourOffer = ourResult?.capabilities ?? {};
    theirOffer = theirResult?.capabilities ?? {};
    toEditor(ourResult && theirResult ? changed(own, { result: merged(theirResult, ourResult) }) : own);
  }

  function askBoth(request: Frame): void {
    const shared = sharedRequests[request.message.method as string];
    if (shared && isAskedFor(request.message, shared, ourOffer)) {
      const isTheirs = isAskedFor(request.message, shared, theirOffer);
      void sharedAnswer(request, shared, ours, isTheirs ? theirs.peer : undefined, log).then(toEditor);
    } else {
      askThem(request);
    }
  }

  function askUs(request: Frame): void {
    ours.ask(request, toEditor);
  }

  function askThem(request: Frame): void {
    if (theirs.peer) theirs.peer.ask(request, toEditor);
    else toEditor(failure(request.message.id as Id, theirs.absence ?? ""));
  }

  /** Back to whoever made it; from who cannot complete it further, it comes back as it is. */
  function resolve(request: Frame): void {
    const { id, method, params } = request.message;
    const isOurs = isMarked(params);
    if (!resolves(method, isOurs ? ourOffer : theirOffer)) toEditor(frame({ id: id as Id, result: params }));
    else if (isOurs) ours.ask(changed(request, { params: unmarked(params) }), (answer) => toEditor(remarked(answer)));
    else askThem(request);
  }

  function tellBoth(told: Frame): void {
    const method = told.message.method as string;
    replay.note(told);
    if (weHear.has(method)) ours.tell(told);
    if (hears(theirOffer, method) || traces.isRegistered(method)) theirs.peer?.tell(told);
  }

  /** The editor may know the request that is cancelled by another name. */
  function cancelOf(told: Frame, by: Peer): Frame {
    const { id } = (told.message.params ?? {}) as { id: Id };
    const name = editorRequests.nameOf(by, id) ?? id;
    return name === id ? told : changed(told, { params: { id: name } });
  }

  /** The other server is gone, if only for a while. */
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

  function toEditor({ bytes }: Frame): void {
    output.write(bytes);
  }

  function dropped(bytes: number): void {
    log.error(`${bytes} bytes that are no message were ignored`);
  }
}

function remarked(answer: Frame): Frame {
  const { result } = answer.message;
  return result ? changed(answer, { result: marked(result) }) : answer;
}

function isId(id: unknown): id is Id {
  return typeof id === "number" || typeof id === "string";
}
