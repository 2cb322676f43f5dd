import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { CodeAction, CompletionList, Hover } from "vscode-languageserver";
import { isRunning } from "../../base/isRunning.ts";
import { until } from "../until.ts";
import { around, frameOf, heardBy, messagesTo, say, wrapped } from "../wrap/wrapped.ts";
import { type ProcessEditor, unfinished } from "./editor.ts";
import { TestUser } from "./environment.ts";

const { uri, text: source, end } = unfinished;
const patient = { settings: { hearth: { completion: { budgetMs: 10_000 } } } };
const crash = (editor: ProcessEditor) => editor.connection.sendNotification("test/crash");
let user: TestUser;
beforeEach(() => {
  user = new TestUser();
});
afterEach(() => user[Symbol.dispose]());

test("the editor sees one server, which offers what both do", async () => {
  await using editor = wrapped(user, { capabilities: { definitionProvider: true } });
  expect(await editor.initialize()).toMatchObject({
    serverInfo: { name: "scripted" },
    capabilities: { definitionProvider: true, inlineCompletionProvider: true, positionEncoding: "utf-16" },
  });
});

test("what the editor sends reaches the other server byte for byte", async () => {
  await using editor = wrapped(user);
  await editor.initialize();
  const odd = [
    frameOf(
      '{ "method" : "x/one", "params":{"b":1,"a":[1.0,1e400,9007199254740993],"t":"\\u00e9é𝄞"} ,"jsonrpc":"2.0"}',
    ),
    frameOf(
      '{"jsonrpc":"2.0","id":"x","method":"x/two"}',
      "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n",
    ),
    frameOf("this is no JSON"),
  ];
  editor.write(Buffer.concat(odd));
  expect(Buffer.concat(await heardBy(editor)).includes(Buffer.concat(odd))).toBe(true);
});

test("what the other server sends reaches the editor byte for byte, and in order", async () => {
  await using editor = wrapped(user);
  await editor.initialize();
  const odd = [
    frameOf('{"params" : {"type":3, "message":"\\u00e9"}, "method":"window/logMessage","jsonrpc":"2.0"}'),
    frameOf('{"jsonrpc":"2.0","id":0,"method":"workspace/configuration","params":{"items":[ {"section":"x"} ]}}'),
    frameOf('{"jsonrpc":"2.0","id":"b","method":"client/registerCapability","params":{"registrations":[]}}'),
    frameOf('{"jsonrpc":"2.0","method":"$/progress","params":{"token":1,"value":{"kind":"begin","title":"t"}}}'),
  ];
  await say(editor, ...odd);
  expect(editor.stdout.includes(Buffer.concat(odd))).toBe(true);
});

test("an answer of the other server reaches the editor before what it says next", async () => {
  await using editor = wrapped(user);
  await editor.initialize();
  const next = frameOf('{"jsonrpc":"2.0","method":"telemetry/event","params":{}}');
  const never = editor.connection.sendRequest("test/never");
  const asked = (await messagesTo(editor)).find(({ method }) => method === "test/never");
  const answer = frameOf(`{"jsonrpc":"2.0", "id":${asked?.id}, "result":"at last"}`);
  await say(editor, answer, next);
  expect(await never).toBe("at last");
  expect(editor.stdout.includes(Buffer.concat([answer, next]))).toBe(true);
});

test("noise of the other server between its messages does not reach the editor", async () => {
  await using editor = wrapped(user);
  await editor.initialize();
  await say(editor, Buffer.from("Debugger attached.\n"));
  await editor.connection.sendRequest("test/heard");
  expect(editor.noise).toBe("");
});

test("requests of both servers to the editor are answered to the one that asked", async () => {
  await using editor = wrapped(user);
  editor.settings = { completion: { maxTokens: 7 } };
  await editor.initialize({ capabilities: { workspace: { configuration: true } } });
  await say(editor, frameOf('{"jsonrpc":"2.0","id":1,"method":"workspace/configuration","params":{"items":[]}}'));
  const isAnswer = ({ method, id }: { method?: string; id?: unknown }) => method === undefined && id === 1;
  const heard = await messagesTo(editor);
  expect(heard.filter(isAnswer)).toEqual([{ jsonrpc: "2.0", id: 1, result: [editor.settings] }]);
  expect(heard.some(({ id }) => String(id).startsWith("hearth"))).toBe(false);
  const asking = editor.heard.filter(({ method }) => method === "workspace/configuration");
  expect(asking.map(({ params }) => params)).toContainEqual({ items: [{ section: "hearth" }] });
});

test("documents are told to both servers", async () => {
  await using editor = wrapped(user, { capabilities: { textDocumentSync: 2 } });
  await editor.initialize();
  await editor.open(uri, "");
  await editor.type(uri, 0, 0, source);
  expect(await editor.untilSuggested(uri, end.line, end.character)).toHaveLength(1);
  const methods = (await messagesTo(editor)).map(({ method }) => method);
  expect(methods).toEqual(expect.arrayContaining(["textDocument/didOpen", "textDocument/didChange"]));
  expect(methods).not.toContain("textDocument/inlineCompletion");
});

test("a server that wants no documents gets none", async () => {
  await using editor = wrapped(user, { capabilities: {} });
  await editor.initialize();
  await editor.open(uri, source);
  expect((await messagesTo(editor)).map(({ method }) => method)).not.toContain("textDocument/didOpen");
});

const completing = { capabilities: { textDocumentSync: 2, completionProvider: { triggerCharacters: ["["] } } };
const theirItem = { label: "append", kind: 2, data: { theirs: [1] } };
const ask = ({ connection }: ProcessEditor, context: object = { triggerKind: 1 }) =>
  connection.sendRequest<CompletionList>("textDocument/completion", { textDocument: { uri }, position: end, context });

test("our completion stands behind the other server's, and the editor asks again with every letter", async () => {
  await using editor = wrapped(user, { ...completing, answers: { "textDocument/completion": [theirItem] } });
  await editor.initialize(patient);
  await editor.open(uri, source);
  await editor.untilSuggested(uri, end.line, end.character);
  const { isIncomplete, items } = await ask(editor);
  expect(isIncomplete).toBe(true);
  expect(items).toMatchObject([theirItem, { data: { hearth: null }, detail: "Hearth" }]);
});

test("the other server is not asked at a character that only we wait for", async () => {
  await using editor = wrapped(user, { ...completing, answers: { "textDocument/completion": [theirItem] } });
  await editor.initialize(patient);
  await editor.open(uri, source);
  await editor.untilSuggested(uri, end.line, end.character);
  const { items } = await ask(editor, { triggerKind: 2, triggerCharacter: "(" });
  expect(items.map(({ label }) => label)).not.toContain("append");
  expect((await messagesTo(editor)).map(({ method }) => method)).not.toContain("textDocument/completion");
});

test("an item is resolved by the server that made it, and ours is returned as it is", async () => {
  const capabilities = { textDocumentSync: 2, completionProvider: { resolveProvider: true } };
  const answers = { "textDocument/completion": [theirItem], "completionItem/resolve": { label: "resolved" } };
  await using editor = wrapped(user, { capabilities, answers });
  await editor.initialize(patient);
  await editor.open(uri, source);
  await editor.untilSuggested(uri, end.line, end.character);
  const { items } = await ask(editor);
  const resolved = await Promise.all(
    items.map((item) => editor.connection.sendRequest("completionItem/resolve", item)),
  );
  expect(resolved).toEqual([{ label: "resolved" }, items[1]]);
});

test("a slow server's completions are not dropped", async () => {
  const slow = { answers: { "textDocument/completion": [theirItem] }, delaysMs: { "textDocument/completion": 400 } };
  await using editor = wrapped(user, { ...completing, ...slow });
  await editor.initialize({ settings: { hearth: { completion: { budgetMs: 10 } } } });
  await editor.open(uri, source);
  expect((await ask(editor)).items[0]).toEqual(theirItem);
});

test("commands are run by the server that offers them", async () => {
  const capabilities = { executeCommandProvider: { commands: ["x.run"] } };
  await using editor = wrapped(user, { capabilities, answers: { "workspace/executeCommand": "ran" } });
  const { capabilities: offered } = await editor.initialize();
  expect(offered.executeCommandProvider?.commands).toEqual(expect.arrayContaining(["x.run", "hearth.why"]));
  const run = (command: string) => editor.connection.sendRequest("workspace/executeCommand", { command });
  expect(await run("x.run")).toBe("ran");
  expect(await run("hearth.why")).toBeNull();
});

test("a request that we do not know is answered by the other server, also with an error", async () => {
  const failures = { "textDocument/definition": { code: -32801, message: "content modified", data: { a: 1 } } };
  await using editor = wrapped(user, { capabilities: { hoverProvider: true }, failures });
  await editor.initialize();
  const asked = editor.connection.sendRequest("textDocument/definition", {});
  await expect(asked).rejects.toMatchObject({ code: -32801, message: "content modified", data: { a: 1 } });
});

test("the hover of the other server is shown", async () => {
  const answers = { "textDocument/hover": { contents: { kind: "markdown", value: "**theirs**" } } };
  await using editor = wrapped(user, { capabilities: { hoverProvider: true }, answers });
  await editor.initialize();
  const hover = await editor.connection.sendRequest<Hover>("textDocument/hover", {
    textDocument: { uri },
    position: end,
  });
  expect(hover).toMatchObject({ contents: { value: expect.stringContaining("**theirs**") } });
});

/** A workspace with a function in one file and its use in another, which is not on disk. */
function shop() {
  const folder = join(user.folder, "shop");
  mkdirSync(folder);
  writeFileSync(join(folder, "prices.py"), "def price_of(item):\n    return item.cents\n");
  return { folder, cart: pathToFileURL(join(folder, "cart.py")).href };
}

test("in a hover what Hearth knows stands below what the other server says", async () => {
  const { folder, cart } = shop();
  const answers = { "textDocument/hover": { contents: { kind: "plaintext", value: "theirs" } } };
  await using editor = wrapped(user, { capabilities: { hoverProvider: true }, answers });
  await editor.initialize({ folder });
  await editor.open(cart, "from prices import price_of\n\nprint(price_of(item))\n");
  const params = { textDocument: { uri: cart }, position: { line: 2, character: 8 } };
  const isMerged = async () => {
    const { contents } = await editor.connection.sendRequest<Hover>("textDocument/hover", params);
    return JSON.stringify(contents).startsWith('{"kind":"plaintext","value":"theirs\\n\\n---\\n\\ndef price_of(item)');
  };
  while (!(await isMerged())) await after(50); // the index reads the workspace meanwhile
});

test("code actions of Hearth stand behind the other server's, and are carried out by Hearth", async () => {
  const { folder, cart } = shop();
  const theirs = { title: "Organize imports", kind: "source.organizeImports", data: 1 };
  const capabilities = { codeActionProvider: true, executeCommandProvider: { commands: ["x.run"] } };
  await using editor = wrapped(user, { capabilities, answers: { "textDocument/codeAction": [theirs] } });
  const literals = { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } };
  const announced = { workspace: { applyEdit: true }, textDocument: { codeAction: literals } };
  await editor.initialize({ folder, capabilities: announced });
  await editor.open(cart, "print(price_of(item))\n");
  const point = { line: 0, character: 8 };
  const params = { textDocument: { uri: cart }, range: { start: point, end: point }, context: { diagnostics: [] } };
  let actions: CodeAction[] = [];
  while (actions[1]?.title !== "Hearth: Import price_of from prices.py") {
    actions = await editor.connection.sendRequest<CodeAction[]>("textDocument/codeAction", params);
  }
  expect(actions[0]).toEqual(theirs);
  await editor.connection.sendRequest("workspace/executeCommand", actions[1]?.command);
  const { params: edit } = await editor.untilHeard(({ method }) => method === "workspace/applyEdit");
  expect(JSON.stringify(edit)).toContain("from prices import price_of");
  expect((await messagesTo(editor)).map(({ method }) => method)).not.toContain("workspace/executeCommand");
});

test("a cancelled request is cancelled at the server that has it", async () => {
  await using editor = wrapped(user);
  await editor.initialize();
  const { CancellationTokenSource } = await import("vscode-languageserver/node");
  const cancellation = new CancellationTokenSource();
  const asked = editor.connection.sendRequest("test/never", null, cancellation.token);
  cancellation.cancel();
  const heard = await messagesTo(editor);
  const { id } = heard.find(({ method }) => method === "test/never") ?? {};
  expect(heard).toContainEqual({ jsonrpc: "2.0", method: "$/cancelRequest", params: { id } });
  await crash(editor);
  await expect(asked).rejects.toThrow();
});

test("a crash of the other server is told once, and its pending requests are answered with an error", async () => {
  await using editor = wrapped(user);
  await editor.initialize();
  const pending = editor.connection.sendRequest("test/never");
  await crash(editor);
  await expect(pending).rejects.toMatchObject({ code: -32803, message: "node is being started again" });
  const isMessage = ({ method }: { method: string }) => method === "window/showMessage";
  await editor.untilHeard(isMessage);
  const told = editor.heard.filter(isMessage);
  expect(told.map(({ params }) => params)).toEqual([
    { type: 2, message: "node ended (exit code 3). Hearth starts it again." },
  ]);
});

test("Hearth goes on while the other server is away", async () => {
  await using editor = wrapped(user, completing);
  await editor.initialize(patient);
  await editor.open(uri, source);
  await crash(editor);
  expect(await editor.untilSuggested(uri, end.line, end.character)).toHaveLength(1);
  expect((await ask(editor)).items).toHaveLength(1);
});

/** Waits for the other server's next life, and resolves to what it was told. */
async function nextLife(editor: ProcessEditor) {
  for (;;) {
    const heard = await messagesTo(editor).catch(() => undefined);
    if (heard) return heard;
    await after(50);
  }
}

test("the other server is started again and told everything that it has to know", async () => {
  await using editor = wrapped(user, { capabilities: { textDocumentSync: 2 } });
  await editor.initialize();
  const settings = { settings: { x: { strict: true } } };
  await editor.connection.sendNotification("workspace/didChangeConfiguration", settings);
  await editor.open(uri, "a = \n");
  await crash(editor);
  await editor.type(uri, 0, 4, "1"); // while it is away
  const heard = (await nextLife(editor)).filter(({ method }) => method !== "test/heard");
  expect(heard.map(({ method }) => method)).toEqual([
    "initialize",
    "initialized",
    "workspace/didChangeConfiguration",
    "textDocument/didOpen",
  ]);
  expect(heard[2]?.params).toEqual(settings);
  expect(heard[3]?.params).toMatchObject({ textDocument: { uri, languageId: "python", version: 2, text: "a = 1\n" } });
  await editor.type(uri, 0, 5, "2"); // and it is told on
  expect((await messagesTo(editor)).at(-2)).toMatchObject({ method: "textDocument/didChange" });
});

test("a server that ends again and again is given up, and Hearth goes on", async () => {
  await using editor = wrapped(user);
  await editor.initialize();
  for (let life = 1; life <= 4; life++) {
    await nextLife(editor);
    await crash(editor);
  }
  await editor.untilHeard(() => editor.said.includes("node ends again and again (exit code 3)"));
  await editor.open(uri, source);
  expect(await editor.untilSuggested(uri, end.line, end.character)).toHaveLength(1);
});

test("what a crashed server left in the editor is taken back", async () => {
  await using editor = wrapped(user);
  await editor.initialize();
  const zero = { line: 0, character: 0 };
  const notification = (method: string, params: object) => frameOf(JSON.stringify({ jsonrpc: "2.0", method, params }));
  await say(
    editor,
    notification("$/progress", { token: "t", value: { kind: "begin", title: "Indexing" } }),
    notification("textDocument/publishDiagnostics", {
      uri,
      diagnostics: [{ message: "wrong", range: { start: zero, end: zero } }],
    }),
  );
  await crash(editor);
  await editor.untilHeard(({ method }) => method === "window/showMessage");
  expect(editor.heard).toContainEqual({ method: "$/progress", params: { token: "t", value: { kind: "end" } } });
  expect(editor.heard).toContainEqual({ method: "textDocument/publishDiagnostics", params: { uri, diagnostics: [] } });
});

test("a server that cannot be started is told of, and Hearth serves alone", async () => {
  await using editor = around(user, ["no-such-server", "--stdio"]);
  const { capabilities } = await editor.initialize();
  expect(capabilities.inlineCompletionProvider).toBe(true);
  expect(editor.said).toContain("no-such-server could not be started (spawn no-such-server ENOENT)");
  await editor.open(uri, source);
  expect(await editor.untilSuggested(uri, end.line, end.character)).toHaveLength(1);
  await expect(editor.connection.sendRequest("textDocument/definition", {})).rejects.toMatchObject({
    message: "no-such-server is gone",
  });
});

/** The processes whose parent is this one. */
function childrenOf(pid: number | undefined): number[] {
  return readdirSync("/proc")
    .filter((name) => {
      try {
        return (
          /^\d+$/.test(name) && readFileSync(`/proc/${name}/stat`, "latin1").split(") ")[1]?.split(" ")[1] === `${pid}`
        );
      } catch {
        return false; // it has ended meanwhile
      }
    })
    .map(Number);
}

function allEnd(pids: readonly number[]): Promise<void> {
  return until(() => !pids.some(isRunning));
}

test("shutdown and exit reach both servers, and both end", async () => {
  await using editor = wrapped(user);
  await editor.initialize();
  const children = childrenOf(editor.process.pid);
  expect(children.length).toBeGreaterThan(0);
  expect(await editor.shutdown()).toBe(0);
  await allEnd(children);
});

const stubborn = 'process.stdin.resume(); process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)';

test.each([
  ["its editor closes the pipe", (editor: ProcessEditor) => editor.process.stdin?.end()],
  ["Hearth is told to end", (editor: ProcessEditor) => editor.process.kill("SIGTERM")],
])("a server that never ends by itself is ended when %s", async (_what, leave) => {
  await using editor = around(user, [process.execPath, "-e", stubborn]);
  void editor.initialize().catch(() => {});
  while (childrenOf(editor.process.pid).length === 0) await after(50);
  const children = childrenOf(editor.process.pid);
  leave(editor);
  await editor.exitCode();
  await allEnd(children);
});

test("after the editor closes the pipe, no server is left", async () => {
  await using editor = wrapped(user);
  await editor.initialize();
  const children = childrenOf(editor.process.pid);
  editor.process.stdin?.end();
  expect(await editor.exitCode()).toBe(1);
  await allEnd(children);
});

test("after Hearth itself is killed, no server is left", async () => {
  await using editor = wrapped(user);
  await editor.initialize();
  const children = childrenOf(editor.process.pid);
  editor.process.kill("SIGKILL");
  await allEnd(children);
});

test("a command with an open quote is refused in one sentence", () => {
  expect(() => user.hearth("--stdio", "--wrap", "pylsp 'x")).toThrow(
    "hearth: --wrap: a quote is not closed in: pylsp 'x",
  );
});
