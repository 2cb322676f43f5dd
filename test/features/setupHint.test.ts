import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { defaultConfig } from "../../server/config/config.ts";
import { hintAtSetup } from "../../server/features/setupHint.ts";
import { clientFacts } from "../../server/lsp/capabilities.ts";
import { Folder } from "../index/workspace.ts";

let folder: Folder;
const before = { ...process.env };
beforeEach(() => {
  folder = new Folder();
  Object.assign(process.env, { HOME: folder.path("home"), XDG_CACHE_HOME: folder.path("cache") });
});
afterEach(() => {
  process.env = { ...before };
  folder[Symbol.dispose]();
});

/** What one more editor is told when its model is there. */
async function told({ model = "embedded", chat = "same", editor = "Neovim" } = {}): Promise<readonly string[]> {
  const messages: string[] = [];
  const client = clientFacts({ processId: null, rootUri: null, clientInfo: { name: editor }, capabilities: {} });
  const showMessage = (message: string) => void messages.push(message);
  await hintAtSetup({ ...defaultConfig, model, chat: { model: chat } }, client, { showMessage });
  return messages;
}

test("an editor's user is told once what gets a good model, in less than Neovim has room for", async () => {
  const messages = await told();
  expect(messages).toEqual(["Hearth's model is tiny: `hearth setup` gets a good one."]);
  expect(messages[0]?.length).toBeLessThanOrEqual(56);
  expect(await told()).toEqual([]);
  expect(await told({ editor: "helix" })).toEqual([]);
});

test("in VS Code it is a command of the editor that gets one", async () => {
  const [message] = await told({ editor: "Visual Studio Code" });
  expect(message).toContain("“Hearth: Set Up Models for This Machine” gets a good one");
});

test("who has chosen a model, for completion or for questions, is told nothing", async () => {
  expect(await told({ model: "qwen2.5-coder-0.5b-q8" })).toEqual([]);
  expect(await told({ model: "memory" })).toEqual([]);
  expect(await told({ chat: "qwen2.5-coder-1.5b-instruct-q8" })).toEqual([]);
});

test("where it cannot be kept that it was told, it is not told at every start", async () => {
  folder.file("taken", "");
  process.env.XDG_CACHE_HOME = folder.path("taken");
  expect(await told()).toEqual([]);
});
