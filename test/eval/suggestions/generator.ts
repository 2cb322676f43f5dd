import { getLlama, type LlamaContextSequence, LlamaLogLevel, type LlamaModel, type Token } from "node-llama-cpp";
import { familyOf } from "../../../models/families.ts";
import { infillPrompt, type ModelFamily } from "../../../models/family.ts";
import type { Segment } from "../../../models/prompt.ts";
import type { TextAtCursor } from "../../../server/suggestions/hole.ts";
import { omittedBlanks, withoutOmitted } from "../../../server/suggestions/omitted.ts";

/** What the model wrote, token by token, how long that took, and whether it was cut off at its limit. */
export type Generation = {
  readonly pieces: readonly string[];
  readonly ms: number;
  readonly isCut?: boolean;
};

/** How the model is asked. */
export type Manner = {
  /**
   * `word`: the hole begins before the blanks left of the cursor, where a tokenizer's words begin.
   * `cursor`: it is where the cursor is, as a bare model is asked.
   */
  readonly hole: "word" | "cursor";
  /** Size of prompt and answer together. */
  readonly contextTokens: number;
  /** Tokens generated at most; also left free in the model's context. */
  readonly maxTokens: number;
  readonly threads: number;
};

/** Greedy fill-in-the-middle: what is measured is the filters, not the context. */
export class Generator {
  readonly #model: LlamaModel;
  readonly #sequence: LlamaContextSequence;
  readonly #family: ModelFamily;
  readonly #manner: Manner;

  private constructor(model: LlamaModel, sequence: LlamaContextSequence, family: ModelFamily, manner: Manner) {
    this.#model = model;
    this.#sequence = sequence;
    this.#family = family;
    this.#manner = manner;
  }

  static async load(modelPath: string, manner: Manner): Promise<Generator> {
    const { threads } = manner;
    const llama = await getLlama({
      build: "never",
      gpu: false,
      maxThreads: threads,
      logLevel: LlamaLogLevel.error,
    });
    const model = await llama.loadModel({ modelPath });
    const { architecture, name } = model.fileInfo.metadata.general;
    const hasToken = (text: string) => model.tokenize(text, true).length === 1;
    const family = familyOf({
      architecture,
      name: name ?? modelPath,
      hasToken,
    });
    if (!family) throw new Error(`No model family is known for ${name}; Hearth cannot ask it to fill in.`);
    const contextTokens = Math.min(model.trainContextSize, manner.contextTokens);
    const context = await model.createContext({
      contextSize: contextTokens,
      sequences: 1,
      threads,
    });
    return new Generator(model, context.getSequence(), family, {
      ...manner,
      contextTokens,
    });
  }

  /** Fills the place in a file with the current file alone. */
  async generate(path: string, place: TextAtCursor): Promise<Generation> {
    const omitted = this.#manner.hole === "word" ? omittedBlanks(place) : "";
    const before = place.before.slice(0, place.before.length - omitted.length);
    await this.#sequence.clearHistory();
    const started = performance.now();
    const pieces: string[] = [];
    const stops = new Set(this.#family.stopTokens.flatMap((stop) => this.#model.tokenize(stop, true)));
    const tokens: Token[] = [];
    let text = "";
    let isCut = false;
    for await (const token of this.#sequence.evaluate(this.#prompt(path, before, place.after), { temperature: 0 })) {
      if (stops.has(token)) break;
      tokens.push(token);
      const longer = withoutOmitted(this.#model.detokenize(tokens), omitted);
      pieces.push(longer.slice(text.length));
      text = longer;
      isCut = tokens.length >= this.#manner.maxTokens;
      if (isCut) break;
    }
    return { pieces, ms: performance.now() - started, isCut };
  }

  /** As much of the file as fits: three parts before the hole, one part after it. */
  #prompt(path: string, before: string, after: string): Token[] {
    const room = this.#manner.contextTokens - this.#manner.maxTokens - 64;
    const right = this.#model.tokenize(after, false).slice(0, room >> 2);
    const left = this.#model.tokenize(before, false).slice(-(room - right.length));
    const [cutBefore, cutAfter] = [this.#model.detokenize(left), this.#model.detokenize(right)];
    const parts = {
      repository: "",
      path,
      context: [],
      before: cutBefore,
      after: cutAfter,
      typed: "",
    };
    return infillPrompt(this.#family, parts).segments.flatMap((segment) => this.#tokens(segment));
  }

  #tokens(segment: Segment): Token[] {
    return "special" in segment
      ? this.#model.tokenize(segment.special, true)
      : this.#model.tokenize(segment.text, false);
  }
}
