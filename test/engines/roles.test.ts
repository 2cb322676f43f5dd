import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { type Config, defaultConfig } from "../../server/config/config.ts";
import type { EngineChoice } from "../../server/engines/choice.ts";
import { Engines } from "../../server/engines/roles.ts";
import { SettableEngine } from "../settableEngine.ts";

function engines(config: Partial<Config> = {}) {
  const opened: { model: string; engine: SettableEngine }[] = [];
  const told: string[] = [];
  const all = new Engines(
    { ...defaultConfig, ...config },
    (choice) => {
      const engine = new SettableEngine();
      opened.push({ model: nameOf(choice), engine });
      return engine;
    },
    (sentence) => told.push(sentence),
  );
  return { all, opened, told };
}

function nameOf(choice: EngineChoice): string {
  if ("model" in choice) return choice.model;
  if ("memory" in choice) return "memory";
  return "remote" in choice ? `remote:${choice.remote}` : `unknown:${choice.unknown}`;
}

/** An empty folder to work in: there the name of a model is that of a file, if there is one. */
function emptyFolder(): { readonly add: (name: string) => void } & Disposable {
  const before = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), "hearth-roles-"));
  process.chdir(folder);
  return {
    add: (name) => writeFileSync(join(folder, name), ""),
    [Symbol.dispose]: () => {
      process.chdir(before);
      rmSync(folder, { recursive: true });
    },
  };
}

const two = { model: "/m/code.gguf", chat: { model: "/m/talk.gguf" } };

test("one model does everything unless another is chosen for conversations", () => {
  const { all, opened } = engines({ model: "/m/code.gguf" });
  expect(all.chat).toBe(all.completion);
  expect(opened.map(({ model }) => model)).toEqual(["/m/code.gguf"]);
});

test("the same file named twice is one model", () => {
  const { all } = engines({ model: "/m/code.gguf", chat: { model: "/m/code.gguf" } });
  expect(all.chat).toBe(all.completion);
});

test("a second model is loaded when it is first asked, not before", () => {
  const { all, opened } = engines(two);
  all.completion.start();
  const { chat } = all;
  expect(opened.map(({ engine }) => engine.isStarted)).toEqual([true, false]);
  chat.start();
  expect(opened.map(({ model, engine }) => [model, engine.isStarted])).toEqual([
    ["/m/code.gguf", true],
    ["/m/talk.gguf", true],
  ]);
});

test("another model for conversations leaves the one for completion as it is", () => {
  const { all, opened } = engines(two);
  const { completion } = all;
  all.chat.start();
  expect(all.configure({ ...defaultConfig, ...two, chat: { model: "/m/other.gguf" } })).toEqual({
    completionChanged: false,
  });
  expect(all.completion).toBe(completion);
  expect(opened[1]?.engine.isDisposed).toBe(true);
  all.chat.start();
  expect(opened.at(-1)?.model).toBe("/m/other.gguf");
});

test("another model for completion is loaded at once", () => {
  const { all, opened } = engines();
  all.completion.start();
  expect(all.configure({ ...defaultConfig, model: "/m/new.gguf" })).toEqual({ completionChanged: true });
  expect(opened[0]?.engine.isDisposed).toBe(true);
  expect(opened[1]).toMatchObject({ model: "/m/new.gguf", engine: { isStarted: true } });
});

test("a second model without room is told, with who answers in its place", () => {
  const { all, opened, told } = engines(two);
  all.completion.start();
  all.chat.start();
  const [completion, chat] = opened.map(({ engine }) => engine);
  completion?.load({});
  chat?.become({ state: "failed", message: "it does not fit", noRoom: true });
  expect(told).toEqual(["Hearth answers questions with its model for completion: it does not fit."]);
});

test("a model that only holds conversations says why nothing is suggested", () => {
  const { all, opened, told } = engines({ model: "/m/talk.gguf" });
  all.completion.start();
  opened[0]?.engine.load({ name: "talker", family: null });
  expect(told.join()).toContain(
    'Hearth suggests nothing while you type: the fill-in-the-middle format of the model "talker"',
  );
});

test("a server for hard tasks is opened when an action asks for it, and let go with its setting", () => {
  const remotes = { farm: { api: "openai", url: "https://farm.example", model: "big" } } as const;
  const actions = { ...defaultConfig.actions, big: "remote:farm" };
  const { all, opened } = engines({ remotes, actions });
  all.completion.start();
  expect(opened).toHaveLength(1);
  expect(all.big).toMatchObject({ name: "farm" });
  expect(all.big?.engine).toBe(opened[1]?.engine);
  expect(opened.map(({ model }) => model)[1]).toBe("remote:farm");
  all.configure({ ...defaultConfig, remotes });
  expect(all.big).toBeUndefined();
  expect(opened[1]?.engine.isDisposed).toBe(true);
});

test("a model that comes before it is first needed is found, whenever it was configured", () => {
  using folder = emptyFolder();
  const { all, opened } = engines({ model: "later" });
  folder.add("later");
  all.completion.start();
  expect(opened.map(({ model }) => model)).toEqual([join(process.cwd(), "later")]);
});

test("a model that comes when it was asked for in vain is found once settings are read again", () => {
  using folder = emptyFolder();
  const config = { model: "/m/code.gguf", chat: { model: "later" } };
  const { all, opened } = engines(config);
  all.chat.start();
  expect(opened.map(({ model }) => model)).toContain("unknown:later");
  folder.add("later");
  all.configure({ ...defaultConfig, ...config });
  all.chat.start();
  expect(opened.at(-1)?.model).toBe(join(process.cwd(), "later"));
});

test("the disk is not looked at again for every request: what was chosen stays chosen until settings change", () => {
  using folder = emptyFolder();
  const { all, opened } = engines({ model: "/m/code.gguf", chat: { model: "later" } });
  const { chat } = all;
  folder.add("later");
  expect(all.chat).toBe(chat);
  expect(all.chatChoice).toEqual({ unknown: "later" });
  expect(opened).toHaveLength(2);
});

test("who answers conversations is known by its own setting, or by that of the only model", () => {
  expect(nameOf(engines({ model: "/m/code.gguf" }).all.chatChoice)).toBe("/m/code.gguf");
  expect(nameOf(engines(two).all.chatChoice)).toBe("/m/talk.gguf");
});

test("however many settings name models of Ollama, its store is read once when settings change", () => {
  const { all } = engines();
  all.completion.start();
  all.chat.start();
  const before = process.env;
  let readings = 0;
  process.env = new Proxy(before, {
    get: (variables, name: string) => {
      if (name === "OLLAMA_MODELS") readings++;
      return variables[name];
    },
  });
  try {
    all.configure({ ...defaultConfig, model: "ollama:nobody/code:1", chat: { model: "ollama:nobody/talk:1" } });
    all.chat.start();
    expect(nameOf(all.chatChoice)).toBe("unknown:ollama:nobody/talk:1");
  } finally {
    process.env = before;
  }
  expect(readings).toBe(1);
});
