import { chmodSync, chownSync, existsSync, lchownSync, mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { ProcessEditor, unfinished } from "../process/editor.ts";
import { TestUser } from "../process/environment.ts";
import { onUnix } from "../systems.ts";
import { lacking } from "./lib/abilities.ts";

const { uri, text: source, end } = unfinished;
const refusal = "is not a folder that only you can enter";
const anotherUser = 65_534;

/** A user without XDG_RUNTIME_DIR: sockets lie in a folder of a /tmp that everybody can write to. */
let user: TestUser;
let tmp: string;
beforeEach(() => {
  user = new TestUser();
  chmodSync(user.folder, 0o711);
  tmp = join(user.folder, "tmp");
  mkdirSync(tmp);
  chmodSync(tmp, 0o1777);
  Object.assign(user.env, { TMPDIR: tmp, XDG_RUNTIME_DIR: undefined });
});
afterEach(() => {
  const own = join(tmp, `hearth-${process.getuid?.()}`);
  if (existsSync(own)) chmodSync(own, 0o700);
  if (readdirSync(tmp).length > 0) user.hearth("stop");
  rmSync(user.folder, { recursive: true, force: true });
});

const folder = (userId = process.getuid?.()) => join(tmp, `hearth-${userId}`);

/** What an editor is told that opens a document; the server lives on, and only the model is missing. */
async function told(editor: ProcessEditor): Promise<string> {
  await editor.initialize();
  await editor.open(uri, source);
  await editor.untilHeard(() => editor.said.includes(refusal));
  expect(await editor.inlineCompletion(uri, end.line, end.character)).toEqual([]);
  return editor.said;
}

onUnix("a folder for sockets that others may enter is refused, and used once it is made private", async () => {
  mkdirSync(folder());
  chmodSync(folder(), 0o777);
  await using editor = new ProcessEditor(user);
  expect(await told(editor)).toContain(`${refusal}; run: chmod 700 ${folder()}`);
  expect(readdirSync(folder())).toEqual([]);
  chmodSync(folder(), 0o700);
  expect(await editor.untilSuggested(uri, end.line, end.character, "byHand")).not.toEqual([]);
  await editor.shutdown();
});

const asRoot = lacking(["the right to become another user"]) ? test.skip : test;

asRoot("a folder for sockets that another user planted is refused, and no socket is made in it", async () => {
  mkdirSync(folder());
  chownSync(folder(), anotherUser, anotherUser);
  await using editor = new ProcessEditor(user);
  expect(await told(editor)).toContain("it is another user's, so set XDG_RUNTIME_DIR to a folder of your own");
  const { status, stderr } = await user.run(["status"]);
  expect([status, stderr]).toEqual([1, expect.stringMatching(/^hearth: .* is another user's, .*\n$/)]);
  expect(readdirSync(folder())).toEqual([]);
  rmSync(folder(), { recursive: true });
});

asRoot("a link that another user planted is not followed, even to a folder of one's own", async () => {
  const own = join(user.folder, "own");
  mkdirSync(own, { mode: 0o700 });
  symlinkSync(own, folder());
  lchownSync(folder(), anotherUser, anotherUser);
  await using editor = new ProcessEditor(user);
  expect(await told(editor)).toContain("it is another user's");
  expect(readdirSync(own)).toEqual([]);
  rmSync(folder());
});

asRoot("a user without a home, whose folder another user planted, is told so in one sentence", async () => {
  const unknown = 12_345;
  mkdirSync(folder(unknown));
  chownSync(folder(unknown), anotherUser, anotherUser);
  const homeless = { HOME: undefined, XDG_CONFIG_HOME: undefined, XDG_STATE_HOME: undefined };
  const become = ["setpriv", `--reuid=${unknown}`, `--regid=${unknown}`, "--clear-groups"];
  await using editor = new ProcessEditor(user, homeless, [], become);
  let stderr = "";
  editor.process.stderr?.on("data", (chunk: Buffer) => {
    stderr += chunk;
  });
  expect(await editor.exitCode()).toBe(1);
  expect(stderr).toMatch(/^hearth: \S+ is not a folder .* so set HOME to a folder of your own\n$/);
  rmSync(folder(unknown), { recursive: true });
});
