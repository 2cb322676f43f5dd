import type { Socket } from "node:net";
import {
  createMessageConnection,
  type MessageConnection,
  SocketMessageReader,
  SocketMessageWriter,
} from "vscode-languageserver/node";

/** JSON-RPC over a socket, not yet listening. */
export function connectionOn(socket: Socket): MessageConnection {
  const reader = new SocketMessageReader(socket);
  // The library's timer for late parts of a message goes on for ever after a peer that died in mid-message.
  reader.partialMessageTimeout = 0;
  return createMessageConnection(reader, new SocketMessageWriter(socket));
}
