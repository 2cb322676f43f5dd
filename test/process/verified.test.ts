import { existsSync } from "node:fs";
import { setTimeout as after } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { Diagnostic, PublishDiagnosticsParams } from "vscode-languageserver";
import { capableEditor } from "../features/acting.ts";
import { fenced } from "../features/answers.ts";
import { Folder } from "../index/workspace.ts";
import { wrapArgument } from "../wrap/wrapped.ts";
import { ActionEditor } from "./actions/actionEditor.ts";
import { repository, TestUser } from "./environment.ts";
import { ScriptedHost } from "./scriptedHost.ts";

let user: TestUser;
let host: ScriptedHost;
beforeEach(async () => {
  user = new TestUser();
  host = await ScriptedHost.start(user);
});
afterEach(async () => {
  await host[Symbol.asyncDispose]();
  user[Symbol.dispose]();
});

const scriptedServer = fileURLToPath(new URL("../wrap/scriptedServer.js", import.meta.url));
const script = { capabilities: { textDocumentSync: 2 }, wrong: "\\bBAD\\w*" };

/** The diagnostics of a document that the editor was told last. */
function told(editor: ActionEditor): readonly Diagnostic[] | undefined {
  const isOurs = ({ method, params }: { method: string; params: unknown }) =>
    method === "textDocument/publishDiagnostics" && (params as PublishDiagnosticsParams).uri === editor.document.uri;
  return (editor.heard.findLast(isOurs)?.params as PublishDiagnosticsParams | undefined)?.diagnostics;
}

async function around(command: readonly string[], folder?: string): Promise<ActionEditor> {
  const editor = new ActionEditor(user, wrapArgument(command));
  const settings = { hearth: { ...host.settings, verify: { maxSeconds: 60 } } };
  await editor.initialize({ settings, capabilities: capableEditor, ...(folder ? { folder } : {}) });
  return editor;
}

/** Has a problem fixed. A menu that comes too late on a busy machine is without Hearth's items. */
async function choose(editor: ActionEditor, problem: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await editor.choose(/Fix/, [problem]);
    } catch (error) {
      if (tries === 20) throw error;
    }
  }
}

test("a fix that the other server finds fault with goes back to the model, and the editor sees nothing of it", async () => {
  await using editor = await around([process.execPath, scriptedServer, JSON.stringify(script)]);
  await editor.show("file:///project/a.ts", "export function tax(BADnet: number) {\n  return │BADnet * 0.2;\n}\n");
  await editor.untilHeard(() => told(editor) !== undefined);
  const [worse, right] = ["BADgross", "net"].map((name) =>
    fenced(`export function tax(${name}: number) {\n  return ${name} * 0.2;\n}`),
  );
  host.answers = [worse ?? "", right ?? ""];
  await choose(editor, "BADnet is wrong");
  await editor.ended();
  await editor.untilHeard(() => told(editor)?.length === 0);
  expect(editor.document.getText()).toBe("export function tax(net: number) {\n  return net * 0.2;\n}\n");
  expect(host.prompt).toContain("BADgross is wrong");
  expect(JSON.stringify(editor.heard.filter(({ method }) => /Diagnostics/.test(method)))).not.toContain("BADgross");
  expect(editor.progress.map(({ message }) => message)).toContain("checking");
  const texts = await editor.connection.sendRequest<Record<string, string>>("test/texts");
  expect(texts[editor.document.uri]).toBe(editor.document.getText());
});

/** Language servers that are here only where the packages for tests are installed. */
const real = [
  {
    name: "pyright",
    command: ["node_modules/.bin/pyright-langserver", "--stdio"],
    path: "a.py",
    languageId: "python",
    marked: 'def tax(net: int) -> int:\n    return │"x"\n',
    answers: ["def tax(net: int) -> int:\n    return net.rate", "def tax(net: int) -> int:\n    return net * 2"],
    brings: 'Cannot access attribute "rate"',
  },
  {
    name: "TypeScript's own server",
    command: ["node_modules/.bin/tsc", "--lsp", "--stdio"],
    path: "a.ts",
    languageId: "typescript",
    marked: 'export function tax(net: number): number {\n  │return "x";\n}\n',
    answers: [
      "export function tax(net: number): number {\n  return net.rate;\n}",
      "export function tax(net: number): number {\n  return net * 2;\n}",
    ],
    brings: "Property 'rate' does not exist",
  },
];

for (const { name, command, path, languageId, marked, answers, brings } of real) {
  const [program = "", ...args] = command;
  const isHere = existsSync(`${repository}/${program}`);
  const title = `with ${name}, a fix that brings an error is not made, and the next answer is`;
  (isHere ? test : test.skip)(isHere ? title : `${title} (skipped: ${program} is not installed)`, async () => {
    using folder = new Folder();
    const before = marked.replace("│", "");
    folder.file(path, before);
    folder.file("tsconfig.json", '{ "compilerOptions": { "strict": true } }'); // without it types would be downloaded
    await using editor = await around([`${repository}/${program}`, ...args], folder.root);
    await editor.show(`file://${folder.path(path)}`, marked, languageId);
    // It publishes what it knows, or waits until it is asked.
    if (name === "pyright") await editor.untilHeard(() => (told(editor)?.length ?? 0) > 0);
    host.answers = answers.map((answer) => fenced(answer, languageId));
    await choose(editor, "It is not assignable.");
    await editor.untilHeard(() => editor.document.getText() !== before || editor.messages.length > 0);
    expect(host.prompt).toContain(brings);
    expect(editor.document.getText()).toBe(`${answers[1]}\n`);
    expect(JSON.stringify(editor.heard.filter(({ method }) => /Diagnostics/.test(method)))).not.toContain("rate");
    editor.conversation.problems.serverToClient.length = 0; // what the other server says is its own affair
  });
}

/** The ghost text at an offset, once there is some. */
async function ghostText(editor: ActionEditor, offset: number): Promise<string | undefined> {
  const { line, character } = editor.document.positionAt(offset);
  const items = await editor.inlineCompletion(editor.document.uri, line, character);
  return items?.[0]?.insertText as string | undefined;
}

/** What a model writes into a function, and what of it a type checker has nothing against. */
const suggested = [
  {
    name: "pyright",
    path: "b.py",
    languageId: "python",
    marked: "def tax(net: int) -> int:\n    │\n\n\nprint(tax(1))\n",
    written: "gross = net * 2\n    return gross.amount",
    kept: "gross = net * 2",
  },
  {
    name: "TypeScript's own server",
    path: "b.ts",
    languageId: "typescript",
    marked: "export function tax(net: number): number {\n  │\n}\n",
    written: "const gross = net * 2;\n  return gross.amount;",
    kept: "const gross = net * 2;",
  },
];

for (const { name, path, languageId, marked, written, kept } of suggested) {
  const { command: [program = "", ...args] = [] } = real.find((one) => one.name === name) ?? {};
  const isHere = existsSync(`${repository}/${program}`);
  const title = `with ${name}, lines of a suggestion that bring an error are shown once and not again`;
  (isHere ? test : test.skip)(isHere ? title : `${title} (skipped: ${program} is not installed)`, async () => {
    using folder = new Folder();
    folder.file(path, marked.replace("│", ""));
    folder.file("tsconfig.json", '{ "compilerOptions": { "strict": true } }');
    await using editor = await around([`${repository}/${program}`, ...args], folder.root);
    await editor.show(`file://${folder.path(path)}`, marked, languageId);
    if (name === "pyright") await editor.untilHeard(() => told(editor) !== undefined); // it does not wait to be asked
    host.answers = [written];
    const seen: string[] = [];
    for (let tries = 0; tries < 100 && seen.at(-1) !== kept; tries++) {
      const text = await ghostText(editor, marked.indexOf("│"));
      if (text !== undefined && text !== seen.at(-1)) seen.push(text);
      await after(100);
    }
    expect(seen).toEqual([written, kept]);
    editor.conversation.problems.serverToClient.length = 0; // what the other server says is its own affair
  });
}
