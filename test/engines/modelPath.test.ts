import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "@jest/globals";
import { curated } from "../../models/catalog/curated.ts";
import { embeddedModel, pathNamed } from "../../server/engines/modelPath.ts";

const models =
  (fileOf: Record<string, string> = {}) =>
  () => ({
    known: curated,
    fileOf: ({ id }: { readonly id: string }) => fileOf[id],
  });

test("an id of the catalogue is the file that lies somewhere on this machine", () => {
  const present = models({ "qwen2.5-coder-7b-q8": "/cache/m.gguf" });
  expect(pathNamed("qwen2.5-coder-7b-q8", present)).toBe("/cache/m.gguf");
});

test("an id of a model that is not here is the file that a download would bring", () => {
  const { XDG_DATA_HOME: dataHome } = process.env;
  const folder = dataHome || join(homedir(), ".local/share");
  expect(pathNamed("qwen2.5-coder-7b-q8", models())).toBe(
    join(folder, "hearth/models/qwen2.5-coder-7b-q8/qwen2.5-coder-7b-q8_0.gguf"),
  );
});

test("what is no id is a path, ~ being the user's home", () => {
  expect(pathNamed("/m.gguf", models())).toBe("/m.gguf");
  expect(pathNamed("~/m.gguf", models())).toBe(join(homedir(), "m.gguf"));
  expect(pathNamed("m.gguf", models())).toBe(resolve("m.gguf"));
  expect(pathNamed("embedded", models())).toBe(embeddedModel);
});
