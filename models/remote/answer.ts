import {
  EngineUnavailable,
  type GenerateRequest,
  type Generation,
  type GenerationEnd,
  type OnText,
  type TokenProbability,
} from "../engine.ts";
import { AnswerStart } from "./answerStart.ts";
import type { Delta } from "./api.ts";
import { HeldText } from "./heldText.ts";

/** The assumed reading speed of a server that does not tell its own: it was not chosen for being slow. */
export const assumedTokensPerSecond = 4000;

/** An answer of a server as it grows, and what is known of it in the end. */
export class RemoteAnswer {
  readonly #arrivedAtMs: number;
  #begunAtMs: number;
  #firstTokenAtMs: number | null = null;
  #held = new HeldText([]);
  #start = new AnswerStart("");
  #onText: OnText = () => {};
  #probability = 1;
  #probabilities: TokenProbability[] = [];
  #known: Delta = {};
  #pieces = 0;
  /** A server may have to write a token for that, which is not asked for. */
  #isOnlyRead = false;
  #limit: NodeJS.Timeout | undefined;
  /** True if it was ended because its time was up. */
  isLate = false;

  constructor(arrivedAtMs: number) {
    this.#arrivedAtMs = arrivedAtMs;
    this.#begunAtMs = performance.now();
  }

  /** Its turn has come. */
  begin(): void {
    this.#begunAtMs = performance.now();
  }

  expect({ prompt, maxTokens }: GenerateRequest, stopTexts: readonly string[], onText: OnText): void {
    this.#held = new HeldText(stopTexts);
    if (!("segments" in prompt)) this.#start = new AnswerStart(prompt.answerStart);
    this.#onText = onText;
    this.#isOnlyRead = maxTokens === 0;
  }

  /** Takes in an event, and tells whether it brought the first text. */
  add(delta: Delta): boolean {
    this.#known = { ...this.#known, ...delta };
    if (!delta.text || this.#isOnlyRead) return false;
    const isFirst = this.#firstTokenAtMs === null;
    this.#firstTokenAtMs ??= performance.now();
    this.#pieces++;
    this.#probability = Math.min(this.#probability, delta.probability ?? 1);
    this.#say(this.#held.add(this.#start.without(delta.text)));
    return isFirst;
  }

  /** The answer is complete. The counts of tokens, which a server tells behind its last text, are still waited for. */
  get isComplete(): boolean {
    return this.#held.stopped || this.#known.isLast === true;
  }

  /** No more comes: says what was held back. Throws EngineUnavailable if the server had not come to an end. */
  finish(): void {
    if (!this.isComplete && !this.#known.end) throw new EngineUnavailable("it ended in the middle of an answer");
    this.#say(this.#held.add(this.#start.rest()));
    this.#say(this.#held.flush());
  }

  endAfter(maxMs: number, end: () => void): void {
    this.#limit = setTimeout(() => {
      this.isLate = true;
      end();
    }, maxMs);
  }

  close(): void {
    clearTimeout(this.#limit);
  }

  generation(end: GenerationEnd = this.#held.stopped ? "stop" : (this.#known.end ?? "stop")): Generation {
    const nowMs = performance.now();
    const { promptTokens = 0, reusedTokens = 0, generatedTokens = this.#pieces, promptTokensPerSecond } = this.#known;
    return {
      text: this.#held.text,
      end,
      probabilities: this.#probabilities,
      promptTokens,
      evaluatedTokens: promptTokens - reusedTokens,
      reusedTokens,
      generatedTokens,
      promptTokensPerSecond: promptTokensPerSecond ?? assumedTokensPerSecond,
      segmentTokens: [],
      queuedMs: this.#begunAtMs - this.#arrivedAtMs,
      firstTokenMs: this.#firstTokenAtMs === null ? null : this.#firstTokenAtMs - this.#arrivedAtMs,
      totalMs: nowMs - this.#arrivedAtMs,
    };
  }

  #say(text: string): void {
    if (text === "") return;
    this.#probabilities.push({ end: this.#held.text.length, probability: this.#probability });
    this.#onText(text, this.#probability);
    this.#probability = 1;
  }
}
