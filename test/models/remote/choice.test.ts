import { expect, test } from "@jest/globals";
import { CancellationToken } from "vscode-languageserver";
import { type Config, defaultConfig, parseConfig } from "../../../server/config/config.ts";
import { bigChoice, chatChoice, completionChoice } from "../../../server/engines/choice.ts";
import { openEngine } from "../../../server/engines/open.ts";
import { hole } from "./engine.ts";

const box = { api: "openai", url: "http://127.0.0.1:8000", infill: "qwen-coder" } as const;
const config = (settings: Partial<Config>): Config => ({ ...defaultConfig, remotes: { box }, ...settings });

test("each role may be given to a server", () => {
  const all = config({
    model: "remote:box",
    chat: { model: "remote:box" },
    actions: { ...defaultConfig.actions, big: "remote:box" },
  });
  expect(completionChoice(all)).toEqual({ remote: "box", role: "completion", server: box });
  expect(bigChoice(all)).toEqual({ remote: "box", role: "chat", server: box });
  // The same server in both roles is one.
  expect(chatChoice(all)).toBeUndefined();
});

test("a server may answer questions while a local model completes", () => {
  const both = config({ chat: { model: "remote:box" } });
  expect(completionChoice(both)).toMatchObject({ role: "all" });
  expect(chatChoice(both)).toEqual({ remote: "box", role: "chat", server: box });
});

test("no server is used unless a setting names it", () => {
  const none = config({});
  expect(completionChoice(none)).toMatchObject({ role: "all" });
  expect([chatChoice(none), bigChoice(none)]).toEqual([undefined, undefined]);
});

test("a server that nobody configured is an engine that says so", async () => {
  const choice = completionChoice(config({ model: "remote:other" }));
  const engine = openEngine(choice, { name: "test", log: () => {}, tell: () => {} });
  const sentence = 'hearth.remotes names no "other"';
  expect(engine.status).toMatchObject({ state: "failed", message: expect.stringContaining(sentence) });
  await expect(engine.generate(hole, () => {}, CancellationToken.None)).rejects.toThrow(sentence);
});

test("servers are configured in the user's own file, never by an editor's settings", () => {
  const settings = { remotes: { box } };
  expect(parseConfig(settings, defaultConfig, "userFile")).toMatchObject({ config: settings, problems: [] });
  const { config: read, problems } = parseConfig(settings);
  expect(read.remotes).toEqual({});
  expect(problems).toEqual(["hearth.remotes may be set in the user's own config.json only"]);
});

test("a key that was written into the settings is repeated in no sentence", () => {
  const settings = { remotes: { box: { ...box, key: "sk-secret" } } };
  const { problems } = parseConfig(settings, defaultConfig, "userFile");
  expect(problems.join()).toContain('hearth.remotes holds "box", which has key, which is no setting of a server');
  expect(problems.join()).not.toContain("sk-secret");
});
