import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { CompileCommandsReader } from "../../../server/index/reading/compileCommandsReader.ts";
import { JsonList } from "../../../server/index/reading/jsonList.ts";
import { moduleOf } from "../../../server/languages/modules.ts";
import { Folder, indexed } from "../workspace.ts";

function list(folder: Folder, headers: string): string {
  const file = folder.path("src/cart.c");
  return JSON.stringify([{ directory: folder.root, file, command: `cc -I${headers} -c ${file}` }], undefined, 2);
}

/** The folders that `src/cart.c` is compiled with, and what was logged meanwhile. */
async function told(reader: CompileCommandsReader, only?: readonly string[]): Promise<readonly string[] | undefined> {
  await reader.update(["src/cart.c"], only);
  return reader.commands.flatMap((each) => each.foldersOf("src/cart.c")?.all ?? []);
}

test.each(["", "build/", "cmake-build-debug/", "out/Release/", "src/build/"])(
  "compile_commands.json is found in /%s",
  async (where) => {
    using folder = new Folder();
    folder.file(`${where}compile_commands.json`, list(folder, "tax"));
    expect(await told(new CompileCommandsReader(folder.root, () => {}))).toEqual(["tax"]);
  },
);

test("a list that is a link to one elsewhere is read", async () => {
  using folder = new Folder();
  using other = new Folder();
  other.file("compile_commands.json", list(folder, "tax"));
  symlinkSync(other.path("compile_commands.json"), folder.path("compile_commands.json"));
  expect(await told(new CompileCommandsReader(folder.root, () => {}))).toEqual(["tax"]);
});

test.each([
  [
    "a response file",
    "cc @flags.rsp",
    { "build/flags.rsp": '-DX "-I../third party"\n-I../tax\n' },
    ["third party", "tax"],
  ],
  ["one that it names", "cc @a.rsp", { "build/a.rsp": "@b.rsp", "build/b.rsp": "-I../tax" }, ["tax"]],
  ["one that names itself", "cc @a.rsp -I../tax", { "build/a.rsp": "@a.rsp" }, ["tax"]],
  ["one that names itself many times", "cc @a.rsp -I../tax", { "build/a.rsp": "@a.rsp ".repeat(500) }, ["tax"]],
  ["one that is not built yet", "cc @none.rsp -I../tax", {}, ["tax"]],
  ["one outside of the folder", "cc @../../flags.rsp -I../tax", { "../flags.rsp": "-I../other" }, ["tax"]],
])("words of a command may stand in %s", async (_, command, files, folders) => {
  using outer = new Folder();
  const shop = join(outer.root, "shop");
  for (const [path, text] of Object.entries(files)) outer.file(join("shop", path), text);
  const commands = [{ directory: join(shop, "build"), file: "../src/cart.c", command }];
  outer.file("shop/build/compile_commands.json", JSON.stringify(commands));
  outer.file("shop/src/cart.c", "");
  expect(await told(new CompileCommandsReader(shop, () => {}))).toEqual(folders);
});

test("a list that .hearthignore names is not read", async () => {
  using folder = new Folder("--- .hearthignore\nbuild/\n");
  folder.file("build/compile_commands.json", list(folder, "tax"));
  expect(await told(new CompileCommandsReader(folder.root, () => {}))).toEqual([]);
});

test("where there is no code of C nothing is looked for", async () => {
  using folder = new Folder();
  folder.file("compile_commands.json", list(folder, "tax"));
  const reader = new CompileCommandsReader(folder.root, () => {});
  expect(await reader.update(["a.py"], undefined)).toBe(false);
  expect(reader.commands).toEqual([]);
});

test("a list that is half-written counts as it was, and one line says so", async () => {
  using folder = new Folder();
  const logged: string[] = [];
  const reader = new CompileCommandsReader(folder.root, (message) => void logged.push(message));
  folder.file("build/compile_commands.json", list(folder, "tax"));
  await told(reader);
  folder.file("build/compile_commands.json", list(folder, "rates").slice(0, -10));
  expect(await told(reader, ["build/compile_commands.json"])).toEqual(["tax"]);
  expect(await told(reader)).toEqual(["tax"]);
  expect(logged).toEqual([
    "index: build/compile_commands.json tells of no folders of headers until it is written again: it ends in line 5 before its list does",
  ]);
  folder.file("build/compile_commands.json", list(folder, "rates"));
  expect(await told(reader, ["build/compile_commands.json"])).toEqual(["rates"]);
  rmSync(folder.path("build"), { recursive: true });
  expect(await told(reader, ["build"])).toEqual([]);
});

test("a folder that is called like a list is none", async () => {
  using folder = new Folder();
  mkdirSync(folder.path("compile_commands.json"));
  expect(await told(new CompileCommandsReader(folder.root, () => {}))).toEqual([]);
});

test.each([
  ["[]", []],
  ['\uFEFF[{"a": "}\\""},\n {"b": [{}]}]\n', [{ a: '}"' }, { b: [{}] }]],
  ['{"a": 1}', "line 1 is not as JSON wants it"],
  ['[{"a": 1},\n{"a" 1}]', "line 2 is not as JSON wants it"],
  ["[{}]\n[", "line 2 is not as JSON wants it"],
  ['[{"a": "', "it ends in line 1 before its list does"],
  ["", "it ends in line 1 before its list does"],
])("the list %j is read from parts of any length", (text, expected) => {
  for (const length of [1, 3, 100]) {
    const read = () => {
      const json = new JsonList();
      const parts = text.match(new RegExp(`.{1,${length}}`, "gs")) ?? [];
      const found = parts.flatMap((part) => json.push(part));
      json.end();
      return found;
    };
    if (typeof expected === "string") expect(read).toThrow(expected);
    else expect(read()).toEqual(expected);
  }
});

test("a header is found anew when a build has written where headers are, though git ignores it", async () => {
  using folder = new Folder(
    '--- src/cart.c\n#include "rate.h"\n--- third/tax/rate.h\nint rate();\n--- .gitignore\nbuild\n',
  );
  folder.git("init");
  await using workspace = await indexed(folder);
  const header = () => workspace.views.map((view) => moduleOf(view, "src/cart.c", "rate.h")).join();
  expect(header()).toBe("");
  folder.file("build/compile_commands.json", list(folder, "third/tax"));
  workspace.changed([folder.path("build/compile_commands.json")]);
  await workspace.settled();
  expect(header()).toBe("third/tax/rate.h");
});
