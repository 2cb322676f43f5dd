import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { CancellationToken } from "vscode-languageserver/node";
import type { Engine } from "../../models/engine.ts";
import { EngineClient } from "../../models/local/client.ts";
import type { HostReport, HostSettings } from "../../models/local/protocol.ts";
import { type Config, defaultConfig } from "../../server/config/config.ts";
import type { EngineChoice } from "../../server/engines/choice.ts";
import { Engines } from "../../server/engines/roles.ts";
import { writeSyntheticModel } from "../bench/lib/syntheticModel.ts";
import { chatModel } from "../weights/chatModel.ts";
import { asUser, cpu, loaded } from "./engines.ts";
import { TestUser } from "./environment.ts";

let user: TestUser;
let environment: Disposable;
beforeEach(() => {
  user = new TestUser();
  environment = asUser(user);
});
afterEach(() => {
  environment[Symbol.dispose]();
  user[Symbol.dispose]();
});

const hosts = (): HostReport[] => JSON.parse(user.hearth("status", "--json"));

function open(config: Partial<Config>): { engines: Engines; told: string[] } & Disposable {
  const told: string[] = [];
  // What is chosen here are files.
  const client = (choice: EngineChoice) => new EngineClient(cpu(choice as HostSettings), "test", () => {});
  const engines = new Engines({ ...defaultConfig, ...config }, client, (sentence) => told.push(sentence));
  return { engines, told, [Symbol.dispose]: () => engines.dispose() };
}

async function answer(engine: Engine): Promise<string> {
  const prompt = { messages: [{ role: "user", text: "Count." }], answerStart: "for i in ran", stopTexts: [] } as const;
  const request = { prompt, priority: "action", subject: "chat", maxTokens: 8, maxMs: 60_000 } as const;
  return (await engine.generate(request, () => {}, CancellationToken.None)).text;
}

/** Hollow weights of a terabyte. */
function tooLarge(): string {
  const path = join(user.folder, "large.gguf");
  const shape = { width: 65_536, layers: 40, heads: 128, kvHeads: 8, feedForward: 65_536 };
  const vocabularyPath = chatModel(user.folder, { name: "vocabulary" });
  const model = { shape, vocabularyPath, smallestVocabulary: 0, contextTokens: 4096, name: "large", isHollow: true };
  writeSyntheticModel(path, model);
  return path;
}

test("two models that fit are in memory side by side, each for its own", async () => {
  using it = open({ chat: { model: chatModel(user.folder) } });
  expect((await loaded(it.engines.completion)).chat).toBe(false);
  expect((await loaded(it.engines.chat)).name).toBe("hearth-chat");
  expect(await answer(it.engines.chat)).toMatch(/^ge\(/);
  expect(
    hosts()
      .map(({ role }) => role)
      .sort(),
  ).toEqual(["all", "chat"]);
  expect(user.hearth("status")).toContain("for questions beside another model");
  expect(JSON.parse(user.hearth("stop", "--json")).stopped).toHaveLength(2);
});

test("where a second model does not fit, the first one answers, and it is said once", async () => {
  using it = open({ model: chatModel(user.folder), chat: { model: tooLarge() } });
  await loaded(it.engines.completion);
  expect((await loaded(it.engines.chat)).name).toBe("hearth-chat");
  expect(await answer(it.engines.chat)).toMatch(/^ge\(/);
  expect(it.told).toHaveLength(1);
  expect(it.told[0]).toMatch(/^Hearth answers questions with its model for completion: .*large\.gguf is not loaded/);
});

test("where neither fits nor is taught to, a question is refused with the reason", async () => {
  using it = open({ chat: { model: tooLarge() } });
  await loaded(it.engines.completion);
  await expect(loaded(it.engines.chat)).rejects.toThrow("are free beside the other models; choose a smaller model");
});

test("a second model that was taught code only is refused with what to choose", async () => {
  const model = chatModel(user.folder, { name: "coder", template: "{% for %}" });
  using it = open({ chat: { model } });
  await expect(loaded(it.engines.chat)).rejects.toThrow(
    "was not taught to hold conversations; choose an instruct model",
  );
});
