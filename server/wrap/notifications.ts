import type { ProgressToken } from "vscode-languageserver";
import { type Frame, type Id, methodOf, paramsOf } from "./frame.ts";
import { hears, isOurCommand, weHear } from "./offers.ts";
import type { Pair } from "./pair.ts";

/** Tells whom it concerns what the editor says. */
export function routeNotification(pair: Pair, told: Frame): void {
  const method = methodOf(told);
  const route = Object.hasOwn(routes, method) ? routes[method] : tellBoth;
  route?.(pair, told);
}

type Route = (pair: Pair, told: Frame) => void;

/** A method that is not named here is for whoever wants to hear it. */
const routes: Readonly<Record<string, Route>> = {
  exit,
  "$/cancelRequest": cancel,
  "window/workDoneProgress/cancel": cancelProgress,
  "workspace/executeCommand": execute,
};

async function exit({ ours, theirs }: Pair, told: Frame): Promise<void> {
  await theirs.exit(told);
  ours.tell(told); // and with it this process ends
}

function cancel({ ours, theirs }: Pair, told: Frame): void {
  const { id } = paramsOf<{ id: Id }>(told.message);
  for (const peer of [ours, theirs.peer]) if (peer?.owes(id)) peer.tell(told);
}

function cancelProgress({ ours, theirs, ourProgress }: Pair, told: Frame): void {
  const { token } = paramsOf<{ token: ProgressToken }>(told.message);
  (ourProgress.has(token) ? ours : theirs.peer)?.tell(told);
}

/** A request by the protocol; copilot.el sends it as a notification. */
function execute({ ours, theirs }: Pair, told: Frame): void {
  (isOurCommand(told.message) ? ours : theirs.peer)?.tell(told);
}

function tellBoth({ ours, theirs, offers, replay, traces }: Pair, told: Frame): void {
  const method = methodOf(told);
  replay.note(told);
  if (weHear.has(method)) ours.tell(told);
  if (hears(offers.theirs, method) || traces.isRegistered(method)) theirs.peer?.tell(told);
}
