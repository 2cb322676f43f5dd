import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Exit code of get-vscode.sh for "this machine cannot have it". */
const cannotExitCode = 3;

/**
 * The folder of a real VS Code and of what shows it. It is a third of a gigabyte to fetch, which HEARTH_TEST_VSCODE asks
 * for; one that was fetched before is used. Undefined where there is none, and one line on stderr says why.
 */
export function vsCodeFolder(): string | undefined {
  const folder = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "hearth-vscode");
  const wanted = process.env.HEARTH_TEST_VSCODE;
  if (wanted === undefined && !existsSync(join(folder, ".stamp"))) {
    return none("HEARTH_TEST_VSCODE=1 fetches it (330 MB)");
  }
  const script = fileURLToPath(new URL("../../../test/editors/get-vscode.sh", import.meta.url));
  const own = wanted?.startsWith("/") ? [wanted] : [];
  const { status, stdout, stderr, error } = spawnSync("bash", [script, ...own], { encoding: "utf8" });
  if (status === 0) return stdout.trim();
  const reason = error ? `bash cannot be run: ${error.message}` : (stderr.trim().split("\n").pop() ?? "");
  if (process.env.CI === "true" && error === undefined && status !== cannotExitCode) throw new Error(stderr);
  return none(reason);
}

function none(reason: string): undefined {
  process.stderr.write(`There is no VS Code here: ${reason}\n`);
  return undefined;
}
