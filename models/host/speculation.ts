import { promptLookup } from "./promptLookup.ts";
import type { Token } from "./vocabulary.ts";

/** Guesses at how an answer goes on, which the model verifies several at a time. */
export type Guesser = {
  /** An answer begins. */
  readonly begin: () => void;
  /** Tokens that are worth verifying together; none where one token at a time is faster. */
  readonly draft: (tokens: readonly Token[], mostTokens: number, expected?: ExpectedAnswer) => readonly Token[];
  /** The time of a step that verified a draft, and its tokens: the right guesses and one more. */
  readonly took: (ms: number, draft: readonly Token[], followed: readonly Token[]) => void;
};

/** What is expected of an answer before it begins. */
export type ExpectedAnswer = {
  /** Tokens before the answer. */
  readonly promptLength: number;
  /** What the answer may well be, the likeliest first. */
  readonly drafts: readonly (readonly Token[])[];
  /** The answer repeats much of its prompt, as refactorings do. */
  readonly repeatsPrompt: boolean;
};

/** What a speculation knows of its machine. */
type Machine = {
  /** The least time that it takes to evaluate so many tokens together. */
  readonly leastMs: (tokens: number) => number;
  /** Every step counts as one, as where a batch costs as much as a token. So counts do not depend on a machine's load. */
  readonly isSteady: boolean;
};

/** Lengths of drafts: with the token before them they make batches that processors like. */
const lengths = [1, 3, 7, 15];
const longest = 15;
/** A rollback costs a little too. */
const worthwhile = 1.1;
/** Share of guesses that are right, as long as nothing is known of an answer. */
const hopefulShare = 0.8;
/** Weight of the newest measurement. */
const newestWeight = 1 / 4;
/** Drafts come with many short answers: how good they are shows over several. */
const newestDraftWeight = 1 / 16;
/** Measurements under an earlier load are believed a little less with every minute. */
const forgettingAMinute = 0.95;
/** Stands between drafts, and is no token. */
const border: Token = -1;

const nothingExpected: ExpectedAnswer = { promptLength: 0, drafts: [], repeatsPrompt: true };

/**
 * Verifies what is expected of the answer or stands in the prompt already, where that pays on this machine. Batches of
 * every length are timed when they are first used. The share of right guesses is known also while none is made.
 */
export class Speculation implements Guesser {
  readonly #machine: Machine;
  /** By the length of the draft; 0 is a step of one token. A length that was never tried costs what it must at least. */
  readonly #msOfStep = new Map<number, number>();
  /** Of guesses that come from drafts, and from the prompt. */
  readonly #rightShare = { draft: hopefulShare, prompt: hopefulShare };
  #begunAtMs = performance.now();
  /** The guess that would have been made at the last step, and where it is from. */
  #guess: readonly Token[] = [];
  #origin: "draft" | "prompt" = "prompt";

  constructor({ leastMs = () => 0, isSteady = false }: Partial<Machine> = {}) {
    this.#machine = { leastMs, isSteady };
  }

  begin(): void {
    this.#rightShare.prompt = hopefulShare;
    this.#guess = [];
    const nowMs = performance.now();
    const forgetting = forgettingAMinute ** ((nowMs - this.#begunAtMs) / 60_000);
    this.#begunAtMs = nowMs;
    for (const [length, ms] of this.#msOfStep) if (length > 0) this.#msOfStep.set(length, ms * forgetting);
  }

  draft(tokens: readonly Token[], mostTokens: number, expected = nothingExpected): readonly Token[] {
    this.#guess = this.#guessBehind(tokens, Math.min(mostTokens, longest), expected);
    if (this.#machine.isSteady) return this.#guess;
    const oneMs = this.#msOfStep.get(0);
    if (oneMs === undefined) return [];
    const possible = lengths.filter((length) => length <= this.#guess.length);
    const paces = possible.map((length) => this.#msOf(length) / this.#expectedTokens(length));
    const best = Math.min(...paces);
    if (best * worthwhile >= oneMs) return [];
    return this.#guess.slice(0, possible[paces.indexOf(best)]);
  }

  took(ms: number, draft: readonly Token[], followed: readonly Token[]): void {
    const known = this.#msOfStep.get(draft.length);
    this.#msOfStep.set(draft.length, known === undefined ? ms : known + (ms - known) * newestWeight);
    const weight = this.#origin === "draft" ? newestDraftWeight : newestWeight;
    followed.forEach((token, index) => {
      const guessed = this.#guess[index];
      if (guessed === undefined) return;
      this.#rightShare[this.#origin] += (Number(token === guessed) - this.#rightShare[this.#origin]) * weight;
    });
  }

  #guessBehind(tokens: readonly Token[], mostTokens: number, expected: ExpectedAnswer): readonly Token[] {
    const { promptLength, drafts, repeatsPrompt } = expected;
    this.#origin = "draft";
    const drafted = drafts.length > 0 ? goingOn(drafts, tokens.slice(promptLength), mostTokens) : [];
    if (drafted.length > 0 || !repeatsPrompt) return drafted;
    this.#origin = "prompt";
    return promptLookup(tokens, mostTokens);
  }

  #msOf(length: number): number {
    return Math.max(this.#msOfStep.get(length) ?? 0, this.#machine.leastMs(length + 1));
  }

  /** Tokens that a step brings on average: the right ones up to the first wrong one, and the one after. */
  #expectedTokens(length: number): number {
    let expected = 1;
    for (let tokens = 1; tokens <= length; tokens++) expected += this.#rightShare[this.#origin] ** tokens;
    return expected;
  }
}

/**
 * The rest of the first draft that the answer follows. Where it has left them all, what comes in one of them behind the
 * answer's newest tokens.
 */
function goingOn(
  drafts: readonly (readonly Token[])[],
  answer: readonly Token[],
  mostTokens: number,
): readonly Token[] {
  const followed = drafts.find(
    (draft) => draft.length > answer.length && answer.every((token, index) => token === draft[index]),
  );
  if (followed) return followed.slice(answer.length, answer.length + mostTokens);
  const again = promptLookup([...drafts.flatMap((draft) => [...draft, border]), ...answer], mostTokens);
  const end = again.indexOf(border);
  return end < 0 ? again : again.slice(0, end);
}
