import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export type Editor = "nvim" | "hx" | "emacs" | "vim" | "kak" | "tmux";

/** Exit code of get-editors.sh for "this machine cannot have them", which is nobody's mistake. */
const cannotExitCode = 3;

/** The editors' folder; undefined where there are none, and one line on stderr says why. */
export const editorsFolder = fetched();

export function editorPath(editor: Editor): string {
  return join(installed(), "bin", editor);
}

/** The folders of lsp-mode and what it needs. */
export function lispFolders(): string[] {
  const packages = join(installed(), "elpa");
  return readdirSync(packages).map((name) => join(packages, name));
}

/** ALE, a plugin of Vim. */
export function alePath(): string {
  return join(installed(), "ale");
}

function installed(): string {
  if (editorsFolder === undefined) throw new Error("there are no editors here");
  return editorsFolder;
}

/** The folder is filled on first use. The script's lock lets several suites wait for one download. */
function fetched(): string | undefined {
  const script = fileURLToPath(new URL("../../../test/editors/get-editors.sh", import.meta.url));
  const { status, stdout, stderr, error } = spawnSync("bash", [script], { encoding: "utf8" });
  if (status === 0) return stdout.trim();
  const reason = error ? `bash cannot be run: ${error.message}` : (stderr.trim().split("\n").pop() ?? "");
  const expected = error !== undefined || status === cannotExitCode;
  if (process.env.CI === "true" && !expected) throw new Error(stderr);
  process.stderr.write(`There are no real editors here: ${reason}\n`);
  return undefined;
}
