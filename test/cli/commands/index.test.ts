import { symlinkSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Command } from "../../../server/cli/command.ts";
import { indexCommand } from "../../../server/cli/commands/index.ts";
import { outlineCommand } from "../../../server/cli/commands/outline.ts";
import { symbolsCommand } from "../../../server/cli/commands/symbols.ts";
import { Folder } from "../../index/workspace.ts";

const cache = new Folder();
const folder = new Folder(`
--- src/shape.ts
export class Shape {
  area(): number {
    return 0;
  }
}
--- src/main.ts
import { Shape } from "./shape.js";
new Shape().area();
--- .env
TOKEN=1
`);

beforeAll(() => {
  process.env.XDG_CACHE_HOME = cache.root;
});

afterAll(() => {
  delete process.env.XDG_CACHE_HOME;
  cache[Symbol.dispose]();
  folder[Symbol.dispose]();
});

async function output(command: Command, ...args: string[]) {
  let [stdout, stderr] = ["", ""];
  const code = await command.run(args, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
  });
  return { code, stdout, stderr };
}

test("hearth index says what is indexed and what it cost, and is warm the second time", async () => {
  const cold = JSON.parse((await output(indexCommand, folder.root, "--json", "--cold")).stdout);
  expect(cold).toMatchObject({ files: 2, lines: 7, definitions: 2, references: 5, imports: 1, warm: false });
  expect(cold.skipped).toEqual([{ path: ".env", reason: "looks like a secret" }]);
  const warm = JSON.parse((await output(indexCommand, folder.root, "--json")).stdout);
  expect(warm).toMatchObject({ files: 2, lines: 7, definitions: 2, references: 5, imports: 1, warm: true });
});

test("hearth index counts one of a thing as one", async () => {
  const { stdout } = await output(indexCommand, folder.path("src"));
  expect(stdout).toContain(": 2 files, 7 lines, 116 bytes, 2 definitions, 5 references, 1 import\n");
});

test("hearth symbols lists definitions with their places and counts references", async () => {
  const { code, stdout } = await output(symbolsCommand, "area", "--dir", folder.root, "--json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    definitions: [
      { name: "area", kind: "method", path: "src/shape.ts", line: 2, column: 3, exported: false, container: "Shape" },
    ],
    references: 2,
  });
  expect((await output(symbolsCommand, "Shape", "--dir", folder.root)).stdout).toBe(
    "src/shape.ts:1:14: exported class Shape\n3 references\n",
  );
});

test("hearth outline lists what a file declares, without an index", async () => {
  const { stdout } = await output(outlineCommand, folder.path("src/shape.ts"));
  expect(stdout).toBe("     1  exported class Shape\n     2    method area\n");
  const json = JSON.parse((await output(outlineCommand, folder.path("src/main.ts"), "--json")).stdout);
  expect(json.imports).toEqual([
    { specifier: "./shape.js", kind: "static", names: [{ imported: "Shape", local: "Shape" }] },
  ]);
});

test.each([
  [symbolsCommand, ["nowhere", "--dir", folder.root], 1, "nowhere does not occur"],
  [symbolsCommand, [], 2, "symbols needs one NAME"],
  [indexCommand, ["/no/such/folder"], 1, "there is no folder"],
  [indexCommand, ["--wrong"], 2, "--wrong"],
  [outlineCommand, [], 2, "outline needs one FILE"],
  [outlineCommand, [folder.path(".env")], 1, "no language"],
  [outlineCommand, [folder.path("gone.ts")], 1, "gone"],
] as const)("a mistake is one sentence and an exit code (%#)", async (command, args, code, message) => {
  const result = await output(command, ...args);
  expect(result.code).toBe(code);
  expect(result.stderr).toContain(message);
});

test.each([
  ["nowhere.ts", /^hearth: there is no file .*nowhere.ts$/],
  ["bytes.ts", /^hearth: .*bytes.ts is not UTF-8; Hearth reads no such file$/],
  ["src", /^hearth: .*src is not a file; Hearth reads no such file$/],
])("hearth outline of %s is one clear sentence", async (name, sentence) => {
  folder.file("bytes.ts", Buffer.from([0xff, 0xfe]));
  const { code, stdout, stderr } = await output(outlineCommand, folder.path(name));
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr.trim()).toMatch(sentence);
});

test("hearth outline follows a link, as the other commands do", async () => {
  symlinkSync(folder.path("src/shape.ts"), folder.path("link.ts"));
  expect((await output(outlineCommand, folder.path("link.ts"))).stdout).toContain("class Shape");
});
