import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { mcpServer } from "../../../server/cli/mcp/mcpServer.ts";
import { ServedCode } from "../../../server/cli/mcp/servedCode.ts";
import { Folder } from "../../index/workspace.ts";
import { until } from "../../until.ts";

const cache = new Folder();
const folder = new Folder(`
--- .hearthignore
/clients/
--- src/shape.ts
/** A thing with an area. */
export class Shape {
  constructor(readonly width: number) {}
  area(): number {
    return this.width * this.width;
  }
}
--- src/main.ts
import { Shape } from "./shape.js";
const apiKey = "sk-abcdefghijklmnopqrstuvwxyz123456";
export const total = new Shape(2).area();

--- other/shape.ts
export class Shape {}
--- clients/acme.ts
export class Acme {}
--- .env
TOKEN=1
`);

const client = new Client({ name: "test", version: "1" });
let code: ServedCode;
beforeAll(async () => {
  process.env.XDG_CACHE_HOME = cache.root;
  mkdirSync(folder.path("outside"));
  symlinkSync("/etc/hosts", folder.path("src/link.ts"));
  code = new ServedCode(folder.root, { log: console.error });
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await mcpServer(code).connect(ours);
  await client.connect(theirs);
});
afterAll(async () => {
  await client.close();
  await code.dispose();
  delete process.env.XDG_CACHE_HOME;
  for (const one of [cache, folder]) one[Symbol.dispose]();
});

async function ask(name: string, args: Record<string, unknown>): Promise<string> {
  const { content, isError } = await client.callTool({ name, arguments: args });
  const text = (content as { text: string }[]).map((one) => one.text).join("\n");
  return isError ? `error: ${text}` : text;
}

test("an agent is offered four tools, all of which only read", async () => {
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(["definitions", "references", "outline", "context"]);
  for (const { annotations, description } of tools) {
    expect(annotations?.readOnlyHint).toBe(true);
    expect(description).toMatch(/\.$/);
  }
});

test("definitions come with their documentation and their code", async () => {
  const found = await ask("definitions", { name: "Shape" });
  expect(found).toContain(
    "src/shape.ts:2:14: exported class Shape\n/** A thing with an area. */\nexport class Shape {",
  );
  expect(found).toContain("other/shape.ts:1:14: exported class Shape");
});

test("with the file in which it is used a name is the one that is imported there", async () => {
  const found = await ask("definitions", { name: "Shape", path: "src/main.ts" });
  expect(found).toContain("src/shape.ts:2");
  expect(found).not.toContain("other/shape.ts");
});

test("references come with their lines, in all files or in one folder", async () => {
  expect(await ask("references", { name: "area" })).toBe(
    "2 places in 2 files\nsrc/main.ts:3:35: export const total = new Shape(2).area();\nsrc/shape.ts:4:3: area(): number {",
  );
  expect(await ask("references", { name: "Shape", path: "other/" })).toMatch(/^1 place in 1 file\n/);
  expect(await ask("references", { name: "Shape", limit: 1 })).toContain("and 3 more");
});

test("an outline has what a file imports and declares, without bodies", async () => {
  expect(await ask("outline", { path: "src/shape.ts" })).toMatch(
    /^src\/shape\.ts, 7 lines\n {4}2 {2}exported class: export class Shape\n/,
  );
  expect(await ask("outline", { path: "src/main.ts" })).toContain("imports ./shape.js: Shape\n");
});

test("the context of a place is the code of other files that matters there", async () => {
  const found = await ask("context", { path: "src/main.ts", line: 3 });
  expect(found).toMatch(/^src\/shape\.ts:\d+-\d+ \(/m);
  expect(found).toContain("class Shape");
});

test("keys in code are replaced", async () => {
  const found = await ask("definitions", { name: "apiKey" });
  expect(found).toContain("src/main.ts:2");
  expect(found).not.toContain("abcdefghijklmnop");
});

test.each([
  ["clients/acme.ts", "named in .hearthignore"],
  [".env", "looks like a secret"],
  ["../elsewhere.ts", "is not in"],
  ["/etc/hosts", "is not in"],
  ["src/link.ts", "link"],
  ["nowhere.ts", "is not in the index"],
])("of %s nothing is told, and why", async (path, why) => {
  for (const asked of [ask("outline", { path }), ask("context", { path, line: 1 })]) {
    expect(await asked).toMatch(/^error: /);
    expect(await asked).toContain(why);
  }
  expect(await ask("definitions", { name: "Acme" })).toBe("Acme is declared nowhere in the workspace.");
});

test("what is wrong with a question is said in its answer", async () => {
  expect(await ask("context", { path: "src/main.ts", line: 99 })).toContain("has 4 lines, no line 99");
  expect(await ask("outline", {})).toMatch(/^error: /);
});

test("what changes on disk is known", async () => {
  writeFileSync(folder.path("src/late.ts"), "export function late() {}\n");
  await until(async () => (await ask("definitions", { name: "late" })).includes("src/late.ts:1"));
});
