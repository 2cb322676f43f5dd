import { getLlama, LlamaLogLevel, type LlamaModel } from "node-llama-cpp";
import { CancellationTokenSource } from "vscode-languageserver/node";
import type { Generation, LoadedModel } from "../../../models/engine.ts";
import { familyNamed } from "../../../models/families.ts";
import { infillPrompt, type ModelFamily } from "../../../models/family.ts";
import { EngineClient } from "../../../models/local/client.ts";
import type { HostSettings } from "../../../models/local/protocol.ts";
import { loaded } from "../../process/engines.ts";
import { BadInput } from "./badInput.ts";
import { type Cut, cutFile } from "./cutFile.ts";

/** What the bare model wrote, and what that cost. */
export type BareAnswer = Pick<Generation, "promptTokens" | "evaluatedTokens"> & {
  /** All of it, or the first line of it without its end. */
  readonly text: string;
  readonly generatedTokens: number;
  readonly ms: number;
};

export type BareQuestion = Cut & {
  readonly path: string;
  /** Tokens of the whole prompt; the file is cut to them. */
  readonly promptTokens: number;
  readonly maxTokens: number;
  readonly firstLineOnly: boolean;
};

const longestMs = 600_000;

/**
 * The same model without Hearth: the family's own single-file prompt with the hole at the cursor, temperature 0, no
 * workspace, no filters. It is asked in the same host as the server, so the weights are in memory once. The host heals
 * the word at the end of a prompt for both; a prompt that ends with a control token has no such word.
 */
export class BareModel {
  readonly model: LoadedModel;
  readonly #engine: EngineClient;
  readonly #family: ModelFamily;
  readonly #vocabulary: LlamaModel;
  readonly #counts = new Map<string, number>();
  readonly #dispose: () => Promise<void>;

  private constructor(
    engine: EngineClient,
    model: LoadedModel,
    family: ModelFamily,
    vocabulary: LlamaModel,
    dispose: () => Promise<void>,
  ) {
    this.#engine = engine;
    this.model = model;
    this.#family = family;
    this.#vocabulary = vocabulary;
    this.#dispose = dispose;
  }

  /** Starts the host of these settings, or joins it. Throws BadInput where the model cannot fill in the middle. */
  static async open(settings: HostSettings): Promise<BareModel> {
    const engine = new EngineClient(settings, "evaluation", () => {});
    const model = await loaded(engine).catch((error: Error) => {
      throw new BadInput(`the model cannot be used: ${error.message}`);
    });
    const family = model.family === null ? undefined : familyNamed(model.family);
    if (!family)
      throw new BadInput(`${settings.model} is of no family that Hearth knows; it cannot fill in the middle`);
    const llama = await getLlama({ build: "never", gpu: false, logLevel: LlamaLogLevel.error });
    const vocabulary = await llama.loadModel({ modelPath: settings.model, vocabOnly: true });
    return new BareModel(engine, model, family, vocabulary, () => llama.dispose());
  }

  async ask({ path, before, after, promptTokens, maxTokens, firstLineOnly }: BareQuestion): Promise<BareAnswer> {
    const cut = cutFile({ before, after }, promptTokens - this.#overhead(path), (text) => this.countTokens(text));
    const parts = { repository: "", path, context: [], ...cut, typed: "" };
    const cancel = new CancellationTokenSource();
    let text = "";
    let pieces = 0;
    const onText = (piece: string) => {
      if (cancel.token.isCancellationRequested) return;
      text += piece;
      pieces++;
      if (firstLineOnly && text.includes("\n")) cancel.cancel();
    };
    const startedMs = performance.now();
    const generation = await this.#engine.generate(
      {
        prompt: infillPrompt(this.#family, parts),
        priority: "typing",
        subject: "bare",
        maxTokens,
        maxMs: longestMs,
        temperature: 0,
      },
      onText,
      cancel.token,
    );
    const whole = firstLineOnly ? text : generation.text;
    return {
      text: firstLineOnly ? (whole.split("\n", 1)[0] as string).replace(/\r$/, "") : whole,
      promptTokens: generation.promptTokens,
      evaluatedTokens: generation.evaluatedTokens,
      // What was written while the cancel was on its way would be another number each time.
      generatedTokens: firstLineOnly ? pieces : generation.generatedTokens,
      ms: performance.now() - startedMs,
    };
  }

  /** Lines come again and again, and are counted once. */
  countTokens(text: string): number {
    const known = this.#counts.get(text);
    if (known !== undefined) return known;
    const count = this.#vocabulary.tokenize(text, false).length;
    this.#counts.set(text, count);
    return count;
  }

  async dispose(): Promise<void> {
    this.#engine.dispose();
    await this.#dispose();
  }

  /** Control tokens, and the path where the family writes one. */
  #overhead(path: string): number {
    const parts = { repository: "", path, context: [], before: "", after: "", typed: "" };
    const segments = this.#family.infill(parts);
    return segments.reduce((sum, each) => sum + ("special" in each ? 1 : this.countTokens(each.text)), 0);
  }
}
