import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { findProgram } from "../../editors/vscode/src/program.ts";
import { Folder } from "../index/workspace.ts";
import { repository } from "../process/environment.ts";

const own = join(repository, "editors/vscode");
const textOf = (path: string) => readFileSync(join(own, path), "utf8");
const manifest = JSON.parse(textOf("package.json"));
const { contributes } = manifest;

let folder: Folder;
beforeEach(() => {
  folder = new Folder();
});
afterEach(() => folder[Symbol.dispose]());

/** Makes an empty file. */
function file(path: string): string {
  const whole = join(folder.root, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, "");
  return whole;
}

const find = (setting: string, PATH = "", isWindows = false) =>
  findProgram({ setting, extensionFolder: join(folder.root, "extension"), env: { PATH }, isWindows });

test("VS Code starts the server that came with the extension, whatever is on the PATH", () => {
  const main = file("extension/server/dist/server/main.js");
  file("bin/hearth");
  expect(find("", join(folder.root, "bin"))).toEqual({ kind: "module", path: main });
});

test("VS Code starts the hearth on the PATH where the extension has none", () => {
  const hearth = file("bin/hearth");
  const path = [join(folder.root, "nothing"), "relative", join(folder.root, "bin")].join(delimiter);
  expect(find("", path)).toEqual({ kind: "program", path: hearth });
});

test("on Windows VS Code starts what npm's hearth.cmd starts", () => {
  file("npm/hearth.cmd");
  const main = file("npm/node_modules/hearth-ls/dist/server/main.js");
  expect(find("", join(folder.root, "npm"), true)).toEqual({ kind: "module", path: main });
});

test("VS Code starts the program or the file that the setting names", () => {
  file("extension/server/dist/server/main.js");
  const [program, main] = [file("own/hearth"), file("own/main.js")];
  expect(find(program)).toEqual({ kind: "program", path: program });
  expect(find(main)).toEqual({ kind: "module", path: main });
});

test("where VS Code finds no server its user is told what to do", () => {
  expect(() => find("")).toThrow("there is no hearth on the PATH. Install it, or set hearth.server.path.");
  expect(() => find("/no/hearth")).toThrow("hearth.server.path names /no/hearth, which is not there");
  expect(() => find("hearth")).toThrow("hearth.server.path must be a whole path, not hearth");
});

test("each command of the extension for VS Code does something, and each that does is in the palette", () => {
  const declared = contributes.commands.map(({ command }: { command: string }) => command);
  const carriedOut = [...textOf("src/extension.ts").matchAll(/^ {4}"(hearth\.\w+)":/gm)].map(([, name]) => name);
  expect(carriedOut.sort()).toEqual(declared.toSorted());
});

test("the keys of the extension for VS Code run commands that are there, none of them outside of a text", () => {
  const declared = contributes.commands.map(({ command }: { command: string }) => command);
  for (const { command, when } of contributes.keybindings) {
    expect([...declared, "editor.action.inlineSuggest.acceptNextLine"]).toContain(command);
    expect(when).toMatch(/\b(?:editorTextFocus|inlineSuggestionVisible)\b/);
  }
});

test("the walkthrough in VS Code names commands and pictures that are there", () => {
  const declared = contributes.commands.map(({ command }: { command: string }) => command);
  const walkthrough = JSON.stringify(contributes.walkthroughs);
  const named = [...walkthrough.matchAll(/(?:command:|onCommand:)([\w.]+)/g)].map(([, name]) => name);
  expect(named.filter((name) => !declared.includes(name))).toEqual([]);
  const media = [...walkthrough.matchAll(/"(media\/[^"]+)"/g)].map(([, path = ""]) => path);
  expect(media.filter((path) => !existsSync(join(own, path)))).toEqual([]);
});

test("the extension for VS Code has the version of the server, and an icon that its gallery takes", () => {
  expect(manifest.version).toBe(JSON.parse(readFileSync(join(repository, "package.json"), "utf8")).version);
  const icon = readFileSync(join(own, manifest.icon));
  expect(icon.subarray(1, 4).toString()).toBe("PNG");
  expect(icon.readUInt32BE(16)).toBeGreaterThanOrEqual(128);
});
