import { execFileSync } from "node:child_process";
import { lstatSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { ProcessEditor } from "../process/editor.ts";
import { TestUser } from "../process/environment.ts";
import { ScriptedHost } from "../process/scriptedHost.ts";
import { until } from "../until.ts";
import { lacking } from "./lib/abilities.ts";
import { measured } from "./lib/figures.ts";
import { everythingIn, holding } from "./lib/files.ts";
import { opened, plantSecrets } from "./lib/planted.ts";
import { leaks, secrets } from "./lib/secrets.ts";

let user: TestUser;
let folder: string;
let host: ScriptedHost;
let editor: ProcessEditor;
const uriOf = (path: string) => pathToFileURL(join(folder, path)).href;

beforeAll(async () => {
  user = new TestUser();
  folder = join(user.folder, "workspace");
  plantSecrets(folder, join(user.folder, "outside"));
  host = await ScriptedHost.start(user);
  host.answers = ["upload(signed)\n"];
  user.hearth("index", folder);
  editor = new ProcessEditor(user);
  await editor.initialize({ folder, settings: { ...host.settings, log: "debug", hover: { explain: "always" } } });
  await workEverywhere();
}, 120_000);
afterAll(async () => {
  await editor?.[Symbol.asyncDispose]();
  await host?.[Symbol.asyncDispose]();
  user?.[Symbol.dispose]();
});

/** Opens, types, and asks for everything on every line of every file that an editor could show. */
async function workEverywhere(): Promise<void> {
  for (const [path, text] of Object.entries(opened)) {
    await editor.open(uriOf(path), text, "python");
    // What is typed here becomes a recent edit, which is shown elsewhere.
    if (path === ".env") await editor.type(uriOf(path), 1, 0, `STORAGE_SECRET=${secrets["a value of .env"]}\n`);
    else await editor.type(uriOf(path), 0, 0, "\n");
  }
  let line = 0;
  await until(async () => {
    // What is shown is chosen anew when the cursor has moved on by some lines.
    line = (line + 6) % 12;
    await editor.inlineCompletion(uriOf("main.py"), line, 12, "byHand");
    return promptsOf(host).includes("connect_to_storage(region, retries)");
  });
  for (const [path, text] of Object.entries(opened)) {
    const textDocument = { uri: uriOf(path) };
    for (let line = 0; line < text.split("\n").length; line++) {
      const position = { line, character: 40 };
      const end = { line: line + 1, character: 0 };
      await editor.inlineCompletion(uriOf(path), line, 40, "byHand");
      for (const method of ["completion", "hover"]) await ask(`textDocument/${method}`, { textDocument, position });
      const context = { diagnostics: [{ range: { start: position, end }, message: "it is wrong" }] };
      const actions = await ask("textDocument/codeAction", { textDocument, range: { start: position, end }, context });
      const commands = ((actions ?? []) as { command?: object | string }[]).map((one) =>
        typeof one.command === "string" ? one : one.command,
      );
      if (line % 8 === 0 && commands[0]) await ask("workspace/executeCommand", commands[0]);
    }
  }
  await ask("workspace/executeCommand", { command: "hearth.why" });
}

function ask(method: string, params: unknown): Promise<unknown> {
  return editor.connection.sendRequest(method, params);
}

function promptsOf({ asked }: ScriptedHost): string {
  const texts = asked.flatMap(({ request: { prompt } }) =>
    "messages" in prompt
      ? prompt.messages.map(({ text }) => text)
      : prompt.segments.map((segment) => ("text" in segment ? segment.text : "")),
  );
  return texts.join("\n");
}

test("prompts of every kind were sent", () => {
  measured("prompts searched for secrets", `${host.asked.length}, ${promptsOf(host).length} characters`);
  expect(host.asked.length).toBeGreaterThan(50);
  expect(host.asked.some(({ request: { prompt } }) => "messages" in prompt)).toBe(true);
});

const namesOf = (found: typeof leaks) => found.map(([name]) => name);

test("no secret, ignored file or file outside the workspace is in a prompt", () => {
  const prompts = promptsOf(host);
  expect(namesOf(leaks.filter(([, bytes]) => prompts.includes(bytes)))).toEqual([]);
});

test("none of them is in a cache, a log, a message to the editor or any other file of Hearth's", () => {
  const { XDG_CACHE_HOME, XDG_STATE_HOME, XDG_RUNTIME_DIR, HOME } = user.env as Record<string, string>;
  const written = everythingIn(...([XDG_CACHE_HOME, XDG_STATE_HOME, XDG_RUNTIME_DIR, HOME] as string[]));
  expect(written.some((path) => path.endsWith(".index"))).toBe(true);
  const said = JSON.stringify(editor.said);
  expect(namesOf(leaks.filter(([, bytes]) => holding(written, bytes).length > 0 || said.includes(bytes)))).toEqual([]);
});

test("sockets, caches and logs are the user's alone", () => {
  const { XDG_CACHE_HOME, XDG_STATE_HOME, XDG_RUNTIME_DIR } = user.env as Record<string, string>;
  const own = everythingIn(XDG_CACHE_HOME as string, XDG_STATE_HOME as string, XDG_RUNTIME_DIR as string);
  // The socket itself is the stand-in's, made by the test.
  const shared = own.filter((path) => (lstatSync(path).mode & 0o077) !== 0 && !path.endsWith(".sock"));
  expect(shared).toEqual([]);
});

const asRoot = lacking(["the right to become another user"]) ? test.skip : test;

asRoot("another user cannot connect to the host", () => {
  const [socket] = everythingIn(user.env.XDG_RUNTIME_DIR as string).filter((path) => path.endsWith(".sock"));
  const connect = `require("node:net").connect(${JSON.stringify(socket)}).on("connect", () => process.exit(0)).on("error", (e) => { console.log(e.code); process.exit(1); })`;
  const nobody = ["--reuid=65534", "--regid=65534", "--clear-groups", process.execPath, "-e", connect];
  expect(() => execFileSync("setpriv", nobody, { encoding: "utf8" })).toThrow();
  expect(execFileSync(process.execPath, ["-e", connect], { encoding: "utf8" })).toBe("");
});
