import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { CodeAction, Command, CompletionList, InitializeResult } from "vscode-languageserver/node";
import { fenced } from "../features/answers.ts";
import { ProcessEditor } from "../process/editor.ts";
import { repository, TestUser } from "../process/environment.ts";
import { ScriptedHost } from "../process/scriptedHost.ts";

type Client = { readonly clientInfo?: { readonly name: string }; readonly capabilities: object };

const clients = JSON.parse(readFileSync(join(repository, "test/conformance/clients.json"), "utf8")) as Record<
  string,
  Client
>;

const uri = "file:///project/cart.py";
const text = "class Cart:\n    def total(self) -> float:\n        return self.\n";
const documented = 'def total(self) -> float:\n    """What all costs."""\n    return self.';
const end = { line: 2, character: 20 };

let user: TestUser;
beforeAll(() => {
  user = new TestUser();
});
afterAll(() => user[Symbol.dispose]());

/** What an editor says in a day, as far as it concerns Hearth. */
async function aDay(client: Client): Promise<{ editor: ProcessEditor; offered: InitializeResult }> {
  await using host = await ScriptedHost.start(user);
  host.answers = ["price\n", "price * self.quantity\n        # more\n"];
  const editor = new ProcessEditor(user);
  editor.settings = { ...host.settings, completion: { budgetMs: 5000 }, hover: { explain: "always" } };
  editor.replies.set("workspace/applyEdit", () => ({ applied: true }));
  editor.replies.set("window/showDocument", () => ({ success: true }));
  const ask = <T>(method: string, params: object) => editor.connection.sendRequest<T>(method, params);
  const offered = await editor.initialize({
    ...client,
    clientInfo: client.clientInfo ?? { name: "" },
    settings: { ...host.settings, completion: { budgetMs: 5000 }, hover: { explain: "always" } },
  });
  await editor.open(uri, text);
  const textDocument = { uri };
  await editor.untilSuggested(uri, end.line, end.character);
  await ask("textDocument/inlineCompletion", {
    textDocument,
    position: end,
    context: { triggerKind: 1, selectedCompletionInfo: { range: { start: end, end }, text: "price" } },
  });
  const list = await ask<CompletionList>("textDocument/completion", {
    textDocument,
    position: end,
    context: { triggerKind: 1 },
  });
  for (const { command } of list.items)
    if (command) await ask("workspace/executeCommand", { command: command.command });
  await editor.type(uri, end.line, end.character, "x");
  await ask("textDocument/completion", {
    textDocument,
    position: { ...end, character: end.character + 1 },
    context: { triggerKind: 3 },
  });
  await ask("textDocument/hover", { textDocument, position: { line: 1, character: 8 } });
  host.answers = [fenced(documented, "python")];
  const range = { start: { line: 1, character: 8 }, end: { line: 1, character: 9 } };
  const diagnostics = [{ range, message: "Function is not documented.", severity: 2 }];
  const menu = await ask<(CodeAction | Command)[]>("textDocument/codeAction", {
    textDocument,
    range,
    context: { diagnostics },
  });
  for (const title of [/doc comment/, /Explain total/]) {
    const item = menu.find((one) => title.test(one.title));
    const command = typeof item?.command === "string" ? (item as Command) : (item as CodeAction | undefined)?.command;
    if (!command) continue;
    const before = editor.heard.length;
    await ask("workspace/executeCommand", { command: command.command, arguments: command.arguments ?? [] });
    await editor.untilHeard(
      (message) => editor.heard.indexOf(message) >= before && /applyEdit|show/.test(message.method),
    );
  }
  await ask("workspace/executeCommand", { command: "hearth.why" });
  await ask("workspace/executeCommand", { command: "hearth.digest", arguments: [uri] });
  await editor.connection.sendNotification("textDocument/didClose", { textDocument });
  await editor.shutdown();
  return { editor, offered };
}

test.each(Object.entries(clients))("what is said with %s holds to the protocol on both sides", async (name, client) => {
  const { editor, offered } = await aDay(client);
  await using _ = editor;
  const { problems, said } = editor.conversation;
  expect(problems.serverToClient).toEqual([]);
  // Real clients announce a thing or two that the protocol does not know.
  expect(problems.clientToServer.filter((problem) => !problem.startsWith("initialize: "))).toEqual([]);
  expect([...said.serverToClient]).toEqual(
    expect.arrayContaining([
      "answer to initialize",
      "answer to textDocument/inlineCompletion",
      "answer to textDocument/completion",
      "answer to textDocument/hover",
      "answer to textDocument/codeAction",
      "answer to workspace/executeCommand",
    ]),
  );
  const drawsGhostText = ["neovim", "eglot", "lsp-mode", "vscode-languageclient"].includes(name);
  expect(offered.capabilities.inlineCompletionProvider).toBe(drawsGhostText ? true : undefined);
});
