import type { MessageConnection } from "vscode-languageserver/node";
import { connectionOn } from "./connection.ts";
import { connectTo } from "./connectTo.ts";

/** Whoever lives answers while it works; one that takes longer is stopped or hangs. */
const answerLimitMs = 3000;

/** The answers of all behind these sockets that answer in time. */
export async function askAll<T>(
  paths: readonly string[],
  question: (peer: MessageConnection) => Promise<T>,
): Promise<T[]> {
  const answers = await Promise.all(paths.map((path) => ask(path, question)));
  return answers.filter((answer) => answer !== undefined);
}

/** Undefined where nobody answers, or not in time. */
async function ask<T>(path: string, question: (peer: MessageConnection) => Promise<T>): Promise<T | undefined> {
  const socket = await connectTo(path);
  if (!socket) return undefined;
  const giveUp = setTimeout(() => socket.destroy(), answerLimitMs);
  const gone = new Promise<undefined>((resolve) => socket.once("close", () => resolve(undefined)));
  socket.once("error", () => socket.destroy());
  const peer = connectionOn(socket);
  peer.listen();
  const answer = question(peer).catch(() => undefined); // it left while it was asked
  try {
    return await Promise.race([answer, gone]);
  } finally {
    clearTimeout(giveUp);
    peer.dispose();
    socket.destroy();
  }
}
