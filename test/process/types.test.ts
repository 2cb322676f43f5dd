import { existsSync } from "node:fs";
import { setTimeout as after } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { promptText } from "../../models/prompt.ts";
import { capableEditor } from "../features/acting.ts";
import { Folder } from "../index/workspace.ts";
import { messagesTo, wrapArgument } from "../wrap/wrapped.ts";
import { ActionEditor } from "./actions/actionEditor.ts";
import { repository, TestUser } from "./environment.ts";
import { ScriptedHost } from "./scriptedHost.ts";

let user: TestUser;
let host: ScriptedHost;
beforeEach(async () => {
  user = new TestUser();
  user.env.HEARTH_STEADY_TOKENS_PER_SECOND = "500"; // nothing depends on the load of the machine
  host = await ScriptedHost.start(user);
});
afterEach(async () => {
  await host[Symbol.asyncDispose]();
  user[Symbol.dispose]();
});

const scriptedServer = fileURLToPath(new URL("../wrap/scriptedServer.js", import.meta.url));

async function around(command: readonly string[], folder: Folder): Promise<ActionEditor> {
  const editor = new ActionEditor(user, wrapArgument(command));
  const settings = { hearth: host.settings };
  await editor.initialize({ settings, capabilities: capableEditor, folder: folder.root });
  const settled = { command: "hearth.settled", arguments: [] };
  while (!(await editor.connection.sendRequest("workspace/executeCommand", settled))) await after(20);
  return editor;
}

/** The prompt of a suggestion at the cursor of a document. The other server has read it before. */
async function promptAt(editor: ActionEditor, uri: string, marked: string, languageId = "python"): Promise<string> {
  host.answers = ["pass"];
  await editor.show(uri, marked, languageId);
  const start = { line: 0, character: 0 };
  await editor.connection.sendRequest("textDocument/definition", { textDocument: { uri }, position: start });
  const lines = marked.slice(0, marked.indexOf("│")).split("\n");
  const asked = host.asked.length;
  // Until the server has found its host.
  while (host.asked.length === asked) {
    await editor.inlineCompletion(uri, lines.length - 1, lines.at(-1)?.length ?? 0);
    await after(50);
  }
  const prompt = host.asked.at(-1)?.request.prompt;
  return prompt && "segments" in prompt ? promptText(prompt) : "";
}

/** The same in one document after the other, until a prompt holds a text: a busy machine lets a server be too late. */
async function promptWith(editor: ActionEditor, uri: string, marked: string, languageId: string, wanted: RegExp) {
  let prompt = "";
  for (let tries = 0; tries < 3 && !wanted.test(prompt); tries++) {
    prompt = await promptAt(editor, uri.replace(/(?=\.\w+$)/, String(tries)), marked, languageId);
  }
  return prompt;
}

/** What the other server says of `cart.`, which is declared in a file of that name. */
function script(declaredIn: string) {
  const capabilities = { textDocumentSync: 2, completionProvider: {}, typeDefinitionProvider: true };
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
  const answers = {
    "textDocument/completion": [{ label: "checkoutAll", kind: 2 }],
    "textDocument/typeDefinition": [{ uri: declaredIn, range }],
  };
  return [process.execPath, scriptedServer, JSON.stringify({ capabilities, answers })];
}

test("a prompt behind a dot shows the members that the other server lists, and it is asked once", async () => {
  using folder = new Folder();
  folder.file("shop.py", "class Cart:\n    pass\n");
  await using editor = await around(script(`file://${folder.path("shop.py")}`), folder);
  const uri = `file://${folder.path("a.py")}`;
  expect(await promptAt(editor, uri, "def f(cart):\n    return cart.│\n")).toContain("cart.\n  checkoutAll()");
  const asked = (await messagesTo(editor)).filter(({ method }) => method === "textDocument/completion");
  expect(asked).toHaveLength(1);
});

test("members of a file that a .hearthignore names are in no prompt, nor those of one that looks secret", async () => {
  using folder = new Folder();
  folder.file(".hearthignore", "hidden.py\n");
  for (const name of ["hidden.py", "local_settings.py"]) {
    folder.file(name, "class Cart:\n    def checkoutAll(self): ...\n");
    await using editor = await around(script(`file://${folder.path(name)}`), folder);
    const prompt = await promptAt(editor, `file://${folder.path("a.py")}`, "def f(cart):\n    return cart.│\n");
    expect((await messagesTo(editor)).map(({ method }) => method)).toContain("textDocument/typeDefinition");
    expect(prompt).toContain("return cart");
    expect(prompt).not.toContain("checkoutAll");
  }
});

/** Language servers that are here only where the packages for tests are installed. */
const real = [
  {
    name: "pyright",
    command: ["node_modules/.bin/pyright-langserver", "--stdio"],
    path: "a.py",
    languageId: "python",
    marked: 'def f(names: str):\n    parts = names.split(",")\n    return parts.│\n',
    members: ["append()", "extend()", "reverse()"],
    call: "def f(names: str):\n    return names.partition(│)\n",
    signature: /partition\(sep: str,[^)]*\) -> tuple/,
  },
  {
    name: "TypeScript's own server",
    command: ["node_modules/.bin/tsc", "--lsp", "--stdio"],
    path: "a.ts",
    languageId: "typescript",
    marked: 'export function f(names: string) {\n  const parts = names.split(",");\n  return parts.│\n}\n',
    members: ["concat()", "forEach()", "length"],
    call: "export function f(names: string) {\n  return names.indexOf(│);\n}\n",
    signature: /indexOf\(searchString: string, position\?: number\): number/,
  },
];

for (const { name, command, path, languageId, marked, members, call, signature } of real) {
  const [program = "", ...args] = command;
  const isHere = existsSync(`${repository}/${program}`);
  const title = `with ${name}, a prompt shows the members of a value and the signature of a call that no index knows`;
  (isHere ? test : test.skip)(isHere ? title : `${title} (skipped: ${program} is not installed)`, async () => {
    using folder = new Folder();
    folder.file("tsconfig.json", '{ "compilerOptions": { "strict": true } }'); // without it types would be downloaded
    await using editor = await around([`${repository}/${program}`, ...args], folder);
    const prompt = await promptWith(editor, `file://${folder.path(path)}`, marked, languageId, /parts\.\n/);
    for (const member of members) expect(prompt).toContain(member);
    expect(await promptWith(editor, `file://${folder.path(`b${path}`)}`, call, languageId, signature)).toMatch(
      signature,
    );
    editor.conversation.problems.serverToClient.length = 0; // what the other server says is its own affair
  });
}
