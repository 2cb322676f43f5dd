import type { TextPiece, TokenProbability } from "../engine.ts";
import type { Token, Vocabulary } from "./vocabulary.ts";

/**
 * Turns the tokens of an answer into text. Holds back half a character, and what may be the beginning of a stop text.
 * Leaves out what the answer only repeats of a healed prompt.
 */
export class TextStream {
  readonly #vocabulary: Vocabulary;
  readonly #stopTexts: readonly string[];
  readonly #before: Token[];
  #pending: Token[] = [];
  #pendingProbability = 1;
  #steps = 0;
  #held = "";
  #heldProbability = 1;
  #known: string;
  readonly #probabilities: TokenProbability[] = [];
  text = "";
  stopped = false;

  /** `before` is the prompt. `known` is what the answer has to begin with, and not part of its text. */
  constructor(vocabulary: Vocabulary, stopTexts: readonly string[], before: readonly Token[], known: string) {
    this.#vocabulary = vocabulary;
    this.#stopTexts = stopTexts;
    this.#before = before.slice(-lookBackTokens);
    this.#known = known;
  }

  /** How sure the model was of each token, and where its text ends. */
  get probabilities(): readonly TokenProbability[] {
    return this.#probabilities
      .map(({ end, ...token }) => ({ end: Math.min(end, this.text.length), ...token }))
      .filter(({ end }, index, all) => end > (all[index - 1]?.end ?? 0));
  }

  /** The text that is certain now. The token came with the answer's decode of this number. */
  add(token: Token, probability: number, step: number): TextPiece {
    this.#pending.push(token);
    this.#steps = step;
    this.#pendingProbability = Math.min(this.#pendingProbability, probability);
    const decoded = this.#vocabulary.detokenize(this.#pending, this.#before);
    // A character of up to four bytes may be spread over as many tokens.
    if (decoded.endsWith("\ufffd") && this.#pending.length < 4) return { text: "", probability: 1 };
    this.#before.push(...this.#pending);
    this.#before.splice(0, this.#before.length - lookBackTokens);
    this.#pending = [];
    return this.#release(this.#held + this.#unknown(decoded));
  }

  flush(): TextPiece {
    if (this.stopped) return { text: "", probability: 1 };
    const rest = { text: this.#held, probability: this.#heldProbability };
    this.text += this.#held;
    this.#held = "";
    return rest;
  }

  #unknown(decoded: string): string {
    const repeated = Math.min(this.#known.length, decoded.length);
    this.#known = this.#known.slice(repeated);
    return decoded.slice(repeated);
  }

  #release(text: string): TextPiece {
    const probability = Math.min(this.#heldProbability, this.#pendingProbability);
    this.#probabilities.push({
      end: this.text.length + text.length,
      probability: this.#pendingProbability,
      steps: this.#steps,
    });
    this.#pendingProbability = 1;
    const stops = this.#stopTexts.map((stop) => text.indexOf(stop)).filter((at) => at >= 0);
    this.stopped = stops.length > 0;
    const until = this.stopped ? Math.min(...stops) : text.length - this.#possibleStop(text);
    this.#held = this.stopped ? "" : text.slice(until);
    this.#heldProbability = this.#held === "" ? 1 : probability;
    this.text += text.slice(0, until);
    return { text: text.slice(0, until), probability };
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

/** Enough to tell whether a token's leading blank is written. */
const lookBackTokens = 8;
