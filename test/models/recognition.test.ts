import { expect, test } from "@jest/globals";
import { familyOf, unknownFamily } from "../../models/families.ts";
import type { ModelDescription } from "../../models/family.ts";

const qwen = ["<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>", "<|repo_name|>", "<|file_sep|>"];
const bigCode = ["<fim_prefix>", "<fim_suffix>", "<fim_middle>", "<fim_pad>"];
const starCoder1 = [...bigCode, "<filename>", "<reponame>"];
const deepSeek = ["<｜fim▁begin｜>", "<｜fim▁hole｜>", "<｜fim▁end｜>"];
const granite = ["<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>", "<|filename|>", "<|reponame|>"];
const gemma = ["<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>", "<|file_separator|>"];
const mistral = ["[INST]", "[PREFIX]", "[MIDDLE]", "[SUFFIX]"];
const seed = ["<[fim-suffix]>", "<[fim-prefix]>", "<[fim-middle]>"];

test.each([
  ["hearth-tiny-5M", "llama", qwen, "hearth"],
  ["Qwen2.5 Coder 1.5B", "qwen2", qwen, "qwen-coder"],
  ["qwen2.5-coder-7b-instruct", "qwen2", qwen, "qwen-coder"],
  ["Qwen3 Coder 30B A3B Instruct", "qwen3moe", qwen, "qwen-coder"],
  ["starcoder2-7b", "starcoder2", [...bigCode, "<repo_name>", "<file_sep>"], "starcoder2"],
  ["StarCoder", "starcoder", starCoder1, "starcoder"],
  ["Granite 8b Code Base", "llama", starCoder1, "starcoder"],
  ["Granite 3.3 2b Instruct", "granite", starCoder1, "starcoder"],
  ["SantaCoder", "starcoder", ["<fim-prefix>", "<fim-suffix>", "<fim-middle>"], "santacoder"],
  ["Granite 4.0 Micro", "granite", granite, "granite4"],
  ["Granite 4.0 H Tiny", "granitehybrid", granite, "granite4"],
  ["deepseek-ai_deepseek-coder-1.3b-base", "llama", deepSeek, "deepseek-coder"],
  ["DeepSeek-Coder-V2-Lite-Base", "deepseek2", deepSeek, "deepseek-coder"],
  ["codellama_codellama-7b-hf", "llama", ["▁<PRE>", "▁<SUF>", "▁<MID>", "▁<EOT>"], "code-llama"],
  ["CodeLlama", "llama", ["<PRE>", "<SUF>", "<MID>", "<EOT>"], "code-llama-unspaced"],
  ["codegemma-2b", "gemma", gemma, "code-gemma"],
  ["Codestral-22B-v0.1", "llama", mistral, "codestral"],
  ["Seed Coder 8B Base", "llama", seed, "seed-coder"],
  ["Zeta 2.1", "llama", [...seed, "<filename>"], "zeta-2.1"],
  ["sweep-next-edit-1.5b", "qwen2", qwen, "sweep"],
  ["Mellum 4b Base", "llama", starCoder1, "mellum"],
])("%s is recognized", (name, architecture, vocabulary, family) => {
  expect(familyOf(model(name, architecture, vocabulary))?.name).toBe(family);
});

test.each([
  ["OpenCoder 1.5B Base", "llama", qwen, "has Qwen's tokens without the training"],
  ["Qwen2.5 7B Instruct", "qwen2", qwen, "is a chat model with the tokens of the code model"],
  ["Qwen2.5 Coder 7B", "qwen2", ["<|im_start|>", "<|im_end|>"], "lost its tokens"],
  ["Zeta 2", "llama", seed, "rewrites instead of filling, in a format of its own"],
  ["Devstral Small 2505", "llama", mistral, "has Codestral's tokens without the training"],
  ["Mamba Codestral 7B v0.1", "mamba2", mistral, "has Codestral's tokens without the training"],
  ["Crystal 7B", "llama", granite, "is no Granite"],
  ["Llama 3.2 3B Instruct", "llama", ["<|eot_id|>"], "is a chat model"],
])("%s (%s) belongs to no family", (name, architecture, vocabulary) => {
  expect(familyOf(model(name, architecture, vocabulary))).toBeUndefined();
});

test("a model of no family is answered with what to set", () => {
  expect(unknownFamily(model("OpenCoder 1.5B", "llama", []))).toBe(
    'the fill-in-the-middle format of the model "OpenCoder 1.5B" is unknown; choose another model or, if it was ' +
      "trained with one of these, set hearth.family to hearth, qwen-coder, mellum, codestral, granite4, starcoder2, " +
      "starcoder, santacoder, deepseek-coder, code-gemma, seed-coder, code-llama, code-llama-unspaced",
  );
});

function model(name: string, architecture: string, vocabulary: readonly string[]): ModelDescription {
  return { name, architecture, hasToken: (token) => vocabulary.includes(token) };
}
