import type { CancellationToken } from "vscode-languageserver/node";
import { type GenerateRequest, type Generation, type GenerationEnd, PromptTooLong } from "../engine.ts";
import { promptTokens } from "./tokens.ts";

export type Token = number;

export type Vocabulary = {
  /** Tokens that steer the model, with their text: these never come from workspace text. */
  readonly control: ReadonlyMap<Token, string>;
  /** The beginning-of-sequence token, for a model that wants one. */
  readonly beginning: Token | undefined;
  readonly tokenize: (text: string) => readonly Token[];
  readonly tokenOf: (tokenText: string) => Token | undefined;
  /** Whether the model ends its answer with this token. */
  readonly isEnd: (token: Token) => boolean;
  /** The text of tokens that follow `before`. */
  readonly detokenize: (tokens: readonly Token[], before: readonly Token[]) => string;
};

/** One KV cache. */
export type Sequence = {
  /** Forgets what is not a prefix of these tokens; resolves to how many are still there. */
  readonly keepPrefixOf: (tokens: Token[]) => Promise<number>;
  readonly evaluate: (tokens: Token[]) => Promise<void>;
  /** Evaluates a token and yields what follows it, one token at a time, greedily. */
  readonly continueFrom: (token: Token) => AsyncIterable<Token>;
};

/** A decode cannot be interrupted, so the prompt is fed in chunks that are meant to take no longer than this. */
const chunkMs = 20;
const smallestChunkTokens = 16;
const largestChunkTokens = 512;

/** Generates on one sequence, keeping what the next prompt may reuse. */
export class Generator {
  readonly #vocabulary: Vocabulary;
  readonly #sequence: Sequence;
  readonly #contextTokens: number;
  #tokensPerMs = smallestChunkTokens / chunkMs;

  constructor(vocabulary: Vocabulary, sequence: Sequence, contextTokens: number) {
    this.#vocabulary = vocabulary;
    this.#sequence = sequence;
    this.#contextTokens = contextTokens;
  }

  /** Throws PromptTooLong. Timings but `totalMs` and `firstTokenMs` are the caller's. */
  async generate(
    request: GenerateRequest,
    onText: (text: string) => void,
    token: CancellationToken,
  ): Promise<Omit<Generation, "queuedMs">> {
    const startedMs = performance.now();
    const { tokens, segmentTokens } = promptTokens(this.#vocabulary, request.prompt);
    const limitTokens = this.#contextTokens - request.maxTokens;
    if (tokens.length > limitTokens) throw new PromptTooLong(tokens.length, limitTokens);

    const reusedTokens = await this.#sequence.keepPrefixOf(tokens.slice(0, -1));
    const evaluatedTokens = await this.#prefill(tokens, reusedTokens, token);
    const answer = token.isCancellationRequested
      ? { text: "", end: "cancelled" as const, generatedTokens: 0, firstTokenAtMs: null }
      : await this.#answer(request, tokens.at(-1) as Token, onText, token);
    return {
      text: answer.text,
      end: answer.end,
      promptTokens: tokens.length,
      evaluatedTokens: evaluatedTokens + (token.isCancellationRequested && answer.generatedTokens === 0 ? 0 : 1),
      reusedTokens,
      generatedTokens: answer.generatedTokens,
      segmentTokens,
      firstTokenMs: answer.firstTokenAtMs === null ? null : answer.firstTokenAtMs - startedMs,
      totalMs: performance.now() - startedMs,
    };
  }

  /** All but the prompt's last token, which the answer begins with. Chunks evaluated before a cancel stay in the cache. */
  async #prefill(tokens: readonly Token[], from: number, token: CancellationToken): Promise<number> {
    let next = from;
    while (next < tokens.length - 1 && !token.isCancellationRequested) {
      const wanted = Math.round(this.#tokensPerMs * chunkMs);
      const size = Math.max(smallestChunkTokens, Math.min(largestChunkTokens, wanted));
      const chunk = tokens.slice(next, Math.min(next + size, tokens.length - 1));
      const startedMs = performance.now();
      await this.#sequence.evaluate(chunk);
      // Short chunks are mostly overhead and say little about the speed.
      if (chunk.length >= smallestChunkTokens) {
        this.#tokensPerMs += (chunk.length / (performance.now() - startedMs) - this.#tokensPerMs) / 4;
      }
      next += chunk.length;
    }
    return next - from;
  }

  async #answer(request: GenerateRequest, last: Token, onText: (text: string) => void, token: CancellationToken) {
    const { prompt, maxTokens, maxMs } = request;
    const stops = new Set(prompt.stopTokens.map(this.#vocabulary.tokenOf));
    const stream = new TextStream(this.#vocabulary, prompt.stopTexts);
    let end: GenerationEnd = "stop";
    let generatedTokens = 0;
    let firstTokenAtMs: number | null = null;
    for await (const next of this.#sequence.continueFrom(last)) {
      firstTokenAtMs ??= performance.now();
      if (token.isCancellationRequested) end = "cancelled";
      else if (this.#vocabulary.isEnd(next) || stops.has(next)) end = "stop";
      else {
        generatedTokens++;
        const text = stream.add(next);
        if (text) onText(text);
        if (!stream.stopped && generatedTokens < maxTokens && performance.now() - firstTokenAtMs < maxMs) continue;
        if (!stream.stopped) end = generatedTokens < maxTokens ? "maxMs" : "maxTokens";
      }
      break;
    }
    const rest = stream.flush();
    if (rest) onText(rest);
    return { text: stream.text, end, generatedTokens, firstTokenAtMs };
  }
}

/** Turns tokens into text. Holds back half a character, and what may be the beginning of a stop text. */
class TextStream {
  readonly #vocabulary: Vocabulary;
  readonly #stopTexts: readonly string[];
  readonly #done: Token[] = [];
  #pending: Token[] = [];
  #held = "";
  text = "";
  stopped = false;

  constructor(vocabulary: Vocabulary, stopTexts: readonly string[]) {
    this.#vocabulary = vocabulary;
    this.#stopTexts = stopTexts;
  }

  /** The text that is certain now. */
  add(token: Token): string {
    this.#pending.push(token);
    const decoded = this.#vocabulary.detokenize(this.#pending, this.#done);
    // A character of up to four bytes may be spread over as many tokens.
    if (decoded.endsWith("\ufffd") && this.#pending.length < 4) return "";
    this.#done.push(...this.#pending);
    this.#pending = [];
    return this.#release(this.#held + decoded);
  }

  flush(): string {
    if (this.stopped) return "";
    this.text += this.#held;
    const rest = this.#held;
    this.#held = "";
    return rest;
  }

  #release(text: string): string {
    const stops = this.#stopTexts.map((stop) => text.indexOf(stop)).filter((at) => at >= 0);
    this.stopped = stops.length > 0;
    const until = this.stopped ? Math.min(...stops) : text.length - this.#possibleStop(text);
    this.#held = this.stopped ? "" : text.slice(until);
    this.text += text.slice(0, until);
    return text.slice(0, until);
  }

  /** Length of the longest end of the text that is a beginning of a stop text. */
  #possibleStop(text: string): number {
    const lengths = this.#stopTexts.map((stop) => {
      for (let length = Math.min(stop.length - 1, text.length); length > 0; length--) {
        if (text.endsWith(stop.slice(0, length))) return length;
      }
      return 0;
    });
    return Math.max(0, ...lengths);
  }
}
