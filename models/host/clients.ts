import type { MessageConnection } from "vscode-languageserver/node";
import { errorMessage } from "../../base/errorText.ts";
import { within } from "../../base/within.ts";
import * as protocol from "../local/protocol.ts";

/** A server that is connected; it says its name and process when it introduces itself. */
type Client = { readonly connection: MessageConnection; readonly id: string; name: string; pid: number };

/** What a client has not said of itself by then is left out. */
const answerLimitMs = 500;

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
    const known = [...this.#clients].filter(({ pid }) => pid > 0);
    return Promise.all(
      known.map(async ({ connection, name, pid }) => {
        return { name, pid, counts: await atOnce(connection.sendRequest(protocol.countsRequest), {}) };
      }),
    );
  }
}

/** `nothing` where a client has left or does not answer at once: a stopped editor must not hold up others. */
async function atOnce<T>(answer: Promise<T>, nothing: T): Promise<T> {
  return (
    (await within(
      answer.catch(() => nothing),
      { ms: answerLimitMs },
    )) ?? nothing
  );
}
