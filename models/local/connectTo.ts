import { connect, type Socket } from "node:net";

/** The socket, connected; undefined when nobody answers there. */
export function connectTo(path: string): Promise<Socket | undefined> {
  return connected(path).catch(() => undefined); // no file, or nobody behind it
}

/** The socket, connected. Rejects with the error of the system: ECONNREFUSED where nobody is behind the file. */
export function connected(path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    socket.once("connect", () => {
      socket.removeAllListeners("error");
      resolve(socket);
    });
    socket.once("error", reject);
  });
}
