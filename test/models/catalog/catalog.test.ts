import { expect, test } from "@jest/globals";
import { curated } from "../../../models/catalog/curated.ts";
import {
  cacheBytesPerToken,
  neededMemoryBytes,
  tokensPerSecond,
  usualUse,
  weightBytes,
} from "../../../models/catalog/memory.ts";
import { type CatalogModel, serves } from "../../../models/catalog/model.ts";
import { plans } from "../../../models/catalog/plans.ts";
import { quantizationIn } from "../../../models/catalog/quantization.ts";
import { splitFileParts } from "../../../models/catalog/split.ts";
import { idProblem, ownModel, parseModels } from "../../../models/catalog/userModels.ts";
import { familyNamed } from "../../../models/families.ts";

const named = (id: string) => curated.find((model) => model.id === id) as CatalogModel;

test("every model of the catalogue has an id of its own that is one", () => {
  const ids = curated.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.map(idProblem).filter(Boolean)).toEqual([]);
});

test.each(curated.map((model) => [model.id, model] as const))(
  "%s can be used for what it is listed for",
  (_id, model) => {
    if (serves(model, "completion")) expect(familyNamed(model.family ?? "")).toBeDefined();
    expect(model.sha256 ?? "0".repeat(64)).toMatch(/^[0-9a-f]{64}$/);
    expect(model.source).toMatch(/^https:\/\//);
    expect(neededMemoryBytes(model, usualUse("all", "gpu"))).toBeGreaterThan(weightBytes(model) as number);
    expect(model.unfitForTyping && serves(model, "completion")).toBe(false);
  },
);

test.each(curated.filter(({ bytes }) => bytes !== null).map((model) => [model.id, model] as const))(
  "the size of %s is what its parameters and quantization make, give or take a sixth",
  (_id, model) => {
    const estimate = weightBytes({ ...model, bytes: null }) as number;
    expect(Math.abs(estimate / (model.bytes as number) - 1)).toBeLessThan(1 / 6);
  },
);

test("every plan names models of the catalogue, in roles that they have", () => {
  for (const { completion, chat } of plans) {
    expect(serves(named(completion.id), "completion")).toBe(true);
    if (chat === "same") expect(named(completion.id).role).toBe("both");
    else if (chat) expect(serves(named(chat.id), "chat")).toBe(true);
  }
});

test("memory is computed from a model's shape", () => {
  // 12 KiB a token at 0.5B and 28 KiB at 1.5B were measured.
  expect(cacheBytesPerToken(named("qwen2.5-coder-0.5b-q8").shape as never)).toBe(12 * 1024);
  expect(cacheBytesPerToken(named("qwen2.5-coder-1.5b-q8").shape as never)).toBe(28 * 1024);
  const one = { contextTokens: 4096, caches: 1, batchTokens: 512 };
  expect(neededMemoryBytes(named("qwen2.5-coder-1.5b-q8"), one)).toBe(
    1_646_573_056 + 4096 * 28 * 1024 + 512 * 151_936 * 4,
  );
});

test("a mixture of experts writes as fast as its active part is read", () => {
  const dense = tokensPerSecond({ ...named("qwen3-coder-30b-q8"), bytes: 32.5e9 }, 32.5e9) as number;
  expect(dense).toBeCloseTo(30.5 / 3.3);
});

test("a split file is known by its first part", () => {
  expect(splitFileParts("a-00001-of-00003.gguf")).toEqual([
    "a-00001-of-00003.gguf",
    "a-00002-of-00003.gguf",
    "a-00003-of-00003.gguf",
  ]);
  expect(splitFileParts("a.gguf")).toEqual(["a.gguf"]);
});

test.each([
  ["qwen2.5-coder-7b-instruct-q4_k_m.gguf", "Q4_K_M"],
  ["starcoder2-3b_Q8_0.gguf", "Q8_0"],
  ["model.gguf", null],
])("the quantization of %s is %s", (file, quantization) => {
  expect(quantizationIn(file)).toBe(quantization);
});

test("a model of one's own needs an id and a place", () => {
  const own = ownModel("mine", { kind: "path", path: "/m.gguf" });
  expect(parseModels([{ id: "mine", place: own.place }])).toEqual({ models: [own], problems: [] });
});

test.each<[unknown, string]>([
  [{}, "it must be a list of models"],
  [["x"], "entry 1 must be an object"],
  [[{ place: { kind: "path", path: "/m" } }], "entry 1 has no id"],
  [[{ id: "../../etc", place: { kind: "path", path: "/m" } }], 'entry 1: "../../etc" is no id'],
  [[{ id: "embedded", place: { kind: "path", path: "/m" } }], '"embedded" has a meaning of its own'],
  [[{ id: "a", place: { kind: "hub", repository: "a", file: "b" } }], "a must have a place"],
  [[{ id: "a", place: { kind: "url" } }], "a must have a place"],
  [[{ id: "a", place: { kind: "path", path: "/m" }, role: "boss" }], "must be one of completion, chat, both"],
  [[{ id: "a", place: { kind: "path", path: "/m" }, sha256: "XYZ" }], "64 hexadecimal digits"],
])("%j is refused in one sentence", (list, sentence) => {
  const { models, problems } = parseModels(list);
  expect(models).toEqual([]);
  expect(problems).toEqual([expect.stringContaining(sentence)]);
});
