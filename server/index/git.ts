import { type ChildProcess, execFile } from "node:child_process";

/** Git's answer, or undefined where it has none: not installed, not a repository, not trusted by its owner. */
export function git(
  root: string,
  args: readonly string[],
  signal?: AbortSignal,
  input?: string,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const env = { ...process.env, GIT_OPTIONAL_LOCKS: "0" };
    const options = { cwd: root, env, maxBuffer: 1 << 28, windowsHide: true, ...(signal ? { signal } : {}) };
    // A repository's own configuration may name a program as its file monitor: a folder must not run code by being
    // opened.
    const safe = ["-c", "core.fsmonitor=false"];
    const child: ChildProcess = execFile("git", [...safe, ...args], options, (error, stdout) =>
      // check-ignore says "none of them" with 1.
      resolve(error && !(args[0] === "check-ignore" && error.code === 1) ? undefined : stdout),
    );
    child.stdin?.on("error", () => {}); // git may leave before it has read everything; its exit code says the rest
    child.stdin?.end(input);
  });
}
