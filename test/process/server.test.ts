import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { MessageType } from "vscode-languageserver";
import type { ClientTraces } from "../../models/trace.ts";
import type { SuggestionAnswer } from "../../server/features/generation/suggestionAnswer.ts";
import { until } from "../until.ts";
import { ProcessEditor, unfinished } from "./editor.ts";
import { TestUser } from "./environment.ts";
import { ScriptedHost } from "./scriptedHost.ts";

const { uri, text: source, end } = unfinished;
let user: TestUser;
beforeEach(() => {
  user = new TestUser();
});
afterEach(() => user[Symbol.dispose]());

test("a server offers inline completion and popup completion in UTF-16 positions", async () => {
  await using editor = new ProcessEditor(user);
  const { capabilities } = await editor.initialize();
  expect(capabilities).toMatchObject({
    positionEncoding: "utf-16",
    inlineCompletionProvider: true,
    completionProvider: { resolveProvider: false },
    textDocumentSync: { openClose: true, change: 2 },
  });
});

test("the embedded model suggests how a line goes on", async () => {
  await using editor = new ProcessEditor(user);
  await editor.initialize();
  await editor.open(uri, source);
  const [item] = await editor.untilSuggested(uri, end.line, end.character);
  expect(item).toMatchObject({ insertText: expect.stringMatching(/\S/), range: { start: end, end } });
  expect(editor.noise).toBe("");
});

test("the answer before the model is loaded is null", async () => {
  await using editor = new ProcessEditor(user);
  await editor.initialize();
  await editor.open(uri, source);
  expect(await editor.inlineCompletion(uri, end.line, end.character)).toEqual([]);
});

test("loading the model is shown as progress that begins and ends", async () => {
  await using editor = new ProcessEditor(user);
  await editor.initialize();
  await editor.open(uri, source);
  const isEnd = ({ params }: { params: unknown }) => (params as { value?: { kind?: string } })?.value?.kind === "end";
  await editor.untilHeard(isEnd);
  const kinds = editor.heard
    .filter(({ method }) => method === "$/progress")
    .map(({ params }) => (params as { value: { kind: string } }).value.kind);
  expect(kinds[0]).toBe("begin");
  expect(kinds.at(-1)).toBe("end");
});

test("an edit is seen by the next request", async () => {
  await using editor = new ProcessEditor(user);
  await editor.initialize();
  await editor.open(uri, "");
  await editor.type(uri, 0, 0, source);
  const [item] = await editor.untilSuggested(uri, end.line, end.character);
  expect(item?.range?.start).toEqual(end);
});

test("the popup gets one item that begins with the word being typed and sorts last", async () => {
  await using editor = new ProcessEditor(user);
  await editor.initialize({ settings: { completion: { budgetMs: 10_000 } } });
  await editor.open(uri, `${source}it`);
  await editor.untilSuggested(uri, end.line, end.character + 2);
  const list = await editor.connection.sendRequest<{ isIncomplete: boolean; items: Record<string, unknown>[] }>(
    "textDocument/completion",
    { textDocument: { uri }, position: { line: end.line, character: end.character + 2 } },
  );
  expect(list.isIncomplete).toBe(true);
  expect(list.items).toHaveLength(1);
  expect(list.items[0]).toMatchObject({
    label: expect.stringMatching(/^it./),
    filterText: expect.stringMatching(/^it./),
    textEdit: { range: { start: end, end: { line: end.line, character: end.character + 2 } } },
  });
});

test("a popup that the model cannot fill in time is an incomplete empty list", async () => {
  await using editor = new ProcessEditor(user);
  await editor.initialize({ settings: { completion: { budgetMs: 10 } } });
  await editor.open(uri, source.repeat(20));
  const params = { textDocument: { uri }, position: { line: 100, character: 26 }, context: { triggerKind: 3 } };
  expect(await editor.connection.sendRequest("textDocument/completion", params)).toEqual({
    isIncomplete: true,
    items: [],
  });
});

test("a newer request answers the older one of its document with null", async () => {
  await using editor = new ProcessEditor(user);
  await editor.initialize();
  await editor.open(uri, source);
  await editor.untilSuggested(uri, end.line, end.character);
  const answers = await Promise.all(
    [0, 1, 2, 3].map(() => editor.inlineCompletion(uri, end.line, end.character, "byHand")),
  );
  expect(answers.slice(0, 3)).toEqual([null, null, null]);
  expect(answers[3]).not.toEqual([]);
  expect(answers[3]).not.toBeNull();
});

test("a cancelled request is answered as cancelled", async () => {
  await using editor = new ProcessEditor(user);
  await editor.initialize();
  await editor.open(uri, source);
  await editor.untilSuggested(uri, end.line, end.character);
  const { CancellationTokenSource } = await import("vscode-languageserver/node");
  const source1 = new CancellationTokenSource();
  const params = { textDocument: { uri }, position: end, context: { triggerKind: 1 } };
  const answer = editor.connection.sendRequest("textDocument/inlineCompletion", params, source1.token);
  source1.cancel();
  await expect(answer).rejects.toMatchObject({ code: -32800 });
});

test("shutdown and exit end the server with code 0, exit alone with code 1", async () => {
  await using polite = new ProcessEditor(user);
  await polite.initialize();
  expect(await polite.shutdown()).toBe(0);
  await using rude = new ProcessEditor(user);
  await rude.initialize();
  await rude.connection.sendNotification("exit");
  expect(await rude.exitCode()).toBe(1);
});

test("a shutdown before initialize is refused, and the server still waits for its editor", async () => {
  await using editor = new ProcessEditor(user);
  await expect(editor.connection.sendRequest("shutdown")).rejects.toMatchObject({ code: -32002 });
  await editor.initialize();
  await editor.open(uri, source);
  const hover = (position: unknown) =>
    editor.connection.sendRequest("textDocument/hover", { textDocument: { uri }, position });
  await expect(hover(null)).rejects.toMatchObject({ code: -32602, message: "hover needs a position" });
  expect(await hover({ line: 0, character: 99 })).toBeNull();
});

test("a document that is opened before initialize is not taken, and its editor hears why with the first change", async () => {
  await using editor = new ProcessEditor(user);
  await editor.open(uri, source);
  await editor.initialize();
  await editor.type(uri, end.line, end.character, "x");
  await editor.untilHeard(({ params }) => JSON.stringify(params).includes(`${uri}, which is not open, are ignored`));
  expect(editor.noise).toBe("");
});

test("a server that is shut down while the model writes has nothing to say of the requests that were open", async () => {
  await using host = await ScriptedHost.start(user);
  host.answers = [new Promise(() => {})];
  await using editor = new ProcessEditor(user);
  await editor.initialize({ settings: host.settings });
  await editor.open(uri, source);
  let answer: Promise<unknown> = Promise.resolve();
  await until(async () => {
    answer = editor.inlineCompletion(uri, end.line, end.character);
    return host.asked.length > 0;
  });
  await editor.connection.sendRequest("shutdown");
  await answer;
  expect(editor.said).not.toContain("no suggestion");
});

test("a server whose editor closes the pipe ends", async () => {
  await using editor = new ProcessEditor(user);
  await editor.initialize();
  editor.process.stdin?.end();
  expect(await editor.exitCode()).toBe(1);
});

test("a server whose editor was killed ends by itself", async () => {
  const { spawn } = await import("node:child_process");
  const gone = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  await using editor = new ProcessEditor(user);
  await editor.connection.sendRequest("initialize", { processId: gone.pid, rootUri: null, capabilities: {} });
  gone.kill("SIGKILL");
  expect(await editor.exitCode()).toBe(1);
});

test("a server serves an editor whose process number names nobody here, as from inside a container", async () => {
  const { spawn } = await import("node:child_process");
  const gone = spawn(process.execPath, ["--version"]);
  await new Promise((resolve) => gone.once("exit", resolve));
  await using editor = new ProcessEditor(user);
  await editor.connection.sendRequest("initialize", { processId: gone.pid, rootUri: null, capabilities: {} });
  // It looks every 3 seconds.
  await new Promise((resolve) => setTimeout(resolve, 4000));
  await editor.open(uri, source);
  expect(await editor.untilSuggested(uri, end.line, end.character)).not.toEqual([]);
});

test("two editors share one host", async () => {
  await using first = new ProcessEditor(user);
  await using second = new ProcessEditor(user);
  for (const editor of [first, second]) {
    await editor.initialize();
    await editor.open(uri, source);
  }
  await Promise.all([first, second].map((editor) => editor.untilSuggested(uri, end.line, end.character)));
  const hosts = JSON.parse(user.hearth("status", "--json"));
  expect(hosts).toHaveLength(1);
  expect(hosts[0].clients).toHaveLength(2);
  const traced = JSON.parse(user.hearth("trace", "--json")) as ClientTraces[];
  expect(
    traced.map(({ traces }) => traces.some(({ outcome, spans }) => outcome === "shown" && spans.length > 0)),
  ).toEqual([true, true]);
});

test("whoever works with the embedded model is told once, in one of their editors, what gets a good one", async () => {
  user.isNew();
  await using first = new ProcessEditor(user);
  await using second = new ProcessEditor(user);
  for (const editor of [first, second]) {
    await editor.initialize();
    await editor.open(uri, source);
  }
  await Promise.all([first, second].map((editor) => editor.untilSuggested(uri, end.line, end.character)));
  const told = [...first.heard, ...second.heard].filter(({ params }) =>
    JSON.stringify(params).includes("hearth setup"),
  );
  expect(told).toEqual([
    {
      method: "window/showMessage",
      params: {
        type: MessageType.Info,
        message: "Hearth's model is tiny: `hearth setup` gets a good one.",
      },
    },
  ]);
});

test("after the host is killed during a request, that request ends and a later one is served", async () => {
  await using editor = new ProcessEditor(user);
  await editor.initialize();
  await editor.open(uri, source);
  await editor.untilSuggested(uri, end.line, end.character);
  const [host] = JSON.parse(user.hearth("status", "--json"));
  const pending = editor.inlineCompletion(uri, end.line, end.character, "byHand");
  process.kill(host.pid, "SIGKILL");
  await pending;
  expect(await editor.untilSuggested(uri, end.line, end.character, "byHand")).not.toEqual([]);
  const [next] = JSON.parse(user.hearth("status", "--json"));
  expect(next.pid).not.toBe(host.pid);
});

test("the host leaves after its idle time and comes back when it is asked", async () => {
  await using editor = new ProcessEditor(user);
  await editor.initialize({ settings: { idleMinutes: 0.01 } });
  await editor.open(uri, source);
  await editor.untilSuggested(uri, end.line, end.character);
  await editor.untilHeard(() => editor.said.includes("the host leaves: it was idle"));
  expect(JSON.parse(user.hearth("status", "--json"))).toEqual([]);
  expect(await editor.untilSuggested(uri, end.line, end.character, "byHand")).not.toEqual([]);
});

test("settings are asked for under the one section hearth, and hold", async () => {
  await using editor = new ProcessEditor(user);
  editor.settings = { inlineCompletion: { enabled: false } };
  await editor.initialize({ capabilities: { workspace: { configuration: true } } });
  const { params } = await editor.untilHeard(({ method }) => method === "workspace/configuration");
  expect(params).toEqual({ items: [{ section: "hearth" }] });
  await editor.open(uri, source);
  const list = { textDocument: { uri }, position: end };
  while (((await editor.connection.sendRequest("textDocument/completion", list)) as { items: [] }).items.length === 0) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(await editor.inlineCompletion(uri, end.line, end.character)).toEqual([]);
});

test("files of every workspace folder are served, also of those that come later", async () => {
  await using editor = new ProcessEditor(user);
  await editor.connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: null,
    capabilities: { workspace: { workspaceFolders: true } },
    workspaceFolders: [
      { uri: "file:///one", name: "one" },
      { uri: "file:///two", name: "two" },
    ],
  });
  await editor.connection.sendNotification("initialized", {});
  await editor.connection.sendNotification("workspace/didChangeWorkspaceFolders", {
    event: { added: [{ uri: "file:///three", name: "three" }], removed: [{ uri: "file:///one", name: "one" }] },
  });
  for (const folder of ["one", "two", "three"]) {
    const file = `file:///${folder}/lib/a.py`;
    await editor.open(file, source);
    expect(await editor.untilSuggested(file, end.line, end.character)).toHaveLength(1);
  }
});

test("typing what is suggested leaves the rest of it on screen", async () => {
  await using editor = new ProcessEditor(user);
  await editor.initialize();
  await editor.open(uri, source);
  const [item] = await editor.untilSuggested(uri, end.line, end.character);
  const text = item?.insertText as string;
  await editor.type(uri, end.line, end.character, text.slice(0, 2));
  const [rest] = (await editor.inlineCompletion(uri, end.line, end.character + 2)) ?? [];
  expect(rest?.insertText).toBe(text.slice(2));
});

test("hearth.why tells why the last request was answered with nothing", async () => {
  await using editor = new ProcessEditor(user);
  await editor.initialize();
  await editor.open(uri, "total = 1;");
  expect(await editor.inlineCompletion(uri, 0, 0)).toEqual([]);
  expect(await editor.connection.sendRequest("workspace/executeCommand", { command: "hearth.why" })).toMatchObject({
    suggestion: null,
    reason: "midWord",
    message: "The cursor stands before a word, where a suggestion would only push it away.",
  });
});

test("hearth.status tells what an editor may show: the model, its memory, and what became of suggestions", async () => {
  await using editor = new ProcessEditor(user);
  await editor.initialize();
  await editor.open(uri, source);
  expect(await command(editor, "hearth.status")).toMatchObject({ chat: null, counts: { shown: 0 }, silence: null });
  await editor.untilSuggested(uri, end.line, end.character);
  expect(await command(editor, "hearth.status")).toMatchObject({
    completion: { state: "ready", model: { name: "hearth-tiny-5M" } },
    memoryBytes: { ram: expect.any(Number), vram: expect.any(Number) },
    counts: { shown: 1 },
    silence: null,
  });
});

test("hearth.why tells what the model wrote and what endings and filters made of it", async () => {
  await using editor = new ProcessEditor(user);
  await editor.initialize();
  await editor.open(uri, source);
  const [item] = await editor.untilSuggested(uri, end.line, end.character);
  const why = await command(editor, "hearth.why");
  const { written } = (why as { fate: { written: string } }).fate;
  expect(why).toMatchObject({ fate: { isUnsure: false, end: { name: expect.any(String) } } });
  expect(written).toContain(item?.insertText);
});

test("once hearth.settled says so, prompts show what the workspace has", async () => {
  const folder = join(user.folder, "shop");
  mkdirSync(folder);
  writeFileSync(join(folder, "shapes.py"), "def area_of(circle):\n    return circle.radius * circle.radius * 3\n");
  const text = "from shapes import area_of\n\n\ndef total(circles):\n    result = 0\n    result += area_of(";
  const main = pathToFileURL(join(folder, "main.py")).href;
  await using editor = new ProcessEditor(user);
  await editor.initialize({ folder });
  await editor.open(main, text);
  await until(() => command(editor, "hearth.settled") as Promise<boolean>);
  let why: SuggestionAnswer;
  do {
    await editor.inlineCompletion(main, 5, 22);
    why = (await command(editor, "hearth.why")) as SuggestionAnswer;
  } while (why.reason === "loading");
  expect(why.context?.snippets.map(({ path }) => path)).toContain("shapes.py");
});

function command(editor: ProcessEditor, name: string): Promise<unknown> {
  return editor.connection.sendRequest("workspace/executeCommand", { command: name });
}

test("what became of suggestions is counted, and shown by hearth status", async () => {
  await using editor = new ProcessEditor(user);
  await editor.initialize();
  await editor.open(uri, source);
  const [item] = await editor.untilSuggested(uri, end.line, end.character);
  await editor.connection.sendRequest("workspace/executeCommand", item?.command);
  await editor.open("file:///project/b.py", "total = 1;");
  await editor.inlineCompletion("file:///project/b.py", 0, 0);
  const [host] = JSON.parse(user.hearth("status", "--json"));
  expect(host.clients[0]).toMatchObject({ name: "test", counts: { shown: 1, accepted: 1, midWord: 1 } });
  expect(user.hearth("status")).toContain("1 suggestions shown, 1 accepted");
});
