import type { InitializeParams, InitializeResult } from "vscode-languageserver";
import { inlineEditMethod } from "../lsp/inlineEdit.ts";
import { changed, type Frame, failure, frame, type Id, methodOf, paramsOf, requestId } from "./frame.ts";
import { merged, ourParams, theirParams } from "./initialize.ts";
import { isMarked, marked, unmarked } from "./marker.ts";
import { sharedRequests } from "./merges.ts";
import { isAskedFor, isOurCommand, resolves } from "./offers.ts";
import type { Pair } from "./pair.ts";
import { asked } from "./peer.ts";
import { sharedAnswer } from "./sharedAnswer.ts";

/** Has a request of the editor answered by whom it concerns. */
export function routeRequest(pair: Pair, request: Frame): void {
  const method = methodOf(request);
  const route = Object.hasOwn(routes, method) ? routes[method] : askThem;
  route?.(pair, request);
}

type Route = (pair: Pair, request: Frame) => void;

/** A method that is not named here is for the other server alone. */
const routes: Readonly<Record<string, Route>> = {
  initialize,
  shutdown,
  "textDocument/inlineCompletion": askUs,
  [inlineEditMethod]: askUs,
  "workspace/executeCommand": execute,
  "completionItem/resolve": resolve,
  "codeAction/resolve": resolve,
  ...Object.fromEntries(Object.keys(sharedRequests).map((method) => [method, askBoth])),
};

async function initialize(pair: Pair, request: Frame): Promise<void> {
  const params = paramsOf<InitializeParams>(request.message);
  const [own, other] = await Promise.all([
    asked(pair.ours, changed(request, { params: ourParams(params) })),
    pair.theirs.initialize(changed(request, { params: theirParams(params) })),
  ]);
  const ours = own.message.result as InitializeResult | undefined;
  const theirs = other.message.result as InitializeResult | undefined;
  pair.offers = { ours: ours?.capabilities ?? {}, theirs: theirs?.capabilities ?? {} };
  pair.toEditor(ours && theirs ? changed(own, { result: merged(theirs, ours) }) : own);
}

async function shutdown({ ours, theirs, toEditor }: Pair, request: Frame): Promise<void> {
  const [answer] = await Promise.all([asked(ours, request), theirs.shutdown(request)]);
  toEditor(answer);
}

function execute(pair: Pair, request: Frame): void {
  (isOurCommand(request.message) ? askUs : askThem)(pair, request);
}

function askUs({ ours, toEditor }: Pair, request: Frame): void {
  ours.ask(request, toEditor);
}

function askThem({ theirs, toEditor }: Pair, request: Frame): void {
  if (theirs.peer) theirs.peer.ask(request, toEditor);
  else toEditor(failure(requestId(request), theirs.absence ?? ""));
}

function askBoth(pair: Pair, request: Frame): void {
  const { ours, theirs, offers, toEditor, log } = pair;
  const shared = sharedRequests[methodOf(request)];
  if (shared && isAskedFor(request.message, shared, offers.ours)) {
    const isTheirs = isAskedFor(request.message, shared, offers.theirs);
    void sharedAnswer(request, shared, ours, isTheirs ? theirs.peer : undefined, log).then(toEditor);
  } else {
    askThem(pair, request);
  }
}

/** Back to whoever made it. From one who cannot complete it further it comes back as it is. */
function resolve(pair: Pair, request: Frame): void {
  const { ours, offers, toEditor } = pair;
  const { id, method, params } = request.message;
  const isOurs = isMarked(params);
  if (!resolves(method, isOurs ? offers.ours : offers.theirs)) toEditor(frame({ id: id as Id, result: params }));
  else if (isOurs) ours.ask(changed(request, { params: unmarked(params) }), (answer) => toEditor(remarked(answer)));
  else askThem(pair, request);
}

function remarked(answer: Frame): Frame {
  const { result } = answer.message;
  return result ? changed(answer, { result: marked(result) }) : answer;
}
