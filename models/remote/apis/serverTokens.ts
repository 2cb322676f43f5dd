import { fieldsOf } from "../../../base/json.ts";
import { Recent } from "../../../base/recent.ts";
import { EngineUnavailable, PromptTooLong } from "../../engine.ts";
import { families } from "../../families.ts";
import { harmlessPieces, type Prompt } from "../../prompt.ts";

/** Between two keystrokes all texts of a prompt but the last stay as they were. */
const rememberedTexts = 64;

/** How one kind of server turns text into tokens. Each of its functions is one request. */
export type Tokenizer = {
  /** What every prompt begins with. */
  readonly beginning: (signal: AbortSignal) => Promise<readonly number[]>;
  /** The tokens of a text in which control tokens are found. */
  readonly withControl: (text: string, signal: AbortSignal) => Promise<readonly number[]>;
  /** The tokens of a text, and the texts of control tokens that are found in it all the same. */
  readonly withoutControl: (
    text: string,
    signal: AbortSignal,
  ) => Promise<{
    readonly tokens: readonly number[];
    readonly found: readonly string[];
  }>;
};

/** The vocabulary of a server, asked over HTTP. */
export class ServerTokens {
  readonly #tokenizer: Tokenizer;
  /** Token ids of control tokens by their text, and the other way round. */
  readonly #control = new Map<string, number>();
  readonly #controlText = new Map<number, string>();
  #beginning: readonly number[] = [];
  readonly #known = new Recent<string, readonly number[]>(rememberedTexts);

  constructor(tokenizer: Tokenizer) {
    this.#tokenizer = tokenizer;
  }

  /** Finds out which of the texts are tokens of their own, and with what a prompt begins. */
  async open(controlTexts: readonly string[], signal: AbortSignal): Promise<void> {
    this.#beginning = await this.#tokenizer.beginning(signal);
    await Promise.all(
      controlTexts.map(async (text) => {
        const [id, ...more] = await this.#tokenizer.withControl(text, signal);
        if (id === undefined || more.length > 0) return;
        this.#control.set(text, id);
        this.#controlText.set(id, text);
      }),
    );
  }

  /** The token with this text, where it is a token of its own. */
  control(text: string): number | undefined {
    return this.#control.get(text);
  }

  isControl(id: number): boolean {
    return this.#controlText.has(id);
  }

  /** All control tokens that are known: none of them belongs into an answer. */
  get controlIds(): readonly number[] {
    return [...this.#controlText.keys()];
  }

  /** Throws PromptTooLong for one of more than `limitTokens`, before the server sees it. */
  async ofPrompt({ segments }: Prompt, limitTokens: number, signal: AbortSignal): Promise<readonly number[]> {
    const parts = segments.map((segment) =>
      "special" in segment ? [this.#required(segment.special)] : this.ofText(segment.text, signal),
    );
    const tokens = [...this.#beginning, ...(await Promise.all(parts)).flat()];
    if (tokens.length > limitTokens) throw new PromptTooLong(tokens.length, limitTokens);
    return tokens;
  }

  /** The text as tokens of which none is a control token. */
  async ofText(text: string, signal: AbortSignal): Promise<readonly number[]> {
    if (text === "") return [];
    const tokens = this.#known.get(text) ?? (await this.#harmless(text, signal));
    this.#known.set(text, tokens);
    return tokens;
  }

  /** Control tokens are found even where none are asked for; then the text is cut inside them. */
  async #harmless(text: string, signal: AbortSignal): Promise<readonly number[]> {
    const { tokens, found: told } = await this.#tokenizer.withoutControl(text, signal);
    const known = tokens.map((id) => this.#controlText.get(id)).filter((each) => each !== undefined);
    const found = new Set([...told, ...known]);
    if (found.size === 0) return tokens;
    const pieces = harmlessPieces(text, [...found]);
    if (pieces.length === 1) return tokens.filter((id) => !this.#controlText.has(id));
    return (await Promise.all(pieces.map((piece) => this.#harmless(piece, signal)))).flat();
  }

  #required(text: string): number {
    const id = this.#control.get(text);
    if (id === undefined)
      throw new EngineUnavailable(`its model has no token ${text}; set infill to the model's family`);
    return id;
  }
}

/** The list of tokens in an answer of `/tokenize`. Throws EngineUnavailable. */
export function tokensIn(answer: unknown): readonly number[] {
  const { tokens } = fieldsOf(answer);
  if (!Array.isArray(tokens)) throw new EngineUnavailable("/tokenize was answered without tokens");
  return tokens;
}

/** Text must never become the control tokens of a family or of a chat's template. */
export const controlTexts: readonly string[] = [
  ...new Set(families.flatMap((family) => [...family.tokens, ...family.stopTokens])),
  "<|im_start|>",
  "<|im_end|>",
];
