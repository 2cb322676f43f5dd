import { spawn } from "node:child_process";
import type { Log } from "../../base/log.ts";
import { Frames } from "../lsp/frames.ts";
import { type Frame, received } from "./frame.ts";
import { Peer } from "./peer.ts";

/** How long a server may take to end after it was told to. */
const politeMs = 2000;
/** The longest time for its last words after its end. A child of its own may hold the pipe for ever. */
const drainMs = 200;

/** One life of the other server's process. */
export type ChildServer = {
  readonly peer: Peer;
  /** Closes its input and waits for its end; what does not end is killed. */
  readonly end: () => Promise<void>;
};

/**
 * `send` gets every message to it, and a way to write it; `onFrame` gets every message of it, `onEnd` once the reason
 * why there will be no more.
 */
export function startChild(
  [program, ...args]: readonly [string, ...string[]],
  log: Log,
  send: (frame: Frame, write: (frame: Frame) => void) => void,
  onFrame: (frame: Frame) => void,
  onEnd: (reason: string) => void,
): ChildServer {
  // What it says to stderr stands beside what we say there.
  const child = spawn(program, args, { stdio: ["pipe", "pipe", "inherit"] });
  const killNow = () => child.kill("SIGKILL");
  process.once("exit", killNow); // no orphans
  const peer = new Peer((frame) => send(frame, ({ bytes }) => child.stdin.write(bytes)));
  const ended = new Promise<string>((resolve) => {
    const because = (code: number | null, signal: string | null) => signal ?? `exit code ${code}`;
    // There is an error and no end where the program cannot be started.
    child.once("error", ({ message }) => child.pid === undefined && resolve(message));
    child.once("close", (code, signal) => resolve(because(code, signal)));
    child.once("exit", (code, signal) => setTimeout(() => resolve(because(code, signal)), drainMs));
  });
  void ended.then((reason) => {
    process.off("exit", killNow);
    onEnd(reason);
  });
  child.stdin.on("error", ({ message }) => log.info(`${program} takes no more input: ${message}`));
  child.stdout
    .pipe(new Frames((bytes) => log.error(`${bytes} bytes that ${program} wrote outside of messages were ignored`)))
    .on("data", (bytes: Buffer) => onFrame(received(bytes)));
  return {
    peer,
    end: async () => {
      child.stdin.end();
      const impatience = setTimeout(killNow, politeMs);
      await ended;
      clearTimeout(impatience);
    },
  };
}
