import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { hearthMain, repository, TestUser } from "./environment.ts";

let user: TestUser;
let bin: string;
beforeEach(() => {
  user = new TestUser();
  bin = join(user.folder, "bin");
  mkdirSync(bin);
});
afterEach(() => user[Symbol.dispose]());

/** With nothing on the PATH but what the test puts into `bin`. */
function init(...args: string[]) {
  const env = { ...user.env, PATH: bin };
  const { status, stdout, stderr } = spawnSync(process.execPath, [hearthMain, "init", ...args], {
    env,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

const config = (path: string) => join(user.folder, "config", path);
const onPath = (name: string) => symlinkSync(name === "hearth" ? hearthMain : process.execPath, join(bin, name));

test.each([
  ["neovim", '{ "hearth", "--stdio" }'],
  ["helix", 'command = "hearth"\nargs = ["--stdio"]'],
  ["emacs", '("hearth" "--stdio")'],
  ["vim", 'let s:command = ["hearth", "--stdio"]'],
  ["kakoune", 'command = "hearth"\n        args = ["--stdio"]'],
  ["kate", '"command": ["hearth", "--stdio"]'],
  ["sublime", '"command": ["hearth", "--stdio"]'],
  ["jetbrains", '"default": "hearth --stdio"'],
  ["lsp-bridge", '"command": ["hearth", "--stdio"]'],
  ["vscode", `"hearth.server.path": ${JSON.stringify(hearthMain)}`],
  ["zed", '"path": "hearth", "arguments": ["--stdio"]'],
])("init %s prints its configuration with the command hearth, where that is this installation", (editor, command) => {
  onPath("hearth");
  const { status, stdout } = init(editor);
  expect(status).toBe(0);
  expect(stdout).toContain(command);
  expect(stdout).not.toContain("/usr/lib/node_modules");
});

test.each([
  ["neovim", (node: string, main: string) => `{ ${node}, ${main}, "--stdio" }`],
  ["helix", (node: string, main: string) => `command = ${node}\nargs = [${main}, "--stdio"]`],
  ["emacs", (node: string, main: string) => `(${node} ${main} "--stdio")`],
  ["vim", (node: string, main: string) => `let s:command = [${node}, ${main}, "--stdio"]`],
  ["kakoune", (node: string, main: string) => `command = ${node}\n        args = [${main}, "--stdio"]`],
  ["kate", (node: string, main: string) => `"command": [${node}, ${main}, "--stdio"]`],
  ["sublime", (node: string, main: string) => `"command": [${node}, ${main}, "--stdio"]`],
  ["lsp-bridge", (node: string, main: string) => `"command": [${node}, ${main}, "--stdio"]`],
  ["zed", (node: string, main: string) => `"path": ${node}, "arguments": [${main}, "--stdio"]`],
])("init %s prints the path of this installation, where it is not on the PATH", (editor, command) => {
  const { stdout } = init(editor);
  expect(stdout).toContain(command(JSON.stringify(process.execPath), JSON.stringify(hearthMain)));
});

test("init jetbrains prints the path of this installation in one command line", () => {
  expect(init("jetbrains").stdout).toContain(JSON.stringify(`${process.execPath} ${hearthMain} --stdio`));
});

test.each(["kate", "sublime", "jetbrains", "lsp-bridge"])("what init %s writes is JSON", (editor) => {
  const path = /wrote (.*)/.exec(init(editor, "--write").stdout)?.[1] ?? "";
  expect(() => JSON.parse(readFileSync(path, "utf8"))).not.toThrow();
});

test("another hearth on the PATH is not taken for this one", () => {
  symlinkSync(process.execPath, join(bin, "hearth"));
  expect(init("helix").stdout).toContain(JSON.stringify(hearthMain));
});

test("files that are loaded are those of this installation", () => {
  expect(init("neovim").stdout).toContain(`append('${join(repository, "editors/neovim")}')`);
  expect(init("emacs").stdout).toContain(`"${join(repository, "editors/emacs")}"`);
});

test.each([
  ["neovim", "nvim/plugin/hearth.lua"],
  ["helix", "helix/languages.toml"],
  ["kakoune", "kak/hearth.kak"],
  ["kate", "kate/lspclient/settings.json"],
  ["jetbrains", "hearth/jetbrains/template.json"],
])("init %s --write makes the file that the editor reads, and no other", (editor, path) => {
  const { status, stdout } = init(editor, "--write");
  expect(status).toBe(0);
  expect(stdout).toContain(`wrote ${config(path)}`);
  expect(init(editor).stdout).toContain(readFileSync(config(path), "utf8").trim());
  expect(readdirSync(dirname(config(path)))).toHaveLength(1);
});

test("init emacs --write makes a file, and says what loads it", () => {
  const { stdout } = init("emacs", "--write");
  expect(existsSync(join(user.folder, "home/.emacs.d/hearth-setup.el"))).toBe(true);
  expect(stdout).toContain('(load (locate-user-emacs-file "hearth-setup"))');
});

test("init vim --write makes a file that Vim loads by itself", () => {
  expect(init("vim", "--write").stdout).toContain("vim-lsp, yegappan/lsp, ALE and coc.nvim");
  expect(existsSync(join(user.folder, "home/.vim/plugin/hearth.vim"))).toBe(true);
});

test("Vim's newer folder is taken where it is in use", () => {
  mkdirSync(config("vim"));
  init("vim", "--write");
  expect(existsSync(config("vim/plugin/hearth.vim"))).toBe(true);
});

test("Emacs's newer folder is taken where it is in use", () => {
  mkdirSync(config("emacs"));
  init("emacs", "--write");
  expect(existsSync(config("emacs/hearth-setup.el"))).toBe(true);
});

test("what a user has is never changed", () => {
  mkdirSync(config("helix"));
  writeFileSync(config("helix/languages.toml"), "# mine\n");
  const { status, stderr } = init("helix", "--write");
  expect(status).toBe(1);
  expect(stderr).toBe(
    `hearth: ${config("helix/languages.toml")} is there already and was left as it is; merge what hearth init helix prints\n`,
  );
  expect(readFileSync(config("helix/languages.toml"), "utf8")).toBe("# mine\n");
  expect(readdirSync(config("helix"))).toEqual(["languages.toml"]);
});

test("to write twice is to write once", () => {
  init("neovim", "--write");
  const { status, stdout } = init("neovim", "--write");
  expect(status).toBe(0);
  expect(stdout).toContain("is as it should be");
});

test("Zed's settings are the user's own, and are only printed", () => {
  const { status, stderr } = init("zed", "--write");
  expect(status).toBe(1);
  expect(stderr).toContain("where Hearth does not write");
  expect(existsSync(config("zed"))).toBe(false);
});

test("without a name, the editors on the PATH are set up", () => {
  onPath("nvim");
  onPath("hx");
  const { stdout } = init("--write");
  expect(stdout).toContain(`Neovim: wrote ${config("nvim/plugin/hearth.lua")}`);
  expect(stdout).toContain(`Helix: wrote ${config("helix/languages.toml")}`);
  expect(stdout).not.toContain("Emacs");
});

test.each([
  [
    "no editor is on the PATH",
    [],
    1,
    "no editor is on the PATH; name one of neovim|helix|emacs|vim|kakoune|kate|sublime|jetbrains|lsp-bridge|vscode|zed",
  ],
  [
    "an editor is unknown",
    ["vi"],
    2,
    'there is no setup for "vi", only for neovim, helix, emacs, vim, kakoune, kate, sublime, jetbrains, lsp-bridge, vscode, zed',
  ],
  ["two are named", ["helix", "zed"], 2, "one editor at a time"],
])("when %s, init says so", (_what, args, status, sentence) => {
  const outcome = init(...args);
  expect(outcome.status).toBe(status);
  expect(outcome.stderr).toContain(sentence);
});
