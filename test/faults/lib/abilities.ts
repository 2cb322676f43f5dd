import { spawnSync } from "node:child_process";

/** What of a machine a test needs; a test whose machine lacks it is skipped, with this name saying why. */
export const abilities = {
  "Linux's /proc": () => process.platform === "linux",
  "a mount namespace of one's own": () => runs("unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"),
  "a network namespace of one's own": () => runs("unshare", "-rn", "true"),
  prlimit: () => runs("prlimit", "--version"),
  git: () => runs("git", "--version"),
  strace: () => runs("strace", "-f", "-o", "/dev/null", "true"),
  "the right to become another user": () => runs("setpriv", "--reuid=65534", "--clear-groups", "true"),
} as const;

export type Ability = keyof typeof abilities;

/** The first of these that the machine lacks. */
export function lacking(needed: readonly Ability[]): Ability | undefined {
  return needed.find((ability) => !abilities[ability]());
}

function runs(program: string, ...args: string[]): boolean {
  return spawnSync(program, args, { stdio: "ignore" }).status === 0;
}

/** A command that runs what follows it in a mount namespace, after a shell script that prepares it. */
export function inNamespace(script: string): readonly string[] {
  return ["unshare", "-rm", "sh", "-c", `${script} && exec "$@"`, "sh"];
}
