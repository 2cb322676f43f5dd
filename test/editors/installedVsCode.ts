import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Exit code of get-vscode.sh for "this machine cannot have it". */
const cannotExitCode = 3;

/**
 * The folder of a real VS Code and of what shows it, where HEARTH_TEST_VSCODE asks for it: it is a third of a gigabyte
 * to fetch once, and the stories in it take minutes, which is too much for every run of all tests. `1` keeps it in the
 * user's cache, a path in that folder. Undefined where there is none, and one line on stderr says why.
 */
export function vsCodeFolder(): string | undefined {
  const wanted = process.env.HEARTH_TEST_VSCODE;
  if (!wanted) return none("HEARTH_TEST_VSCODE=1 asks for one (330 MB are fetched once; its tests take minutes)");
  const script = fileURLToPath(new URL("../../../test/editors/get-vscode.sh", import.meta.url));
  const own = wanted.startsWith("/") ? [wanted] : [];
  const { status, stdout, stderr, error } = spawnSync("bash", [script, ...own], { encoding: "utf8" });
  if (status === 0) return stdout.trim();
  const reason = error ? `bash cannot be run: ${error.message}` : (stderr.trim().split("\n").pop() ?? "");
  if (process.env.CI === "true" && error === undefined && status !== cannotExitCode) throw new Error(stderr);
  return none(reason);
}

function none(reason: string): undefined {
  process.stderr.write(`The tests in VS Code are skipped: ${reason}\n`);
  return undefined;
}
