import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, renameSync, statSync } from "node:fs";
import type { Socket } from "node:net";
import { join, parse } from "node:path";
import { fileURLToPath } from "node:url";
import { errorMessage } from "../../base/errorText.ts";
import { otherFolder } from "../../base/privateFolder.ts";
import { EngineUnavailable } from "../engine.ts";
import { connectTo } from "./connectTo.ts";
import { cannotListen, type HostSettings } from "./protocol.ts";
import { logFolder } from "./socket.ts";

/** A host binds its socket before anything else; one that has not by then never will. */
const startLimitMs = 20_000;
/** Two of them at most: a longer log becomes the old one when a host is started. */
const longestLogBytes = 1_000_000;

/**
 * Starts a host and connects to it. Of two that start at once, one serves and the other leaves.
 * Throws EngineUnavailable.
 */
export async function startHost(path: string, settings: HostSettings, log: (message: string) => void): Promise<Socket> {
  const { child, logPath } = spawnHost(path, settings, log);
  log(`starts the engine host ${child.pid}; its log is ${logPath}`);
  let failure: string | undefined;
  child.once("error", (error) => {
    failure = error.message;
  });
  child.once("exit", (code) => {
    if (code === cannotListen) failure = `it cannot listen on ${path}; ${otherFolder("XDG_RUNTIME_DIR")}`;
    else if (code !== 0) failure = `it ended with code ${code}`;
  });
  const deadlineMs = performance.now() + startLimitMs;
  while (performance.now() < deadlineMs && failure === undefined) {
    const socket = await connectTo(path);
    if (socket) return socket;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new EngineUnavailable(
    `the engine host could not be started (${failure ?? "it does not answer"}); its log is ${logPath}`,
  );
}

/**
 * Detached, with a log file of its own: the host outlives the editor that happened to start it. It keeps none of the
 * editor's folders either, which may be removed or unmounted, and may be gone by now.
 */
function spawnHost(socket: string, settings: HostSettings, log: (message: string) => void) {
  const { logPath, output } = openLog(log);
  const main = fileURLToPath(new URL("../host/main.js", import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [main, JSON.stringify({ socket, settings })], {
    detached: true,
    cwd: parse(process.execPath).root,
    stdio: ["ignore", output, output],
  });
  if (output !== "ignore") closeSync(output);
  child.unref();
  return { child, logPath };
}

/** A log that cannot be written, on a full disk for one, is no reason to do without a model. */
function openLog(log: (message: string) => void): { logPath: string; output: number | "ignore" } {
  try {
    const path = join(logFolder(), "host.log");
    if (existsSync(path) && statSync(path).size > longestLogBytes) renameSync(path, `${path}.old`);
    return { logPath: path, output: openSync(path, "a", 0o600) };
  } catch (error) {
    log(`the engine host writes no log: ${errorMessage(error)}`);
    return { logPath: "nowhere", output: "ignore" };
  }
}
