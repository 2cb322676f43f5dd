import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { ownModel } from "../../../models/catalog/userModels.ts";
import { installed } from "../../../models/files/caches.ts";
import { isStoreId, modelFinder, modelOfOther, modelsOfOthers } from "../../../models/files/stores.ts";
import { sha256 } from "./fileServer.ts";
import { put, putInOllama } from "./storeFiles.ts";

let home: string;
let env: NodeJS.ProcessEnv;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "hearth-stores-"));
  env = { HOME: home };
});
afterEach(() => rmSync(home, { recursive: true }));

/** Ids of what is found, without what a service on this very machine may have. */
const ids = () =>
  modelsOfOthers(env)
    .filter((model) => fileOf(model)?.startsWith(home))
    .map(({ id }) => id);
const fileOf = (model: ReturnType<typeof modelOfOther>) => model && installed(model, env)?.files[0];
const library = "registry.ollama.ai/library";

test("a model of Ollama is found by its name, with its size and the hash that names its file", () => {
  const file = putInOllama(join(home, ".ollama/models"), `${library}/coder/1.5b`, "GGUF weights");
  expect(ids()).toEqual(["ollama:coder:1.5b"]);
  const model = modelOfOther("ollama:coder:1.5b", env);
  expect(model).toMatchObject({ bytes: 12, sha256: sha256(Buffer.from("GGUF weights")) });
  expect(model && installed(model, env)).toEqual({ files: [file], origin: "Ollama" });
});

test("names of Ollama are those that it shows, and may leave out what it lets one leave out", () => {
  const folder = join(home, ".ollama/models");
  const latest = putInOllama(folder, `${library}/coder/latest`, "GGUF 1");
  putInOllama(folder, "registry.ollama.ai/somebody/coder/7b", "GGUF 2");
  const ofHub = putInOllama(folder, "hf.co/org/Coder-GGUF/Q8_0", "GGUF 3");
  expect(ids()).toEqual(["ollama:hf.co/org/Coder-GGUF:Q8_0", "ollama:coder:latest", "ollama:somebody/coder:7b"]);
  expect(fileOf(modelOfOther("ollama:coder", env))).toBe(latest);
  expect(fileOf(modelOfOther("ollama:hf.co/Org/coder-gguf:q8_0", env))).toBe(ofHub);
  expect(modelOfOther("ollama:coder:3b", env)).toBeUndefined();
});

test("several ids of one program are found in one reading of its store", () => {
  const folder = join(home, ".ollama/models");
  const [small, large] = ["1.5b", "7b"].map((tag) => putInOllama(folder, `${library}/coder/${tag}`, `GGUF ${tag}`));
  let readings = 0;
  const counted = new Proxy(env, {
    get: (all, name: string) => {
      if (name === "OLLAMA_MODELS") readings++;
      return all[name];
    },
  });
  const find = modelFinder(counted);
  expect(readings).toBe(0);
  const ids = ["ollama:coder:1.5b", "ollama:coder:7b", "ollama:coder:1.5b", "ollama:coder:70b"];
  expect(ids.map((id) => fileOf(find(id)))).toEqual([small, large, small, undefined]);
  expect(readings).toBe(1);
});

test("Ollama's folder is where OLLAMA_MODELS says", () => {
  env = { ...env, OLLAMA_MODELS: join(home, "disk") };
  putInOllama(join(home, "disk"), `${library}/coder/7b`, "GGUF");
  expect(ids()).toEqual(["ollama:coder:7b"]);
});

test("what Ollama runs in a cloud, holds in another format or has not whole is no model here", () => {
  const folder = join(home, ".ollama/models");
  putInOllama(folder, `${library}/cloud/1`, "{}", "application/vnd.ollama.image.config");
  put(folder, `manifests/${library}/half/1`, '{"layers": [{"mediaType": "application/vnd.oll');
  rmSync(putInOllama(folder, `${library}/gone/1`, "GGUF"));
  put(folder, `manifests/${library}/.DS_Store`, "");
  expect(ids()).toEqual([]);
});

test("a file of Ollama with the hash of a model of the catalogue is that model", () => {
  const file = putInOllama(join(home, ".ollama/models"), "hf.co/org/coder/Q8_0", "GGUF weights");
  const place = { kind: "hub", repository: "org/coder", file: "coder.gguf" } as const;
  const known = ownModel("coder", place, { sha256: sha256(Buffer.from("GGUF weights")) });
  expect(installed(known, env)).toEqual({ files: [file], origin: "Ollama" });
  expect(installed({ ...known, sha256: "0".repeat(64) }, env)).toBeUndefined();
});

test("models of LM Studio are found in its folders, and in the one that it was moved to", () => {
  put(home, ".lmstudio/models/org/coder/coder-Q8_0.gguf", "GGUF");
  put(home, ".cache/lm-studio/models/org/old/old.gguf", "GGUF");
  put(home, "disk/models/org/moved/moved.gguf", "GGUF");
  put(home, ".lmstudio-home-pointer", `${join(home, "disk")}\n`);
  expect(ids()).toEqual([
    "lmstudio:org/moved/moved.gguf",
    "lmstudio:org/coder/coder-Q8_0.gguf",
    "lmstudio:org/old/old.gguf",
  ]);
});

test("a split model is one, if all of it is here, and eyes alone are none", () => {
  put(home, ".lmstudio/models/org/big/big-00001-of-00002.gguf", "GGUF 1");
  put(home, ".lmstudio/models/org/half/half-00001-of-00002.gguf", "GGUF");
  put(home, ".lmstudio/models/org/see/mmproj-see.gguf", "GGUF");
  const second = put(home, ".lmstudio/models/org/big/big-00002-of-00002.gguf", "GGUF 22");
  expect(ids()).toEqual(["lmstudio:org/big/big-00001-of-00002.gguf"]);
  const model = modelOfOther("lmstudio:org/big/big-00001-of-00002.gguf", env);
  expect(model).toMatchObject({ bytes: 13, place: { files: [expect.any(String), second] } });
});

test("models in the caches of Hugging Face and llama.cpp have ids, too", () => {
  const blob = put(home, ".cache/huggingface/hub/models--org--coder/blobs/abc", "GGUF");
  const link = put(home, ".cache/huggingface/hub/models--org--coder/snapshots/1/coder.gguf", "");
  rmSync(link);
  symlinkSync(blob, link);
  put(home, ".cache/llama.cpp/org_coder_coder.gguf", "GGUF");
  expect(ids()).toEqual(["huggingface:org/coder/coder.gguf", "llama.cpp:org_coder_coder.gguf"]);
});

test.each([
  ["ollama:coder", true],
  ["lmstudio:org/a/a.gguf", true],
  ["remote:ollama", false],
  ["ollama/coder.gguf", false],
  ["C:\\models\\coder.gguf", false],
])("%s names another program's model: %s", (setting, expected) => {
  expect(isStoreId(setting)).toBe(expected);
});
