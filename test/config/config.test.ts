import { homedir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { userShape } from "../../server/config/checks.ts";
import { defaultConfig, parseConfig } from "../../server/config/config.ts";
import { readUserConfig } from "../../server/config/file.ts";
import { chatChoice, completionChoice } from "../../server/engines/choice.ts";
import { hostSettings } from "../../server/engines/hostSettings.ts";
import { embeddedModel } from "../../server/engines/modelPath.ts";
import { Folder } from "../index/workspace.ts";

test("no settings are the defaults", () => {
  expect(parseConfig(undefined)).toEqual({ config: defaultConfig, problems: [] });
  expect(parseConfig({})).toEqual({ config: defaultConfig, problems: [] });
});

/** Settings whose value is an object of the user's own names. */
const maps = ["remotes", "languages", "globs", "checkers"];

test("every setting has a default, and every default can be set", () => {
  const namesIn = (value: object, path = ""): string[] =>
    Object.entries(value).flatMap(([key, inner]) => {
      const isGroup = typeof inner === "object" && !Array.isArray(inner) && !maps.includes(key);
      return isGroup ? namesIn(inner, `${path}${key}.`) : [`${path}${key}`];
    });
  expect(namesIn(userShape).sort()).toEqual(namesIn(defaultConfig).sort());
});

test("a setting changes itself and nothing else", () => {
  const { config } = parseConfig({ completion: { budgetMs: 99 } });
  expect(config).toEqual({ ...defaultConfig, completion: { ...defaultConfig.completion, budgetMs: 99 } });
});

test("later settings stand over earlier ones", () => {
  const file = parseConfig({ model: "/a.gguf", threads: 2 }).config;
  expect(parseConfig({ model: "/b.gguf" }, file).config).toMatchObject({ model: "/b.gguf", threads: 2 });
});

test.each([
  [{ threads: 0 }, 'hearth.threads must be a whole number from 1 to 256, or "auto", not 0'],
  [{ gpu: "yes" }, 'hearth.gpu must be one of "auto", "off", "cuda", "vulkan", "metal", not "yes"'],
  [{ model: "" }, 'hearth.model must be a text that is not empty, not ""'],
  [{ completion: { enabled: 1 } }, "hearth.completion.enabled must be true or false, not 1"],
  [{ completion: true }, "hearth.completion must be an object with settings, not true"],
  [
    { completion: { budget: 1 } },
    "hearth.completion.budget is not a setting; did you mean hearth.completion.budgetMs?",
  ],
  [{ hover: { quick: 1 } }, "hearth.hover.quick is not a setting; there are enabled, explain, waitMs, prefetch"],
  [{ hover: { explain: true } }, 'hearth.hover.explain must be one of "auto", "never", "always", not true'],
  [
    { actions: { own: [{ title: "A" }] } },
    expect.stringContaining("hearth.actions.own must be a list of {title, instruction}, each with kinds and languages"),
  ],
  [
    { mirrors: ["http://mirror.example"] },
    expect.stringContaining("hearth.mirrors http://mirror.example is not fetched"),
  ],
  [{ price: { inputPerMillion: -1 } }, "hearth.price.inputPerMillion must be a number from 0 to 1000000, not -1"],
  [{ layout: "plain" }, "hearth.layout is not needed any more and can go: one layout is the best and the cheapest"],
  [[], "hearth must be an object with settings, not []"],
  [{ constructor: 1 }, expect.stringContaining("hearth.constructor is not a setting")],
])("%j is refused in one sentence and the default stays", (settings, sentence) => {
  expect(parseConfig(settings)).toEqual({ config: defaultConfig, problems: [sentence] });
});

test.each([
  [{ "hover.enabled": false }],
  [{ "hearth.hover.enabled": false }],
  [{ hearth: { hover: { enabled: false } } }],
  [{ hover: {}, "hover.enabled": false }],
  [{ "hover.enabled": true, hover: { enabled: false } }],
])("%j is a setting as its name is written", (settings) => {
  const { config, problems } = parseConfig(settings);
  expect([config.hover, problems]).toEqual([{ ...defaultConfig.hover, enabled: false }, []]);
});

test.each([
  [{ "hover.enable": 1 }, "hearth.hover.enable is not a setting"],
  [{ "hovers.enabled": 1 }, "hearth.hovers.enabled is not a setting"],
  [{ "threads.most": 1 }, "hearth.threads.most is not a setting"],
])("%j is named as it was written", (settings, sentence) => {
  expect(parseConfig(settings).problems).toEqual([expect.stringContaining(sentence)]);
});

test("the user's file may begin with a byte order mark, and a path in it is meant from where it lies", () => {
  using folder = new Folder();
  const file = { model: "models/a.gguf", chat: { model: "../b.gguf" } };
  folder.file("hearth/config.json", `\uFEFF${JSON.stringify(file)}`);
  const { config, problems } = readUserConfig(folder.path("hearth/config.json"));
  expect(problems).toEqual([]);
  expect([config.model, config.chat.model]).toEqual([folder.path("hearth/models/a.gguf"), folder.path("b.gguf")]);
});

test.each(["embedded", "qwen2.5-coder-7b-q8", "remote:box/a", "~/m.gguf", "/m.gguf", "same"])(
  "%s in the user's file is no relative path",
  (model) => {
    using folder = new Folder();
    folder.file("config.json", JSON.stringify({ model }));
    expect(readUserConfig(folder.path("config.json")).config.model).toBe(model);
  },
);

test.each(["null", "[]", "1"])("a user's file that holds %s has no settings, and that is told", (content) => {
  using folder = new Folder();
  folder.file("config.json", content);
  const path = folder.path("config.json");
  const problem = `hearth must be an object with settings, not ${content} (in ${path})`;
  expect(readUserConfig(path)).toEqual({ config: defaultConfig, problems: [problem] });
});

test("an editor that has nothing to say of settings says null", () => {
  expect(parseConfig(null)).toEqual({ config: defaultConfig, problems: [] });
});

test("a folder in the place of the user's file is told as that", () => {
  using folder = new Folder("--- config.json/a\n");
  const path = folder.path("config.json");
  const problem = `${path} cannot be used (it is a folder, not a file), so none of its settings holds; correct or remove it`;
  expect(readUserConfig(path)).toEqual({ config: defaultConfig, problems: [problem] });
});

test("a setting that is neither an id nor a path names no model", () => {
  expect(completionChoice({ ...defaultConfig, model: "qwen-nonsense" })).toEqual({ unknown: "qwen-nonsense" });
  expect(chatChoice({ ...defaultConfig, chat: { model: "qwen-nonsense" } })).toEqual({ unknown: "qwen-nonsense" });
  expect(completionChoice({ ...defaultConfig, model: "gone/m.gguf" })).toMatchObject({ family: null });
  const ofOllama = "ollama:hf.co/nobody/nothing:Q8_0";
  expect(completionChoice({ ...defaultConfig, model: ofOllama })).toEqual({ unknown: ofOllama });
});

test("the embedded model is used unless another is named, ~ being the user's home", () => {
  expect(hostSettings(defaultConfig).model).toBe(embeddedModel);
  expect(hostSettings({ ...defaultConfig, model: "~/m.gguf" }).model).toBe(join(homedir(), "m.gguf"));
});
