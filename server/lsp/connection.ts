import { type Connection, createConnection, MessageType } from "vscode-languageserver";
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";
import type { Log, LogLevel } from "../../base/log.ts";
import { Frames } from "./frames.ts";
import { watchDog } from "./watchDog.ts";

/** LSP over two streams. What is no message is told to `onDamage` and ignored. */
export function connectionOver(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  onDamage: (sentence: string) => void,
): Connection {
  const frames = new Frames((bytes) => onDamage(`${bytes} bytes that are no message were ignored`));
  const reader = new StreamMessageReader(input.pipe(frames));
  reader.partialMessageTimeout = 0; // a slow pipe is no error
  reader.onError((error) => onDamage(`a message that is not valid JSON was ignored: ${error.message}`));
  const writer = new StreamMessageWriter(output);
  return createConnection((logger) => createProtocolConnection(reader, writer, logger), watchDog(process.exit));
}

/**
 * Writes to the editor's log. Errors go to stderr too, where the editor keeps them. So do messages from before the
 * editor listens. The rest does not: some editors show every line of stderr to their users.
 */
export function logWriter(connection: Connection, isHeard: () => boolean): (level: LogLevel, message: string) => void {
  const types = { error: MessageType.Error, info: MessageType.Info, debug: MessageType.Debug };
  return (level, message) => {
    if (level === "error" || !isHeard()) process.stderr.write(`hearth ${level}: ${message}\n`);
    void connection.sendNotification("window/logMessage", { type: types[level], message });
  };
}

/** Shows warnings to the user, each sentence once: what is wrong stays wrong until somebody has changed it. */
export function warnings(connection: Connection, log: Log): (sentence: string) => void {
  const shown = new Set<string>();
  return (sentence) => {
    log.error(sentence);
    if (shown.has(sentence)) return;
    shown.add(sentence);
    void connection.sendNotification("window/showMessage", { type: MessageType.Warning, message: sentence });
  };
}
