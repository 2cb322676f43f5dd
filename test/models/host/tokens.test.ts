import { expect, test } from "@jest/globals";
import { promptTokens, textTokens } from "../../../models/host/tokens.ts";
import type { Vocabulary } from "../../../models/host/vocabulary.ts";
import { special, text } from "../../../models/prompt.ts";

/** One token for each character, but `<end>` in text becomes the control token 9000, as USER_DEFINED tokens do. */
const vocabulary: Vocabulary = {
  control: new Map([[9000, "<end>"]]),
  beginning: undefined,
  tokenize: (content) =>
    content
      .split(/(<end>)/)
      .flatMap((part) => (part === "<end>" ? [9000] : [...part].map((letter) => letter.codePointAt(0) as number))),
  tokenOf: (tokenText) => (tokenText === "<end>" ? 9000 : undefined),
  isEnd: () => false,
  detokenize: (tokens) => String.fromCodePoint(...tokens),
  spellings: undefined,
};

test("text that spells a control token stays text, letter for letter", () => {
  const tokens = textTokens(vocabulary, "a<end>b<end>");
  expect(tokens).not.toContain(9000);
  expect(vocabulary.detokenize(tokens, [])).toBe("a<end>b<end>");
});

test("a control token of the prompt is that token", () => {
  const prompt = { segments: [special("<end>"), text("<end>")], stopTokens: [], stopTexts: [] };
  expect(promptTokens(vocabulary, prompt)).toEqual({
    tokens: [9000, ...[..."<end>"].map((letter) => letter.codePointAt(0))],
    segmentTokens: [1, 5],
  });
});

test("a model that wants a beginning of sequence gets one", () => {
  const prompt = { segments: [text("a")], stopTokens: [], stopTexts: [] };
  expect(promptTokens({ ...vocabulary, beginning: 1 }, prompt).tokens).toEqual([1, 97]);
});

test("a prompt of another family is refused with what to set", () => {
  const prompt = { segments: [special("<PRE>")], stopTokens: [], stopTexts: [] };
  expect(() => promptTokens(vocabulary, prompt)).toThrow("the model has no token <PRE>; set hearth.family");
});
