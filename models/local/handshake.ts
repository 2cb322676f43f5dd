import type { Socket } from "node:net";
import type { MessageConnection } from "vscode-languageserver/node";
import { within } from "../../base/within.ts";
import { type EngineStatus, EngineUnavailable } from "../engine.ts";
import { connectionOn } from "./connection.ts";
import * as protocol from "./protocol.ts";
import { Watchdog } from "./watchdog.ts";

/** A host that lives answers the first message at once; one that does not is stopped or hangs. */
const helloLimitMs = 15_000;

/** A host that has answered. */
export type ConnectedHost = { readonly connection: MessageConnection; readonly watchdog: Watchdog };

/** The client that connects, and its handlers of what the host says. */
type Client = {
  /** The name by which the host knows this client. */
  readonly name: string;
  readonly log: (message: string) => void;
  /** The fate of this client's suggestions. The host asks for it when somebody wants to know. */
  readonly counts: () => protocol.Counts;
  readonly onStatus: (status: EngineStatus) => void;
  /** The connection is gone: gracefully, or because the host crashed, was killed or ran out of memory. */
  readonly onEnd: (graceful: boolean) => void;
};

/**
 * The host on a connected socket and the status it is in. Rejects with `Unanswered` where it does not answer in time.
 */
export async function handshake(
  socket: Socket,
  client: Client,
): Promise<{ readonly host: ConnectedHost; readonly status: EngineStatus }> {
  const { name, log } = client;
  const connection = listenTo(socket, client);
  const hello = connection.sendRequest(protocol.helloRequest, { name, pid: process.pid });
  const { pid, status } = await inTime(hello).catch((error) => {
    socket.destroy();
    throw error;
  });
  const end = () => {
    log(`the engine host ${pid} no longer answers and is ended`);
    kill(pid);
    socket.destroy();
  };
  const watchdog = new Watchdog(() => connection.sendRequest(protocol.pingRequest), end);
  return { host: { connection, watchdog }, status };
}

/** Nobody answers, though somebody has taken the call. */
export class Unanswered extends EngineUnavailable {}

function listenTo(socket: Socket, { log, counts, onStatus, onEnd }: Client): MessageConnection {
  const connection = connectionOn(socket);
  let graceful = false;
  connection.onNotification(protocol.statusChanged, onStatus);
  connection.onRequest(protocol.countsRequest, counts);
  connection.onNotification(protocol.leaving, ({ reason }) => {
    log(`the host leaves: ${reason}`);
    graceful = true;
  });
  connection.onError(([error]) => log(`engine connection: ${error.message}`));
  connection.onClose(() => {
    connection.dispose();
    onEnd(graceful);
  });
  connection.listen();
  return connection;
}

/** Throws Unanswered instead of waiting for ever. */
async function inTime<T>(hello: Promise<T>): Promise<T> {
  const answer = await within(hello, { ms: helloLimitMs });
  if (answer === undefined) throw new Unanswered("the engine host does not answer");
  return answer;
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // ESRCH: it has just ended by itself.
  }
}
