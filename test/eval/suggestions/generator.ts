import { getLlama, type LlamaContextSequence, LlamaLogLevel, type LlamaModel, type Token } from "node-llama-cpp";
import { familyOf } from "../../../models/families.ts";
import { infillPrompt, type ModelFamily } from "../../../models/family.ts";
import type { Segment } from "../../../models/prompt.ts";
import type { Place } from "../../../server/suggestions/hole.ts";
import { omittedBlanks, withoutOmitted } from "../../../server/suggestions/omitted.ts";

/** What the model wrote, token by token, and how long that took. */
export type Generation = { readonly pieces: readonly string[]; readonly ms: number };

/** Tokens generated at most; also left free in the model's context. */
const maxTokens = 96;

/** More context than this is not worth the time of an evaluation on a CPU. */
const maxContextTokens = 2048;

/** Greedy fill-in-the-middle with the current file alone: what is measured is the filters, not the context. */
export class Generator {
  readonly #model: LlamaModel;
  readonly #sequence: LlamaContextSequence;
  readonly #family: ModelFamily;
  readonly #contextTokens: number;

  private constructor(model: LlamaModel, sequence: LlamaContextSequence, family: ModelFamily, contextTokens: number) {
    this.#model = model;
    this.#sequence = sequence;
    this.#family = family;
    this.#contextTokens = contextTokens;
  }

  static async load(modelPath: string): Promise<Generator> {
    const llama = await getLlama({ build: "never", gpu: false, maxThreads: 1, logLevel: LlamaLogLevel.error });
    const model = await llama.loadModel({ modelPath });
    const { architecture, name } = model.fileInfo.metadata.general;
    const hasToken = (text: string) => model.tokenize(text, true).length === 1;
    const family = familyOf({ architecture, name: name ?? modelPath, hasToken });
    if (!family) throw new Error(`No model family is known for ${name}; Hearth cannot ask it to fill in.`);
    const contextSize = Math.min(model.trainContextSize, maxContextTokens);
    const context = await model.createContext({ contextSize, sequences: 1, threads: 1 });
    return new Generator(model, context.getSequence(), family, contextSize);
  }

  /** Fills the place in a file, as the server does it: without the blanks before the cursor in the prompt. */
  async generate(path: string, place: Place): Promise<Generation> {
    const omitted = omittedBlanks(place);
    const before = place.before.slice(0, place.before.length - omitted.length);
    await this.#sequence.clearHistory();
    const started = performance.now();
    const pieces: string[] = [];
    const stops = new Set(this.#family.stopTokens.flatMap((stop) => this.#model.tokenize(stop, true)));
    const tokens: Token[] = [];
    let text = "";
    for await (const token of this.#sequence.evaluate(this.#prompt(path, before, place.after), { temperature: 0 })) {
      if (stops.has(token)) break;
      tokens.push(token);
      const longer = withoutOmitted(this.#model.detokenize(tokens), omitted);
      pieces.push(longer.slice(text.length));
      text = longer;
      if (tokens.length >= maxTokens) break;
    }
    return { pieces, ms: performance.now() - started };
  }

  /** As much of the file as fits: three parts before the hole, one part after it. */
  #prompt(path: string, before: string, after: string): Token[] {
    const room = this.#contextTokens - maxTokens - 64;
    const right = this.#model.tokenize(after, false).slice(0, room >> 2);
    const left = this.#model.tokenize(before, false).slice(-(room - right.length));
    const [cutBefore, cutAfter] = [this.#model.detokenize(left), this.#model.detokenize(right)];
    const parts = { repository: "", path, context: [], before: cutBefore, after: cutAfter, typed: "" };
    return infillPrompt(this.#family, parts).segments.flatMap((segment) => this.#tokens(segment));
  }

  #tokens(segment: Segment): Token[] {
    return "special" in segment
      ? this.#model.tokenize(segment.special, true)
      : this.#model.tokenize(segment.text, false);
  }
}
