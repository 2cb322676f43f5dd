import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { embeddedModel } from "../../server/engines/modelPath.ts";
import { ProcessEditor, unfinished } from "./editor.ts";
import { TestUser } from "./environment.ts";

const { uri, text: source, end } = unfinished;
let user: TestUser;
beforeEach(() => {
  user = new TestUser();
});
afterEach(() => user[Symbol.dispose]());

/** The sentence that the user is shown for a model, after which the server still answers. */
async function complaintAbout(model: string): Promise<string> {
  await using editor = new ProcessEditor(user);
  await editor.initialize({ settings: { model } });
  await editor.open(uri, source);
  const { params } = await editor.untilHeard(({ method }) => method === "window/showMessage");
  expect(await editor.inlineCompletion(uri, end.line, end.character)).toEqual([]);
  expect(editor.noise).toBe("");
  return (params as { message: string }).message;
}

function file(name: string, content: Buffer | string): string {
  const path = join(user.folder, name);
  writeFileSync(path, content);
  return path;
}

test("a missing model is named", async () => {
  expect(await complaintAbout("/nowhere/model.gguf")).toBe(
    'Hearth cannot use its model: there is no file /nowhere/model.gguf; name another GGUF file as the model, or "embedded" for the one that comes with Hearth.',
  );
});

test("a folder is not a model", async () => {
  mkdirSync(join(user.folder, "m.gguf"));
  expect(await complaintAbout(join(user.folder, "m.gguf"))).toContain("is a folder, not a model");
});

test("a web page that was saved as a model is not a GGUF file", async () => {
  expect(await complaintAbout(file("page.gguf", "<!DOCTYPE html><html></html>"))).toContain("is not a GGUF file");
});

test("an empty model file is damaged or no GGUF", async () => {
  expect(await complaintAbout(file("empty.gguf", ""))).toMatch(/is not a GGUF file|is damaged or incomplete/);
});

test("a model of which half is missing is damaged", async () => {
  const half = readFileSync(embeddedModel).subarray(0, 2_000_000);
  expect(await complaintAbout(file("half.gguf", half))).toContain("is damaged or incomplete");
});

test("a model of an unknown family says how to name its family", async () => {
  const renamed = readFileSync(embeddedModel);
  renamed.write("mystery-model0", renamed.indexOf("hearth-tiny-5M"), "latin1");
  expect(await complaintAbout(file("unknown.gguf", renamed))).toContain("set hearth.family to");
});

test("a family whose tokens the model lacks is refused", async () => {
  await using editor = new ProcessEditor(user);
  await editor.initialize({ settings: { family: "starcoder2" } });
  await editor.open(uri, source);
  const { params } = await editor.untilHeard(({ method }) => method === "window/showMessage");
  expect((params as { message: string }).message).toContain("lacks the token <fim_prefix> of the family starcoder2");
});

test("wrong and unknown settings are named and the others hold", async () => {
  await using editor = new ProcessEditor(user);
  await editor.initialize({ settings: { idleMinutes: "long", colour: 1, completion: { enabled: false } } });
  await editor.open(uri, source);
  await editor.untilSuggested(uri, end.line, end.character);
  expect(editor.said).toContain('hearth.idleMinutes must be a number from 0.01 to 1440, not "long"');
  expect(editor.said).toContain("hearth.colour is not a setting; there are model, family");
  const params = { textDocument: { uri }, position: end };
  expect(await editor.connection.sendRequest("textDocument/completion", params)).toBeNull();
});

test("initialization options under hearth are the same as without it", async () => {
  await using editor = new ProcessEditor(user);
  await editor.initialize({ settings: { hearth: { idleMinutes: "long" } } });
  await editor.untilHeard(() => editor.said.includes("hearth.idleMinutes must be a number"));
  expect(editor.said).not.toContain("is not a setting");
});

test("a config file that is not JSON is named and the server goes on", async () => {
  mkdirSync(join(user.env.XDG_CONFIG_HOME as string, "hearth"));
  const path = join(user.env.XDG_CONFIG_HOME as string, "hearth", "config.json");
  writeFileSync(path, "{ model: ");
  await using editor = new ProcessEditor(user);
  await editor.initialize();
  await editor.untilHeard(() => editor.said.includes(`${path} cannot be used`));
});

test("new settings take effect without a restart, a new model too", async () => {
  await using editor = new ProcessEditor(user);
  await editor.initialize();
  await editor.open(uri, source);
  await editor.untilSuggested(uri, end.line, end.character);
  const copy = file("copy.gguf", readFileSync(embeddedModel));
  await editor.connection.sendNotification("workspace/didChangeConfiguration", {
    settings: { hearth: { model: copy } },
  });
  await editor.untilSuggested(uri, end.line, end.character, "byHand");
  const hosts = JSON.parse(user.hearth("status", "--json")) as { model: string; clients: unknown[] }[];
  expect(hosts.find(({ model }) => model === copy)?.clients).toHaveLength(1);
});

test("a request before initialize is refused as the protocol says", async () => {
  await using editor = new ProcessEditor(user);
  await expect(editor.inlineCompletion(uri, 0, 0)).rejects.toMatchObject({ code: -32002 });
  await editor.initialize();
});

test("a second initialize is refused", async () => {
  await using editor = new ProcessEditor(user);
  await editor.initialize();
  await expect(editor.initialize()).rejects.toMatchObject({ code: -32600 });
});

test("a request after shutdown is refused", async () => {
  await using editor = new ProcessEditor(user);
  await editor.initialize();
  await editor.connection.sendRequest("shutdown");
  await expect(editor.inlineCompletion(uri, 0, 0)).rejects.toMatchObject({ code: -32600 });
});

test("an unknown method is refused and an unknown notification ignored", async () => {
  await using editor = new ProcessEditor(user);
  await editor.initialize();
  await editor.connection.sendNotification("hearth/nothing", {});
  await expect(editor.connection.sendRequest("hearth/nothing", {})).rejects.toMatchObject({ code: -32601 });
});

test.each([
  ["a body that is not JSON", "Content-Length: 9\r\n\r\n{not json"],
  ["bytes without a header", "hello there, this is no header\r\n\r\n"],
  ["a header without a number", "Content-Length: many\r\n\r\n{}"],
  ["a length that is too short", 'Content-Length: 5\r\n\r\n{"jsonrpc":"2.0","method":"x"}'],
  ["a message that is no request", 'Content-Length: 4\r\n\r\n"hi"'],
  ["JSON that is not JSON-RPC", 'Content-Length: 14\r\n\r\n{"hello":"hi"}'],
])("%s is logged and the next message is served", async (_name, bytes) => {
  await using editor = new ProcessEditor(user);
  await editor.initialize();
  editor.write(bytes);
  await editor.open(uri, source);
  expect(await editor.inlineCompletion(uri, 0, 0)).toEqual([]);
  expect(editor.noise).toBe("");
});

test("a document that is not open, or no longer, has no suggestions", async () => {
  await using editor = new ProcessEditor(user);
  await editor.initialize();
  expect(await editor.inlineCompletion("file:///never.py", 0, 0)).toEqual([]);
  await editor.open(uri, source);
  await editor.untilSuggested(uri, end.line, end.character);
  await editor.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  expect(await editor.inlineCompletion(uri, end.line, end.character)).toEqual([]);
  await editor.type(uri, 0, 0, "x");
  await editor.untilHeard(() => editor.said.includes(`changes of ${uri}, which is not open, are ignored`));
});

test("a position past the end of the line or the file means that end", async () => {
  await using editor = new ProcessEditor(user);
  await editor.initialize();
  await editor.open(uri, source);
  const [item] = await editor.untilSuggested(uri, end.line, 4000);
  expect(item?.range?.start).toEqual(end);
  const [last] = await editor.untilSuggested(uri, 99, 0);
  expect(last?.range?.start).toEqual(end);
});

test("a change without a text is refused and the document stays as it was", async () => {
  await using editor = new ProcessEditor(user);
  await editor.initialize();
  await editor.open(uri, source);
  await editor.connection.sendNotification("textDocument/didChange", {
    textDocument: { uri, version: 2 },
    contentChanges: [{ text: "" }, { range: { start: null }, text: "x" }],
  });
  await editor.untilHeard(() => editor.said.includes("didChange was ignored"));
  expect(await editor.untilSuggested(uri, end.line, end.character)).toHaveLength(1);
});

test("a line of ten megabytes is survived", async () => {
  await using editor = new ProcessEditor(user);
  await editor.initialize();
  const text = `data = "${"x".repeat(10_000_000)}"\n${source}`;
  await editor.open(uri, text);
  await editor.type(uri, 0, 8, "y");
  expect(await editor.untilSuggested(uri, end.line + 1, end.character)).toHaveLength(1);
  await editor.inlineCompletion(uri, 0, 5_000_000);
});

test("text that is not valid Unicode is survived", async () => {
  await using editor = new ProcessEditor(user);
  await editor.initialize();
  await editor.open(uri, `name = "\ud83d"\n${source}`);
  expect(await editor.untilSuggested(uri, end.line + 1, end.character)).toHaveLength(1);
});
