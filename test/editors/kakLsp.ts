import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { editorsFolder } from "./installed.ts";

/** Exit code of get-kak-lsp.sh for "this machine cannot have it". */
const cannotExitCode = 3;

/** The folder of the program kak-lsp; undefined where there is none, and one line on stderr says why. */
export function kakLspFolder(): string | undefined {
  if (editorsFolder === undefined) return undefined;
  const script = fileURLToPath(new URL("../../../test/editors/get-kak-lsp.sh", import.meta.url));
  const { status, stdout, stderr } = spawnSync("bash", [script], { encoding: "utf8" });
  if (status === 0) return join(stdout.trim(), "bin");
  if (process.env.CI === "true" && status !== cannotExitCode) throw new Error(stderr);
  process.stderr.write(`There is no kakoune-lsp here: ${stderr.trim().split("\n").pop()}\n`);
  return undefined;
}
