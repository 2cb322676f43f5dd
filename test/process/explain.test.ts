import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { Hover } from "vscode-languageserver/node";
import { Folder } from "../index/workspace.ts";
import { until } from "../until.ts";
import { chatMl, chatModel } from "../weights/chatModel.ts";
import { ProcessEditor, usualCapabilities } from "./editor.ts";
import { TestUser } from "./environment.ts";

const shop = `--- price.ts
/** In cents, with tax. */
export function priceOf(item: Item): number {
  return item.cents * 1.2;
}
--- main.ts
import { priceOf } from "./price";
priceOf(bread);
`;

const capabilities = {
  ...usualCapabilities,
  window: { workDoneProgress: true, showDocument: { support: true } },
  textDocument: { hover: { contentFormat: ["markdown", "plaintext"] } },
};

let user: TestUser;
let folder: Folder;
let uri: string;
beforeEach(() => {
  user = new TestUser();
  folder = new Folder(shop);
  uri = pathToFileURL(folder.path("main.ts")).href;
});
afterEach(() => {
  user[Symbol.dispose]();
  folder[Symbol.dispose]();
});

const place = { line: 1, character: 2 };

/** An editor with the document open, whose server knows what `priceOf` is. */
async function editing(settings: object): Promise<ProcessEditor> {
  const editor = new ProcessEditor(user);
  // There a hover is asked for by a key.
  await editor.initialize({ folder: folder.root, clientInfo: { name: "Neovim" }, capabilities, settings });
  await editor.open(uri, 'import { priceOf } from "./price";\npriceOf(bread);\n', "typescript");
  await until(async () => (await hover(editor, { line: 1, character: 1 })) !== null);
  return editor;
}

async function hover(editor: ProcessEditor, position = place): Promise<string | null> {
  const params = { textDocument: { uri }, position };
  const answer = await editor.connection.sendRequest<Hover | null>("textDocument/hover", params);
  return answer && (answer.contents as { value: string }).value;
}

/** A model whose template puts the beginning of something into its mouth: of itself it would say nothing at all. */
function talkative(home: string): string {
  return chatModel(home, { template: chatMl.replace("assistant\\n", "assistant\\nfor i in range(") });
}

const facts =
  "```typescript\nexport function priceOf(item: Item): number\n```\n\nIn cents, with tax.\n\nexported function in [price.ts:2]";

test("with the model that comes with Hearth a hover tells what the index knows", async () => {
  await using editor = await editing({});
  expect(await hover(editor)).toContain(facts);
  expect(await hover(editor, { line: 0, character: 1 })).toBeNull();
  expect(editor.noise).toBe("");
});

test("a model with a chat template explains once, and the next server knows it", async () => {
  const settings = { model: talkative(user.folder), hover: { explain: "always", waitMs: 15_000 } };
  const first = await editing(settings);
  const said = await hover(first);
  expect(said).toContain(facts);
  expect(said).toMatch(/\n\n---\n\n[\s\S]+\n\n— hearth-chat$/);
  await first[Symbol.asyncDispose]();
  const before = JSON.parse(user.hearth("status", "--json"))[0].requests;
  await using second = await editing(settings);
  expect(await hover(second)).toBe(said);
  expect(JSON.parse(user.hearth("status", "--json"))[0].requests).toBe(before);
});

test("a command shows its progress, and an explanation as a document", async () => {
  await using editor = await editing({ model: talkative(user.folder), hover: { explain: "never" } });
  const argument = { uri, range: { start: place, end: place } };
  const command = { command: "hearth.explain", arguments: [argument] };
  expect(await editor.connection.sendRequest("workspace/executeCommand", command)).toBeNull();
  const shown = await editor.untilHeard(({ method }) => method === "window/showDocument");
  const path = fileURLToPath((shown.params as { uri: string }).uri);
  expect(readFileSync(path, "utf8")).toMatch(/^# `priceOf`\n\n[\s\S]+\n\n— hearth-chat\n$/);
  const titles = editor.heard.map(({ params }) => (params as { value?: { title?: string } })?.value?.title);
  expect(titles).toContain("Hearth: explaining `priceOf`");
  const messages = editor.heard.map(({ params }) => (params as { value?: { message?: string } })?.value?.message);
  expect(messages).toContainEqual(expect.stringMatching(/^\d+ tokens?/));
});

test("explain on the command line prints facts, then what the model says, and the same the next time", async () => {
  const model = talkative(user.folder);
  const at = `${folder.path("main.ts")}:2:1`;
  const said = user.hearth("explain", at, "--model", model);
  expect(said).toMatch(/^export function priceOf[\s\S]+— hearth-chat\n$/);
  expect(user.hearth("explain", at, "--model", model)).toBe(said);
  const { facts, explanation } = JSON.parse(user.hearth("explain", at, "--model", model, "--json"));
  expect(facts).toMatchObject({ name: "priceOf", definedAt: { path: "price.ts", line: 2 }, uses: { count: 1 } });
  expect(explanation).toMatchObject({ model: "hearth-chat", cached: true });
});

test("explain prints the facts of what a line declares, with any model", () => {
  const said = user.hearth("explain", `${folder.path("price.ts")}:2`);
  expect(said).toBe(
    "export function priceOf(item: Item): number\n\nIn cents, with tax.\n\nexported function; used once in 1 file: main.ts:2\n",
  );
});

test("explain knows the own names of a file that git ignores", () => {
  folder.file(".gitignore", "draft.py\n");
  folder.file("draft.py", "def area(width):\n    return width\n\n\nprint(area(2))\n");
  folder.git("init");
  expect(user.hearth("explain", `${folder.path("draft.py")}:5:7`)).toMatch(
    /^def area\(width\):\n\nfunction in draft\.py:1/,
  );
});
