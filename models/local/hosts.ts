import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { MessageConnection } from "vscode-languageserver/node";
import { errorCode } from "../../base/errorCode.ts";
import type { ClientTraces } from "../trace.ts";
import { connectionOn } from "./connection.ts";
import { connected, connectTo } from "./connectTo.ts";
import * as protocol from "./protocol.ts";
import { runtimeFolder } from "./socket.ts";

/** A host answers while it works; one that takes longer is stopped or hangs. */
const answerLimitMs = 3000;

/** The reports of all running hosts of this user. A socket behind which nobody answers is no host. */
export function runningHosts(): Promise<protocol.HostReport[]> {
  return askAll((host) => host.sendRequest(protocol.reportRequest));
}

/** Where the time went of what editors asked last, each editor once. One that asks two hosts is known to both. */
export async function runningTraces(): Promise<readonly ClientTraces[]> {
  const answers = await askAll((host) => host.sendRequest(protocol.tracesRequest));
  return [...new Map(answers.flat().map((client) => [client.pid, client])).values()];
}

/** Stops every running host and resolves to what they said of themselves before. */
export async function stopHosts(): Promise<protocol.HostReport[]> {
  const stopped = await askAll(async (host) => {
    const report = await host.sendRequest(protocol.reportRequest);
    await host.sendRequest(protocol.stopRequest);
    return report;
  });
  await removeDeadSockets();
  return stopped;
}

/**
 * Removes the sockets of hosts that were killed. One whose model has changed since is asked for by nobody any more, and
 * would lie there for ever. Harmless for a host that is just starting: it listens from the moment its socket is there.
 */
export async function removeDeadSockets(): Promise<void> {
  if (process.platform === "win32") return; // a pipe ends with its process
  for (const path of sockets()) if (await isDead(path)) rmSync(path, { force: true });
}

function sockets(): string[] {
  const folder = process.platform === "win32" ? "\\\\.\\pipe\\" : runtimeFolder();
  const named = process.platform === "win32" ? /^hearth-/ : /\.sock$/;
  return readdirSync(folder)
    .filter((name) => named.test(name))
    .sort()
    .map((name) => join(folder, name));
}

async function isDead(path: string): Promise<boolean> {
  try {
    (await connected(path)).destroy();
    return false;
  } catch (error) {
    return errorCode(error) === "ECONNREFUSED";
  }
}

/** The answers of all that answer in time. */
async function askAll<T>(question: (host: MessageConnection) => Promise<T>): Promise<T[]> {
  const answers = await Promise.all(sockets().map((path) => ask(path, question)));
  return answers.filter((answer) => answer !== undefined);
}

/** Undefined where nobody answers, or not in time. */
async function ask<T>(path: string, question: (host: MessageConnection) => Promise<T>): Promise<T | undefined> {
  const socket = await connectTo(path);
  if (!socket) return undefined;
  const giveUp = setTimeout(() => socket.destroy(), answerLimitMs);
  const gone = new Promise<undefined>((resolve) => socket.once("close", () => resolve(undefined)));
  socket.once("error", () => socket.destroy());
  const host = connectionOn(socket);
  host.listen();
  const answer = question(host).catch(() => undefined); // it left while it was asked
  try {
    return await Promise.race([answer, gone]);
  } finally {
    clearTimeout(giveUp);
    host.dispose();
    socket.destroy();
  }
}
