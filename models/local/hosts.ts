import { rmSync } from "node:fs";
import { errorCode } from "../../base/errorCode.ts";
import { askAll } from "./askAll.ts";
import { connected } from "./connectTo.ts";
import * as protocol from "./protocol.ts";
import { editorSockets, hostSockets } from "./socket.ts";

/** The reports of all running hosts of this user. A socket behind which nobody answers is no host. */
export function runningHosts(): Promise<protocol.HostReport[]> {
  return askAll(hostSockets(), (host) => host.sendRequest(protocol.reportRequest));
}

/** Stops every running host and resolves to what they said of themselves before. */
export async function stopHosts(): Promise<protocol.HostReport[]> {
  const stopped = await askAll(hostSockets(), async (host) => {
    const report = await host.sendRequest(protocol.reportRequest);
    await host.sendRequest(protocol.stopRequest);
    return report;
  });
  await removeDeadSockets();
  return stopped;
}

/**
 * Removes the sockets of hosts and servers that were killed. One whose model has changed since is asked for by nobody
 * any more, and would lie there for ever. Harmless for one that is just starting: it listens from the moment its socket
 * is there.
 */
export async function removeDeadSockets(): Promise<void> {
  if (process.platform === "win32") return; // a pipe ends with its process
  for (const path of [...hostSockets(), ...editorSockets("any")]) if (await isDead(path)) rmSync(path, { force: true });
}

async function isDead(path: string): Promise<boolean> {
  try {
    (await connected(path)).destroy();
    return false;
  } catch (error) {
    return errorCode(error) === "ECONNREFUSED";
  }
}
