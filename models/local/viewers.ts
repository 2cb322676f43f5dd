import { chmodSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import type { MessageConnection } from "vscode-languageserver/node";
import { errorMessage } from "../../base/errorText.ts";
import type { RequestRecord } from "../requestRecord.ts";
import type { Trace } from "../trace.ts";
import { connectionOn } from "./connection.ts";
import * as protocol from "./protocol.ts";
import { editorSocketPath } from "./socket.ts";

/** A viewer that lets so many records lie is not reading. Each is as long as a prompt. */
const mostUnread = 100;

/** What a server says of itself when it is asked. */
type Told = {
  /** The editor's name. */
  readonly name: string;
  readonly report: () => Omit<protocol.EditorReport, "name" | "pid">;
  readonly traces: () => readonly Trace[];
  readonly log: (message: string) => void;
};

/** Somebody who listens, and how many records are on their way. */
type Watcher = { readonly socket: Socket; readonly connection: MessageConnection; unread: number };

/** Those who view a server, through a socket in the folder that only its user can enter. */
export class Viewers {
  readonly #told: Told;
  readonly #server: Server;
  readonly #path = editorSocketPath();
  readonly #watching = new Set<Watcher>();
  readonly #remove = () => {
    if (process.platform !== "win32") rmSync(this.#path, { force: true });
  };

  private constructor(told: Told) {
    this.#told = told;
    this.#server = createServer((socket) => this.#serve(socket));
  }

  /** Rejects with what the system says where there can be no socket. */
  static async listen(told: Told): Promise<Viewers> {
    const viewers = new Viewers(told);
    const server = viewers.#server;
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(viewers.#path, resolve);
    });
    server.on("error", (error) => told.log(`who wants to view this server cannot: ${error.message}`));
    server.unref();
    if (process.platform !== "win32") chmodSync(viewers.#path, 0o600);
    process.once("exit", viewers.#remove);
    return viewers;
  }

  /** Somebody wants to hear how answers come to be. */
  get isWatched(): boolean {
    return this.#watching.size > 0;
  }

  tell(record: RequestRecord): void {
    for (const watcher of this.#watching) {
      if (watcher.unread >= mostUnread) watcher.socket.destroy();
      else void this.#send(watcher, record);
    }
  }

  async #send(watcher: Watcher, record: RequestRecord): Promise<void> {
    watcher.unread++;
    try {
      await watcher.connection.sendNotification(protocol.answeredNotification, record);
    } catch (error) {
      this.#lost(error);
    } finally {
      watcher.unread--;
    }
  }

  close(): void {
    for (const { socket } of this.#watching) socket.destroy();
    this.#server.close();
    process.off("exit", this.#remove);
    this.#remove();
  }

  #serve(socket: Socket): void {
    const { name, report, traces } = this.#told;
    socket.unref();
    const connection = connectionOn(socket);
    const watcher: Watcher = { socket, connection, unread: 0 };
    const hello = { name, pid: process.pid };
    connection.onRequest(protocol.editorReportRequest, () => ({ ...hello, ...report() }));
    connection.onRequest(protocol.tracesRequest, () => ({ ...hello, traces: traces() }));
    connection.onRequest(protocol.watchRequest, () => {
      this.#watching.add(watcher);
      return hello;
    });
    connection.onError(([error]) => this.#lost(error));
    connection.onClose(() => {
      this.#watching.delete(watcher);
      connection.dispose();
    });
    connection.listen();
  }

  #lost(error: unknown): void {
    this.#told.log(`a viewer is gone: ${errorMessage(error)}`);
  }
}
