import type { MessageConnection } from "vscode-languageserver/node";
import { within } from "../../base/within.ts";
import type { RequestRecord } from "../requestRecord.ts";
import type { ClientTraces } from "../trace.ts";
import { askAll } from "./askAll.ts";
import { connectionOn } from "./connection.ts";
import { connectTo } from "./connectTo.ts";
import * as protocol from "./protocol.ts";
import { editorSockets } from "./socket.ts";

/** A server that takes longer is stopped or works; it is asked again. */
const answerLimitMs = 1000;

/** Where the time went of what editors asked last. */
export function runningTraces(): Promise<readonly ClientTraces[]> {
  return askAll(editorSockets(), (editor) => editor.sendRequest(protocol.tracesRequest));
}

/** The server of an editor that is watched: it tells how it came to each answer until it is let go. */
export class WatchedEditor {
  readonly name: string;
  readonly pid: number;
  readonly #connection: MessageConnection;

  private constructor({ name, pid }: protocol.Hello, connection: MessageConnection) {
    this.name = name;
    this.pid = pid;
    this.#connection = connection;
  }

  /** Undefined where nobody answers, or not in time. `onEnd` is called when the server has gone, or was let go. */
  static async watch(
    path: string,
    onAnswer: (record: RequestRecord) => void,
    onEnd: () => void,
  ): Promise<WatchedEditor | undefined> {
    const socket = await connectTo(path);
    if (!socket) return undefined;
    socket.on("error", () => socket.destroy());
    const connection = connectionOn(socket);
    connection.onNotification(protocol.answeredNotification, onAnswer);
    connection.onClose(() => {
      connection.dispose();
      socket.destroy();
      onEnd();
    });
    connection.listen();
    const hello = await answered(connection.sendRequest(protocol.watchRequest));
    if (hello) return new WatchedEditor(hello, connection);
    socket.destroy();
    return undefined;
  }

  /** Undefined where the server does not answer in time. */
  report(): Promise<protocol.EditorReport | undefined> {
    return answered(this.#connection.sendRequest(protocol.editorReportRequest));
  }

  /** Undefined where the server does not answer in time. */
  traces(): Promise<ClientTraces | undefined> {
    return answered(this.#connection.sendRequest(protocol.tracesRequest));
  }

  letGo(): void {
    this.#connection.end();
  }
}

function answered<T>(answer: Promise<T>): Promise<T | undefined> {
  return within(
    answer.catch(() => undefined), // it left while it was asked
    { ms: answerLimitMs },
  );
}
