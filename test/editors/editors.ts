import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "@jest/globals";

export type Editor = "nvim" | "hx" | "emacs" | "tmux";

/** Exit code of get-editors.sh for "this machine cannot have them", which is nobody's mistake. */
const cannotExitCode = 3;

const folder = editorsFolder();

const longestTestMs = 120_000;

/** A test in a real editor. Where there is none it is skipped, and one line on stderr says why. */
export function editorTest(name: string, story: () => Promise<void>): void {
  (folder === undefined ? test.skip : test)(name, story, longestTestMs);
}

export function editorPath(editor: Editor): string {
  return join(installed(), "bin", editor);
}

/** The folders of lsp-mode and what it needs. */
export function lispFolders(): string[] {
  const packages = join(installed(), "elpa");
  return readdirSync(packages).map((name) => join(packages, name));
}

function installed(): string {
  if (folder === undefined) throw new Error("there are no editors here; such a test must be an editorTest");
  return folder;
}

/** The editors' folder, filled on first use. The script's lock lets several suites wait for one download. */
function editorsFolder(): string | undefined {
  const script = fileURLToPath(new URL("../../../test/editors/get-editors.sh", import.meta.url));
  const { status, stdout, stderr, error } = spawnSync("bash", [script], { encoding: "utf8" });
  if (status === 0) return stdout.trim();
  const reason = error ? `bash cannot be run: ${error.message}` : (stderr.trim().split("\n").pop() ?? "");
  const expected = error !== undefined || status === cannotExitCode;
  if (process.env.CI === "true" && !expected) throw new Error(stderr);
  process.stderr.write(`The tests in real editors are skipped: ${reason}\n`);
  return undefined;
}
