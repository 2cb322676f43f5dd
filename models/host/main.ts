/** The engine host: one per user, model and settings; started by `EngineClient` with its settings as JSON. */

import { rmSync, statSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { elementAt } from "../../base/at.ts";
import { connectionOn } from "../local/connection.ts";
import { removeDeadSockets } from "../local/hosts.ts";
import { cannotListen, type HostSettings } from "../local/protocol.ts";
import { Host } from "./host.ts";
import { ServedTotals } from "./servedTotals.ts";

const { socket, settings }: { socket: string; settings: HostSettings } = JSON.parse(elementAt(process.argv, 2));
const log = (message: string) => process.stderr.write(`${new Date().toISOString()} host ${process.pid}: ${message}\n`);
process.stderr.on("error", () => {}); // the disk is full: what cannot be logged is no reason to end

/** A chunk of a prompt takes seconds on the slowest machine that is of any use. Slower ones may say so. */
const longestStepMs = Number(process.env.HEARTH_LONGEST_STEP_MS) || 120_000;

/**
 * A fixed speed, for measuring quality on a machine whose speed varies. Prompts are sized and read as if so many tokens
 * a second had been measured. No answer ends because it took long, so the same question has the same answer.
 */
const steadyTokensPerSecond = Number(process.env.HEARTH_STEADY_TOKENS_PER_SECOND) || undefined;

process.title = "hearth-host";
process.umask(0o077);
// An editor that ends takes its process group with it; the model stays for the other editors.
process.on("SIGHUP", () => {});
process.on("SIGINT", () => {});
process.on("SIGTERM", () => host.leave("it was told to end"));

const host = new Host({ ...settings, steadyTokensPerSecond }, leave, abort, log, longestStepMs);
const server = createServer((socket) => host.serve(connectionOn(socket)));
// Binding the socket is the lock. Whoever comes second finds the first and leaves it the work.
if (!(await bind(server))) process.exit(0);
const bound = identity();
log(`serves ${settings.model} on ${socket}`);
const servedTotals = new ServedTotals(socket, log);
setInterval(() => servedTotals.record(host.served), 60_000).unref();
setInterval(leaveIfReplaced, 5000).unref();
removeDeadSockets().catch((error) => log(`dead sockets stay: ${error.message}`));
await host.load();

/** False if another host serves this socket. What a host that was killed left behind is removed. */
async function bind(server: Server): Promise<boolean> {
  for (let attempt = 0; attempt < 3; attempt++) {
    if (await listens(server)) return true;
    if (await answers()) return false;
    rmSync(socket, { force: true });
  }
  return false;
}

function listens(server: Server): Promise<boolean> {
  return new Promise((resolve) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(false);
      else {
        log(`cannot listen on ${socket}: ${error.message}`);
        process.exit(cannotListen);
      }
    });
    server.listen(socket, () => resolve(true));
  });
}

function answers(): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(socket);
    probe
      .once("error", () => resolve(false))
      .once("connect", () => {
        probe.destroy();
        resolve(true);
      });
  });
}

/** The mark that tells the bound socket from one that took its place. */
function identity(): string {
  if (process.platform === "win32") return "";
  const found = statSync(socket, { throwIfNoEntry: false });
  return found ? `${found.ino}:${found.ctimeMs}` : "gone";
}

/** Nobody can find a host whose socket was deleted or bound again by another: it must not stay. */
function leaveIfReplaced(): void {
  if (identity() !== bound) host.leave("its socket was removed");
}

function leave(reason: string): void {
  log(`leaves: ${reason}`);
  servedTotals.record(host.served);
  if (identity() === bound) rmSync(socket, { force: true });
  // The goodbyes just sent are still on their way.
  setTimeout(() => process.exit(0), 50);
}

/** Without the goodbye that a process owes whose threads can still be joined. */
function abort(reason: string): void {
  log(`ends itself: ${reason}`);
  process.kill(process.pid, "SIGKILL");
}
