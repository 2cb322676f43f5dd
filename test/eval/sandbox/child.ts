import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { failed, type Limits, type Report, type Verdict } from "./verdict.ts";

/** Reports are one line; whoever writes more than this is no test. */
const maxReportCharacters = 10_000;

/** The end of stderr says why a process died. */
const keptErrorCharacters = 2000;

/**
 * Runs a command in a process group and an empty folder of its own, with hardly an environment. It says on its file
 * descriptor 3 what came of it, in JSON. What it prints is nobody's concern. Never rejects for what the command does.
 */
export async function runChild(
  command: readonly [string, ...string[]],
  input: string,
  limits: Limits,
  prepare: (folder: string) => void = () => {},
): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), "hearth-tests-"));
  try {
    prepare(folder);
    return await verdictOf(command, input, folder, limits);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function verdictOf([program, ...words]: readonly [string, ...string[]], input: string, cwd: string, limits: Limits) {
  const env = { PATH: process.env.PATH, HOME: cwd, TMPDIR: cwd, LANG: "C.UTF-8" };
  const child = spawn(program, words, { cwd, env, stdio: ["pipe", "ignore", "pipe", "pipe"], detached: true });
  const { stdin, stderr } = child;
  const channel = child.stdio[3] as Readable;
  let [report, errors, isOverdue] = ["", "", false];
  channel.setEncoding("utf8").on("data", (text: string) => {
    report = (report + text).slice(0, maxReportCharacters);
  });
  stderr?.setEncoding("utf8").on("data", (text: string) => {
    errors = (errors + text).slice(-keptErrorCharacters);
  });
  stdin?.on("error", () => {}); // a program that was ended before it had read all
  stdin?.end(input);
  const timer = setTimeout(() => {
    isOverdue = true;
    endGroup(child.pid);
  }, limits.wallMs);
  return new Promise<Verdict>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", () => endGroup(child.pid)); // what it started and left
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      resolve(isOverdue || signal === "SIGXCPU" ? { end: "outOfTime" } : whatItSaid(report, errors, code, signal));
    });
  });
}

function whatItSaid(report: string, errors: string, code: number | null, signal: string | null): Verdict {
  if (report !== "") {
    try {
      const said = JSON.parse(report) as Report;
      return said.end === "failed" ? failed(said.why) : said;
    } catch {
      return failed("it wrote over the report of its tests");
    }
  }
  if (/heap out of memory|MemoryError|Allocation failed/.test(errors)) return { end: "outOfMemory" };
  const lastWords = errors.trim().split("\n").at(-1) ?? "";
  return failed(signal ? `it was ended by ${signal}` : `it left with ${code} before its tests ended ${lastWords}`);
}

function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // nobody of it is left
  }
}
