import { type ChildProcess, execFile } from "node:child_process";

/**
 * The environment variables of git that say how it is installed and what its user configured. All others belong to the
 * repository or the command that the editor was started from, or change what is printed.
 */
const kept: ReadonlySet<string> = new Set([
  "GIT_EXEC_PATH",
  "GIT_CONFIG_GLOBAL",
  "GIT_CONFIG_SYSTEM",
  "GIT_CONFIG_NOSYSTEM",
  "GIT_DISCOVERY_ACROSS_FILESYSTEM",
]);

/**
 * Git's answer, or undefined where it has none: not installed, not a repository, not trusted by its owner. `environment`
 * has variables besides.
 */
export function git(
  root: string,
  args: readonly string[],
  signal?: AbortSignal,
  input?: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const options = {
      cwd: root,
      env: { ...gitEnvironment(process.env), ...environment },
      maxBuffer: 1 << 28,
      windowsHide: true,
      ...(signal ? { signal } : {}),
    };
    // A repository's own configuration may name a program as its file monitor. A folder must not run code by being
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

/** An environment in which git speaks of the folder that it is run in, and of no other. */
export function gitEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = Object.entries(environment).filter(([name]) => {
    const upper = name.toUpperCase();
    return !upper.startsWith("GIT_") || kept.has(upper);
  });
  return { ...Object.fromEntries(own), GIT_OPTIONAL_LOCKS: "0" };
}
