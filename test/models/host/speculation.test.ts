import { expect, test } from "@jest/globals";
import { guessed } from "../../../models/host/guessed.ts";
import { promptLookup } from "../../../models/host/promptLookup.ts";
import type { Sequence } from "../../../models/host/sequence.ts";
import { type Guesser, Speculation } from "../../../models/host/speculation.ts";

/** A token is a letter's code. */
const tokensOf = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const textOf = (tokens: readonly number[]) => String.fromCharCode(...tokens);

test("a text that begins to repeat itself is guessed to go on so", () => {
  expect(textOf(promptLookup(tokensOf("the quick fox. the q"), 5))).toBe("uick ");
});

test("of two places the one where more is the same says how a text goes on", () => {
  expect(textOf(promptLookup(tokensOf("let one = 1; set one = 2; let one = "), 2))).toBe("1;");
});

test("of two places that are alike the later one counts", () => {
  expect(textOf(promptLookup(tokensOf("a = 1; a = 2; a = "), 1))).toBe("2");
});

test("a text in which nothing stands twice is not guessed", () => {
  expect(promptLookup(tokensOf("abcdef"), 5)).toEqual([]);
});

const repeated = tokensOf("function area(radius) { return 3 * radius; } function ar");

const following = promptLookup(repeated, 16);

/** A speculation that has timed steps with drafts of every length, and was right. */
function timed(msOfStep: (draftLength: number) => number): Speculation {
  const speculation = new Speculation();
  speculation.begin();
  for (const length of [0, 1, 3, 7, 15]) {
    speculation.draft(repeated, 16);
    speculation.took(msOfStep(length), following.slice(0, length), following.slice(0, length + 1));
  }
  return speculation;
}

test("nothing is drafted before a step of one token was timed", () => {
  expect(new Speculation().draft(repeated, 16)).toEqual([]);
});

test("where a batch costs little more than a token, drafts are long", () => {
  expect(timed((length) => 10 + length / 2).draft(repeated, 16)).toHaveLength(15);
});

test("where a batch costs as much as its tokens, nothing is drafted", () => {
  expect(timed((length) => 10 + 10 * length).draft(repeated, 16)).toEqual([]);
});

test("an answer that departs from the prompt ends the drafts, and one that returns to it brings them back", () => {
  const speculation = timed((length) => 10 + length / 2);
  for (let step = 0; step < 12; step++) {
    const draft = speculation.draft(repeated, 16);
    speculation.took(10 + draft.length / 2, draft, [0]);
  }
  expect(speculation.draft(repeated, 16)).toEqual([]);
  for (let step = 0; step < 12; step++) {
    speculation.draft(repeated, 16);
    speculation.took(10, [], following.slice(0, 1));
  }
  expect(speculation.draft(repeated, 16)).not.toEqual([]);
});

test("no more is drafted than may be answered", () => {
  expect(timed((length) => 10 + length / 2).draft(repeated, 4)).toHaveLength(3);
});

const expecting = (...drafts: string[]) => ({ promptLength: 5, drafts: drafts.map(tokensOf), repeatsPrompt: false });
const drafted = (answer: string, ...drafts: string[]) =>
  textOf(timed(() => 10).draft(tokensOf(`say: ${answer}`), 16, expecting(...drafts)));

test("what an answer is expected to be is drafted from its first token on", () => {
  expect(drafted("", "hello you")).toBe("hello y");
  expect(drafted("hello", "hello you")).toBe(" yo");
});

test("an answer that leaves one draft follows another", () => {
  expect(drafted("he", "hallo", "hello")).toBe("llo");
});

test("an answer that leaves its draft and comes back to it goes on with it", () => {
  expect(drafted("let b = load(", "let a = load(order, 3);")).toBe("order, ");
});

test("behind its last draft an answer is not guessed", () => {
  expect(drafted("hello", "hello", "other")).toBe("");
});

test("a length is not tried where even reading so many tokens would take longer than writing them", () => {
  const speculation = new Speculation({ leastMs: (tokens) => 10 * tokens });
  speculation.took(10, [], []);
  expect(speculation.draft(tokensOf("say: "), 16, expecting("hello you"))).toEqual([]);
});

test("where counts are not to depend on the machine whatever is expected is verified", () => {
  const speculation = new Speculation({ isSteady: true });
  expect(textOf(speculation.draft(tokensOf("say: "), 16, expecting("hello")))).toBe("hello");
});

/** A model that says a text, and remembers what its cache was told to keep. */
function saying(answer: string, prompt: string) {
  const whole = tokensOf(prompt + answer);
  const kept: string[] = [];
  let held = prompt.length - 1;
  const predict = () => ({ token: whole[++held] as number, probability: 1 });
  const sequence: Sequence = {
    commonPrefix: () => 0,
    keepPrefixOf: async (tokens) => {
      kept.push(textOf(tokens));
      held = tokens.length - 1;
      return tokens.length;
    },
    evaluate: async () => {},
    next: async () => predict(),
    verify: async (tokens) => tokens.map(predict),
  };
  return { sequence, kept };
}

const guessing = (draft: string): Guesser => ({ begin: () => {}, draft: () => tokensOf(draft), took: () => {} });
const follow = async (sequence: Sequence, draft: string) =>
  textOf((await guessed(sequence, tokensOf("say: "), 16, guessing(draft))).map(({ token }) => token));

test("a draft that is right is taken with the token after it", async () => {
  const { sequence, kept } = saying("hello", "say: ");
  expect(await follow(sequence, "hel")).toBe("hell");
  expect(kept).toEqual([]);
});

test("a draft is taken as far as it is right, and the rest leaves the cache", async () => {
  const { sequence, kept } = saying("hello", "say: ");
  expect(await follow(sequence, "heap")).toBe("hel");
  expect(kept).toEqual(["say: he"]);
});

test("without a draft one token follows", async () => {
  expect(await follow(saying("hello", "say: ").sequence, "")).toBe("h");
});
