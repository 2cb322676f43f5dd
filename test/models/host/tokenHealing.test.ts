import { expect, test } from "@jest/globals";
import { spellings } from "../../../models/host/spelling.ts";
import { healed } from "../../../models/host/tokenHealing.ts";
import type { Vocabulary } from "../../../models/host/vocabulary.ts";

const texts = ["<end>", "Ġreturn", "Ġrad", "i", "Ġradius", "Ġradical", "Ġra", ".", "us", "Ġret", "é", "iust"];
const written = (token: number) => (texts[token] as string).replaceAll("Ġ", " ");
const vocabulary: Vocabulary = {
  control: new Map([[0, "<end>"]]),
  beginning: undefined,
  tokenize: () => [],
  tokenOf: (text) => texts.indexOf(text),
  isEnd: () => false,
  detokenize: (tokens) => tokens.map(written).join(""),
  spellings: spellings(texts, "gpt2", new Set([0])),
};
const tokens = (...wanted: readonly string[]) => wanted.map((text) => texts.indexOf(text));

test("the tokens of a word that is being typed are taken back, to be spelled anew", () => {
  expect(healed(vocabulary, tokens("Ġreturn", "Ġrad", "i"))).toEqual({ tokens: tokens("Ġreturn"), known: " radi" });
});

test("no more than two tokens are taken back", () => {
  expect(healed(vocabulary, tokens("Ġreturn", "Ġrad", "i", "us")).known).toBe("ius");
});

test("the prompt stays as it is behind a sign, a control token or a letter that is not ASCII", () => {
  for (const last of [".", "<end>", "é"]) {
    const prompt = tokens("Ġreturn", last);
    expect(healed(vocabulary, prompt)).toEqual({ tokens: prompt, known: "" });
  }
});

test("a word is spelled by the tokens that begin with it and by those it begins with", () => {
  expect((vocabulary.spellings?.first(" rad") ?? []).map(written).sort()).toEqual([
    " ra",
    " rad",
    " radical",
    " radius",
  ]);
});

test.each([
  ["gpt2", ["Ã©", "Ã", "©t", "ĠÃ©tÃ©", "t"], "ét", ["Ã©", "Ã"]],
  ["llama", ["é", "<0xC3>", "<0xA9>", "▁été", "ét"], "ét", ["é", "<0xC3>", "ét"]],
  ["gpt2", ["Ċ", "ĊĠĠ", "čĊ", "ĉ", "\u0120"], "\n ", ["Ċ", "ĊĠĠ"]],
])("letters of several bytes and blanks are spelled in %s, byte by byte", (kind, all, spelled, expected) => {
  const spellingsOf = spellings(all, kind, new Set());
  const first = spellingsOf?.first(spellingsOf.bytes(spelled)) ?? [];
  expect(first.map((token) => all[token]).sort()).toEqual([...expected].sort());
});

test("a control token spells nothing", () => {
  expect(vocabulary.spellings?.bytesOf(0)).toBe("");
  expect(vocabulary.spellings?.first("<")).toEqual([]);
});

test("a vocabulary written in an unknown way heals nothing", () => {
  expect(spellings(texts, "bert", new Set())).toBeUndefined();
});
