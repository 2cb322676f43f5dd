import { rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { connectTo } from "../../../models/local/connectTo.ts";
import type { HostSettings } from "../../../models/local/protocol.ts";
import { runtimeFolder, socketPath } from "../../../models/local/socket.ts";
import { startHost } from "../../../models/local/startHost.ts";

const ignore = () => {};

/** Stands where servers look for the host of these settings, passes on what they say, and reads along. */
export class Tap {
  /** Names of what was seen. */
  readonly seen = new Set<string>();
  /** All that servers said. */
  bytes = 0;
  readonly #wanted: readonly (readonly [name: string, bytes: string])[];
  readonly #longest: number;
  readonly #path: string;
  readonly #hostPath: string;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(settings: HostSettings, wanted: readonly (readonly [name: string, bytes: string])[]) {
    this.#wanted = wanted;
    this.#longest = Math.max(...wanted.map(([, bytes]) => bytes.length));
    this.#path = socketPath(settings);
    this.#hostPath = join(runtimeFolder(), "tapped.sock");
    this.#server = createServer((socket) => void this.#join(socket));
  }

  /** `wanted` is ASCII, so that it stands in JSON and on the wire as it is. */
  static async open(settings: HostSettings, wanted: readonly (readonly [name: string, bytes: string])[]): Promise<Tap> {
    const tap = new Tap(settings, wanted);
    (await startHost(tap.#hostPath, settings, ignore)).end();
    await new Promise<void>((resolve) => tap.#server.listen(tap.#path, resolve));
    return tap;
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    rmSync(this.#path, { force: true });
  }

  async #join(server: Socket): Promise<void> {
    server.pause();
    const host = await connectTo(this.#hostPath);
    if (!host) return void server.destroy();
    let unread: Buffer = Buffer.alloc(0);
    server.on("data", (chunk: Buffer) => {
      this.bytes += chunk.length;
      unread = Buffer.concat([unread, chunk]);
      for (const [name, bytes] of this.#wanted) if (unread.includes(bytes)) this.seen.add(name);
      // What is wanted may come in two pieces.
      unread = unread.subarray(Math.max(0, unread.length - this.#longest + 1));
    });
    for (const [from, to] of [[server, host] as const, [host, server] as const]) {
      this.#sockets.add(from);
      from.on("error", ignore); // its process was ended, which its close tells the other one
      from.on("close", () => to.destroy());
      from.pipe(to);
    }
  }
}
