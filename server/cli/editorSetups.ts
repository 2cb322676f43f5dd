import { existsSync, readFileSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** How an editor is told of Hearth. The text is a file in editors/, which the tests run in the editor itself. */
export type EditorSetup = {
  readonly name: string;
  readonly title: string;
  /** What it is started by. */
  readonly programs: readonly string[];
  /** In editors/. */
  readonly source: string;
  /** Where that belongs; a function, since the environment decides. */
  readonly target: () => string;
  /** The file is Hearth's alone; otherwise it holds the user's other settings too. */
  readonly isWhole: boolean;
  readonly comment: (text: string) => string;
  /** Between the words of a command. */
  readonly separator: string;
  /** What remains to be done after the file was written. */
  readonly next?: string;
};

export const editorSetups: readonly EditorSetup[] = [
  {
    name: "neovim",
    title: "Neovim",
    programs: ["nvim"],
    source: "neovim/init.lua",
    // Neovim loads every file in plugin/ by itself.
    target: () => join(configHome(), process.env.NVIM_APPNAME || "nvim", "plugin/hearth.lua"),
    isWhole: true,
    comment: (text) => `-- ${text}`,
    separator: ", ",
  },
  {
    name: "helix",
    title: "Helix",
    programs: ["hx", "helix"],
    source: "helix/languages.toml",
    target: () => join(configHome(), "helix/languages.toml"),
    isWhole: true,
    comment: (text) => `# ${text}`,
    separator: ", ",
    next: "Repeat your own servers in its lists if you use others than those named there.",
  },
  {
    name: "emacs",
    title: "Emacs",
    programs: ["emacs"],
    source: "emacs/eglot-setup.el",
    target: () => join(emacsFolder(), "hearth-setup.el"),
    isWhole: true,
    comment: (text) => `;; ${text}`,
    separator: " ",
    next: 'Add to your init file: (load (locate-user-emacs-file "hearth-setup"))',
  },
  {
    name: "zed",
    title: "Zed",
    programs: ["zed", "zeditor"],
    source: "zed/settings.json",
    target: () => join(configHome(), "zed/settings.json"),
    isWhole: false,
    comment: (text) => `// ${text}`,
    separator: ", ",
  },
];

export function isInstalled({ programs }: EditorSetup): boolean {
  return programs.some((program) => onPath(program) !== undefined);
}

export function targetOf({ target }: EditorSetup): string {
  return target();
}

/** The root of this installation, from dist/server/cli. */
const root = fileURLToPath(new URL("../../../", import.meta.url)).replace(/[\\/]$/, "");
const main = fileURLToPath(new URL("../main.js", import.meta.url));

/** The text with the folder and the command of this installation instead of those of the examples. */
export function rendered({ source, separator }: EditorSetup): string {
  const text = readFileSync(join(root, "editors", source), "utf8");
  const [program, ...args] = command().map((word) => JSON.stringify(word));
  return text
    .replaceAll("/usr/lib/node_modules/hearth-ls", root.replaceAll("\\", "/"))
    .replaceAll(/(["'])hearth\1((?:, "arguments")?[^"']+)(["'])--stdio\3/g, (_match, _quote, between) =>
      [`${program}${between}`, [...args, '"--stdio"'].join(separator)].join(""),
    );
}

/** `hearth`, where that is this installation, and outlives its updates; else its file. */
function command(): readonly string[] {
  const found = onPath("hearth");
  return found !== undefined && realpathSync(found) === realpathSync(main) ? ["hearth"] : [process.execPath, main];
}

function onPath(program: string): string | undefined {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, program + suffix)).find(existsSync);
}

function configHome(): string {
  return process.env.XDG_CONFIG_HOME || join(homedir(), ".config");
}

/** As Emacs itself chooses it. */
function emacsFolder(): string {
  const old = join(homedir(), ".emacs.d");
  const isOld = existsSync(old) || existsSync(join(homedir(), ".emacs"));
  const modern = join(configHome(), "emacs");
  return !isOld && existsSync(modern) ? modern : old;
}
