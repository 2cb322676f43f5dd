import type { MessageConnection } from "vscode-languageserver/node";
import { errorMessage } from "../../base/errorText.ts";
import { within } from "../../base/within.ts";
import * as protocol from "../local/protocol.ts";
import type { ClientTraces } from "../trace.ts";

/** A server that is connected; it says its name and process when it introduces itself. */
type Client = { readonly connection: MessageConnection; readonly id: string; name: string; pid: number };

/** A client that has not said what it counts by then is reported without. */
const countsLimitMs = 500;

/** Everybody who is connected to a host. */
export class Clients {
  readonly #clients = new Set<Client>();
  readonly #log: (message: string) => void;
  #connections = 0;

  constructor(log: (message: string) => void) {
    this.#log = log;
  }

  get size(): number {
    return this.#clients.size;
  }

  add(connection: MessageConnection): Client {
    const client: Client = { connection, id: `${++this.#connections}`, name: "unknown", pid: 0 };
    this.#clients.add(client);
    return client;
  }

  remove(client: Client): void {
    this.#clients.delete(client);
  }

  tellAll(send: (connection: MessageConnection) => Promise<void>): void {
    for (const { connection } of this.#clients) void this.tell(() => send(connection));
  }

  /** A message that cannot be sent was meant for a client that is gone. */
  async tell(send: () => Promise<void>): Promise<void> {
    try {
      await send();
    } catch (error) {
      this.#log(`a client is gone: ${errorMessage(error)}`);
    }
  }

  /** All who have introduced themselves, with what they count. */
  introduced(): Promise<protocol.HostReport["clients"]> {
    return Promise.all([...this.#clients].filter(({ pid }) => pid > 0).map(introduce));
  }

  /** Where the time of their last requests went. */
  traces(): Promise<readonly ClientTraces[]> {
    return Promise.all([...this.#clients].filter(({ pid }) => pid > 0).map(tracesOf));
  }
}

async function tracesOf({ connection, name, pid }: Client): Promise<ClientTraces> {
  const traces = connection.sendRequest(protocol.ownTracesRequest).catch(() => []); // it left
  return { name, pid, traces: (await within(traces, { ms: countsLimitMs })) ?? [] };
}

/**
 * A client with its counts. They are missing if it does not answer at once: a stopped editor must not hold up others.
 */
async function introduce({ connection, name, pid }: Client): Promise<protocol.HostReport["clients"][number]> {
  const counts = connection.sendRequest(protocol.countsRequest).catch(() => ({})); // it left
  return { name, pid, counts: (await within(counts, { ms: countsLimitMs })) ?? {} };
}
