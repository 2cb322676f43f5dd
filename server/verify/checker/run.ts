import { spawn } from "node:child_process";
import type { CancelToken } from "../../../base/pause.ts";

/** What a program has printed and how it ended, or why it did not come to its end. */
export type Ran =
  | { readonly kind: "ended"; readonly code: number; readonly output: string }
  | { readonly kind: "failed"; readonly because: string };

/** More than that no check of a workspace prints. */
const maxOutputCharacters = 4_000_000;

/**
 * Runs a program in a folder, without a shell. It and what it has started is ended when `ms` are over, when it prints
 * too much, or when `token` is cancelled. Never rejects.
 */
export function run(
  [program, ...args]: readonly [string, ...string[]],
  folder: string,
  ms: number,
  token: CancelToken,
): Promise<Ran> {
  const isWindows = process.platform === "win32";
  const child = spawn(program, args, {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    detached: !isWindows,
    // Plain text, and npx fetches nothing that is not installed.
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0", npm_config_yes: "false" },
  });
  return new Promise((resolve) => {
    let output = "";
    const end = (ran: Ran) => {
      clearTimeout(timer);
      listening.dispose();
      process.off("exit", kill);
      resolve(ran);
    };
    const kill = () => {
      if (child.pid === undefined) return;
      try {
        // A group of its own: npx and cargo do their work in further processes.
        process.kill(isWindows ? child.pid : -child.pid, "SIGKILL");
      } catch {
        // it has ended meanwhile
      }
    };
    const giveUp = (because: string) => {
      kill();
      child.stdout.destroy();
      child.stderr.destroy();
      end({ kind: "failed", because });
    };
    const timer = setTimeout(() => giveUp(`${program} needs longer than there is time for`), ms);
    const listening = token.onCancellationRequested(() => giveUp("it was cancelled"));
    process.once("exit", kill);
    const hear = (piece: string) => {
      output += piece;
      if (output.length > maxOutputCharacters) giveUp(`${program} prints too much`);
    };
    child.stdout.setEncoding("utf8").on("data", hear);
    child.stderr.setEncoding("utf8").on("data", hear);
    child.once("error", ({ message }) => end({ kind: "failed", because: `${program} could not be run: ${message}` }));
    child.once("close", (code, signal) =>
      end(
        code === null
          ? { kind: "failed", because: `${program} was ended: ${signal}` }
          : { kind: "ended", code, output },
      ),
    );
  });
}
