import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Somebody opens a file and types a text into it. */
export type Session = {
  readonly path: string;
  readonly before: string;
  readonly typed: string;
  readonly after: string;
};

const longestTyped = 400;
const shortestTyped = 60;

/** A trace is a JSON list of sessions. */
export function readTrace(path: string): Session[] {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** What the newest commits of a repository added to its files in one place, typed once more. */
export function typedInHistory(repository: string, sessions: number): Session[] {
  const git = (...args: string[]) =>
    execFileSync("git", ["-C", repository, ...args], { encoding: "utf8", maxBuffer: 1 << 28 });
  const commits = git(
    "log",
    "--no-merges",
    "--diff-filter=M",
    "--format=%H",
    "-n",
    "400",
    "--",
    "*.ts",
    "*.tsx",
    "*.py",
    "*.js",
  );
  const found: Session[] = [];
  for (const commit of commits.split("\n").filter(Boolean)) {
    for (const session of sessionsOf(commit, git).slice(0, 2)) found.push(session);
    if (found.length >= sessions) break;
  }
  return found.slice(0, sessions);
}

function sessionsOf(commit: string, git: (...args: string[]) => string): Session[] {
  const patch = git(
    "show",
    "--unified=0",
    "--format=",
    "--diff-filter=M",
    commit,
    "--",
    "*.ts",
    "*.tsx",
    "*.py",
    "*.js",
  );
  return patch.split(/^diff --git /m).flatMap((file) => {
    const path = /^\+\+\+ b\/(.+)$/m.exec(file)?.[1];
    const hunks = [...file.matchAll(/^@@ -\S+ \+(\d+)(?:,(\d+))? @@/gm)];
    if (!path || hunks.length === 0) return [];
    const lines = git("show", `${commit}:${path}`).split("\n");
    return hunks.flatMap(([, start, count = "1"]) => {
      const first = Number(start) - 1;
      const text = (from: number, to: number) => lines.slice(from, to).join("\n");
      const typed = text(first, first + Number(count)).slice(0, longestTyped);
      if (typed.length < shortestTyped) return [];
      const before = first === 0 ? "" : `${text(0, first)}\n`;
      return [{ path, before, typed, after: `\n${text(first + Number(count), lines.length)}` }];
    });
  });
}
