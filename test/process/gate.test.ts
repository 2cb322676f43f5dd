import { symlinkSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { Command, InitializeResult, ServerCapabilities } from "vscode-languageserver/node";
import { capableEditor } from "../features/acting.ts";
import { Folder } from "../index/workspace.ts";
import { ProcessEditor } from "./editor.ts";
import { TestUser } from "./environment.ts";
import { ScriptedHost } from "./scriptedHost.ts";

let user: TestUser;
let folder: Folder;
beforeEach(() => {
  user = new TestUser();
  folder = new Folder();
});
afterEach(() => {
  folder[Symbol.dispose]();
  user[Symbol.dispose]();
});

const position = { line: 1, character: 16 };
const code = (name: string) => `def ${name}_area(width):\n    return width\n\n\ntotal = ${name}_area(2)\n`;

/** What is asked of a document for each thing that the server announces; an announcement of a new kind fails here. */
const requests: Readonly<Record<keyof ServerCapabilities, readonly [method: string, params: object][]>> = {
  inlineCompletionProvider: [1, 2].map((triggerKind) => [
    "textDocument/inlineCompletion",
    { position, context: { triggerKind } },
  ]),
  completionProvider: [["textDocument/completion", { position }]],
  hoverProvider: [["textDocument/hover", { position: { line: 0, character: 6 } }]],
  codeActionProvider: [1, 2].map((triggerKind) => ["textDocument/codeAction", menuAt({ triggerKind })]),
  experimental: [1, 2].map((triggerKind) => ["textDocument/copilotInlineEdit", { position, context: { triggerKind } }]),
  positionEncoding: [],
  textDocumentSync: [],
  notebookDocumentSync: [],
  executeCommandProvider: [],
  workspace: [],
} as never;

function menuAt(context: object) {
  const range = { start: { line: 0, character: 6 }, end: { line: 0, character: 6 } };
  const diagnostics = [{ range, message: "this function is wrong", code: "E1" }];
  return { range, context: { diagnostics, ...context } };
}

/** Everything of the menu, and every command that is announced, as for a document of this URI. */
function commandsFor(uri: string, announced: readonly string[], menu: readonly { command?: Command }[]): Asked[] {
  const place = { uri, range: { start: { line: 0, character: 6 }, end: { line: 1, character: 10 } } };
  const chosen = menu.flatMap(({ command }) => (command ? [command] : []));
  return [
    ...announced.flatMap((command) => [place, uri].map((argument) => ({ command, arguments: [argument] }))),
    ...chosen.map(({ command, arguments: args = [] }) => ({
      command,
      arguments: args.map((each) => ({ ...each, ...place, version: 1 })),
    })),
  ];
}

type Asked = { readonly command: string; readonly arguments: readonly unknown[] };

async function askAll(
  editor: ProcessEditor,
  { capabilities }: InitializeResult,
  uri: string,
  commands: readonly Asked[],
) {
  for (const capability of Object.keys(capabilities)) {
    const known = requests[capability as keyof ServerCapabilities];
    if (!known) throw new Error(`say here how ${capability} is asked for`);
    for (const [method, params] of known) {
      await editor.connection.sendRequest(method, { textDocument: { uri }, ...params });
    }
  }
  for (const command of commands) {
    // Each command gets the arguments of the others, too, and may refuse them.
    await editor.connection.sendRequest("workspace/executeCommand", command).catch(() => null);
  }
  await sleep(200); // a command is answered before it begins
}

async function menuOf(editor: ProcessEditor, uri: string): Promise<{ command?: Command }[]> {
  const params = { textDocument: { uri }, ...menuAt({ triggerKind: 1 }) };
  return (await editor.connection.sendRequest("textDocument/codeAction", params)) ?? [];
}

test("no request and no command that the server announces shows a model a file that looks secret or is ignored", async () => {
  for (const path of ["plain.py", ".env", "keys/server.key", "credentials.json", ".aws/config", "real/.env.local"]) {
    folder.file(path, code(path === "plain.py" ? "plain" : "hidden"));
  }
  folder.file("clients/acme.py", code("hidden"));
  folder.file(".hearthignore", "/clients/\n");
  symlinkSync("real/.env.local", folder.path("settings.py"));
  symlinkSync("plain.py", folder.path(".envrc"));
  symlinkSync("real", folder.path("linked"));
  await using host = await ScriptedHost.start(user);
  host.answers = [" * 2"];
  await using editor = new ProcessEditor(user);
  const settings = { ...host.settings, hover: { explain: "always", waitMs: 500 }, completion: { budgetMs: 2000 } };
  const textDocument = { ...capableEditor.textDocument, inlineCompletion: {} };
  const capabilities = { ...capableEditor, textDocument };
  const answer = await editor.initialize({ folder: folder.root, settings, capabilities });
  const announced = answer.capabilities.executeCommandProvider?.commands ?? [];
  const plain = pathToFileURL(folder.path("plain.py")).href;
  await editor.open(plain, code("plain"));
  await editor.untilSuggested(plain, position.line, position.character, "byHand");
  const menu = await menuOf(editor, plain);
  expect(menu.length).toBeGreaterThan(3);
  host.asked.length = 0;
  await askAll(editor, answer, plain, commandsFor(plain, announced, menu));
  const prompts = () => host.asked.map(({ request }) => JSON.stringify(request));
  expect(prompts().filter((prompt) => prompt.includes("plain_area")).length).toBeGreaterThan(4);

  host.asked.length = 0;
  const inFolder = [
    ".env",
    "keys/server.key",
    "credentials.json",
    ".aws/config",
    "settings.py",
    ".envrc",
    "clients/acme.py",
  ];
  const secrets = [
    ...[...inFolder, "linked/.env.local"].map((path) => pathToFileURL(folder.path(path)).href),
    "untitled:.env",
    "file:///elsewhere/.ssh/config",
    "vscode-notebook-cell:/elsewhere/.kube/notes.ipynb#W0",
    "git:/elsewhere/.env?ref=HEAD",
  ];
  for (const uri of secrets) {
    await editor.open(uri, code("hidden"));
    await askAll(editor, answer, uri, commandsFor(uri, announced, menu));
  }
  await editor.untilSuggested(plain, position.line, position.character, "byHand");
  expect(prompts().filter((prompt) => prompt.includes("hidden_area"))).toEqual([]);
  expect(editor.said).toContain("looks like it holds secrets; no model is shown it");
  expect(editor.said).toContain("a .hearthignore names this file; no model is shown it");
});
