import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

type Editor = { readonly name: string; readonly programs: readonly string[]; readonly folder: string };

const editors: readonly Editor[] = [
  { name: "Neovim", programs: ["nvim"], folder: "neovim" },
  { name: "Helix", programs: ["hx", "helix"], folder: "helix" },
  { name: "Emacs", programs: ["emacs"], folder: "emacs" },
  { name: "Zed", programs: ["zed", "zeditor"], folder: "zed" },
];

/** What to do in the editors that are on this machine, a line each; what is true of all where none is found. */
export function editorHints(path: string = process.env.PATH ?? ""): string[] {
  const found = editors.filter(({ programs }) => programs.some((program) => isOn(path, program)));
  const guide = (folder: string) => fileURLToPath(new URL(`../../../editors/${folder}README.md`, import.meta.url));
  if (found.length === 0) return [`In your editor, name "hearth --stdio" as a language server: ${guide("")}`];
  return found.map(({ name, folder }) => `${name}: ${guide(`${folder}/`)} has the lines to paste.`);
}

function isOn(path: string, program: string): boolean {
  const endings = process.platform === "win32" ? [".exe", ".cmd"] : [""];
  const folders = path.split(delimiter).filter(Boolean);
  return folders.some((folder) => endings.some((ending) => existsSync(join(folder, program + ending))));
}
