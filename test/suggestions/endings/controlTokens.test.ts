import { expect, test } from "@jest/globals";
import { controlTokens } from "../../../server/suggestions/endings/controlTokens.ts";
import { suggestWithEnding } from "../fixture.ts";

test.each([
  ["a Qwen token", "const a = │«b;<|fim_middle|>c»", "const a = «b;»"],
  ["a StarCoder token", "const a = │«b;<fim_suffix>c»", "const a = «b;»"],
  ["a DeepSeek token", "const a = │«b;<｜fim▁end｜>c»", "const a = «b;»"],
  ["a Mistral token", "const a = │«b;[PREFIX]c»", "const a = «b;»"],
  ["the fence behind a block of Markdown", "const a = │«b;\n```\nThat is b.»", "const a = «b;»"],
  ["nothing but a token", "const a = │«<|endoftext|>»", "controlTokens"],
])("a suggestion ends before %s", (_, fixture, shown) => {
  expect(suggestWithEnding(controlTokens, fixture)).toBe(shown);
});

test("a file about models may hold control tokens, and so may its suggestions", () => {
  const fixture = 'const tokens = ["<|fim_prefix|>"];\nuse(│«"<|fim_prefix|>")»';
  expect(suggestWithEnding(controlTokens, fixture)).toBe('const tokens = ["<|fim_prefix|>"];\nuse(«"<|fim_prefix|>")»');
});

test("comparisons and type arguments are no tokens", () => {
  const fixture = "if (│«a <b && c> d) return new Map<string, s>();»";
  expect(suggestWithEnding(controlTokens, fixture)).toBe("if («a <b && c> d) return new Map<string, s>();»");
});
