import { existsSync } from "node:fs";
import { join } from "node:path";
import { type EditorTest, editorTestWhere } from "./editorTest.ts";

/** Where plugins stand that no package registry has: a folder of clones, each by the name of its repository. */
const folder = process.env.HEARTH_TEST_PLUGINS;

/** Plugins that a user may not have; what they are for and how to have them stands in their editor's page. */
export type Plugin =
  | "asyncomplete-lsp.vim"
  | "asyncomplete.vim"
  | "blink.cmp"
  | "cmp-nvim-lsp"
  | "copilot-lsp"
  | "copilot.el"
  | "lsp"
  | "mini.completion"
  | "nvim-cmp"
  | "sidekick.nvim"
  | "vim-lsp";

export function pluginPath(plugin: Plugin): string {
  if (folder === undefined) throw new Error("HEARTH_TEST_PLUGINS is not set");
  return join(folder, plugin);
}

/** For tests with plugins, which are skipped where one of them is not in $HEARTH_TEST_PLUGINS. */
export function testsWith(plugins: readonly Plugin[]): EditorTest {
  const missing = plugins.filter((plugin) => folder === undefined || !existsSync(pluginPath(plugin)));
  if (missing.length > 0) {
    const where = folder === undefined ? "HEARTH_TEST_PLUGINS is not set" : `${folder} lacks ${missing.join(", ")}`;
    process.stderr.write(`The tests with ${plugins.join(", ")} are skipped: ${where}\n`);
  }
  return editorTestWhere(missing.length === 0);
}
