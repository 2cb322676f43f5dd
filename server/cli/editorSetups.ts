import { existsSync, readFileSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** How an editor is told of Hearth. The text is a file in editors/, which the tests run in the editor itself. */
export type EditorSetup = {
  readonly name: string;
  readonly title: string;
  /** The command that starts the editor; none where that is another setup's editor too. */
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
  /** The steps that remain after the file was written. */
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
    name: "vim",
    title: "Vim",
    programs: ["vim", "gvim"],
    source: "vim/hearth.vim",
    // Vim loads every file in plugin/ by itself.
    target: () => join(vimFolder(), "plugin/hearth.vim"),
    isWhole: true,
    comment: (text) => `" ${text}`,
    separator: ", ",
    next: "It needs one of vim-lsp, yegappan/lsp, ALE and coc.nvim, which speak LSP for Vim.",
  },
  {
    name: "kakoune",
    title: "Kakoune",
    programs: ["kak"],
    source: "kakoune/hearth.kak",
    target: () => join(process.env.KAKOUNE_CONFIG_DIR || join(configHome(), "kak"), "hearth.kak"),
    isWhole: true,
    comment: (text) => `# ${text}`,
    separator: ", ",
    next: 'Add to your kakrc, behind lsp-enable: source "%val{config}/hearth.kak"',
  },
  {
    name: "kate",
    title: "Kate",
    programs: ["kate"],
    source: "kate/settings.json",
    target: () => join(configHome(), "kate/lspclient/settings.json"),
    isWhole: true,
    comment: (text) => `// ${text}`,
    separator: ", ",
    next: "Kate's plugin LSP Client has to be switched on. Other languages need an entry each.",
  },
  {
    name: "sublime",
    title: "Sublime Text",
    programs: ["subl", "sublime_text"],
    source: "sublime/LanguageServers.sublime-settings",
    target: () => join(sublimeFolder(), "Packages/User/LanguageServers.sublime-settings"),
    isWhole: true,
    comment: (text) => `// ${text}`,
    separator: ", ",
    next: "It needs the package LSP, 2.10 or later.",
  },
  {
    name: "jetbrains",
    title: "JetBrains' editors",
    programs: ["idea", "pycharm", "webstorm", "goland", "clion", "rustrover", "phpstorm", "rubymine", "rider"],
    source: "jetbrains/template.json",
    // LSP4IJ imports a folder, wherever it is.
    target: () => join(configHome(), "hearth/jetbrains/template.json"),
    isWhole: true,
    comment: (text) => `// ${text}`,
    separator: ", ",
    next: "In LSP4IJ's dialog for a new language server, import that folder as a custom template.",
  },
  {
    name: "lsp-bridge",
    title: "Emacs' lsp-bridge",
    programs: [],
    source: "emacs/lsp-bridge/hearth.json",
    target: () => join(emacsFolder(), "hearth-lsp-bridge/hearth.json"),
    isWhole: true,
    comment: (text) => `// ${text}`,
    separator: ", ",
    next: 'Set lsp-bridge-user-langserver-dir to (locate-user-emacs-file "hearth-lsp-bridge"); editors/emacs/README.md has the rest.',
  },
  {
    name: "vscode",
    title: "VS Code",
    programs: ["code", "codium", "code-server", "cursor"],
    source: "vscode/settings.json",
    target: vsCodeSettings,
    isWhole: false,
    comment: (text) => `// ${text}`,
    separator: ", ",
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
  const line = [...command(), "--stdio"].map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(" ");
  return text
    .replaceAll("/usr/lib/node_modules/hearth-ls", root.replaceAll("\\", "/"))
    .replaceAll('"hearth --stdio"', JSON.stringify(line))
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

function sublimeFolder(): string {
  if (process.platform === "darwin") return join(homedir(), "Library/Application Support/Sublime Text");
  if (process.platform === "win32") return join(process.env.APPDATA || homedir(), "Sublime Text");
  return join(configHome(), "sublime-text");
}

function vsCodeSettings(): string {
  if (process.platform === "darwin") return join(homedir(), "Library/Application Support/Code/User/settings.json");
  const folder = process.platform === "win32" ? process.env.APPDATA || homedir() : configHome();
  return join(folder, "Code/User/settings.json");
}

/** As Vim itself chooses it. */
function vimFolder(): string {
  const old = join(homedir(), process.platform === "win32" ? "vimfiles" : ".vim");
  const isOld = existsSync(old) || existsSync(join(homedir(), ".vimrc"));
  const modern = join(configHome(), "vim");
  return !isOld && existsSync(modern) ? modern : old;
}

/** As Emacs itself chooses it. */
function emacsFolder(): string {
  const old = join(homedir(), ".emacs.d");
  const isOld = existsSync(old) || existsSync(join(homedir(), ".emacs"));
  const modern = join(configHome(), "emacs");
  return !isOld && existsSync(modern) ? modern : old;
}
