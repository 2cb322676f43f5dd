import { fieldsOf } from "../../../base/json.ts";
import { Recent } from "../../../base/recent.ts";
import { EngineUnavailable } from "../../engine.ts";
import { harmlessPieces, type Prompt } from "../../prompt.ts";
import type { RemoteHttp } from "../http.ts";

/** Between two keystrokes all texts of a prompt but the last stay as they were. */
const rememberedTexts = 64;

/** The vocabulary of a llama-server, asked over HTTP. */
export class ServerTokens {
  readonly #http: RemoteHttp;
  /** Token ids of control tokens by their text, and the other way round. */
  readonly #control = new Map<string, number>();
  readonly #controlText = new Map<number, string>();
  #beginning: readonly number[] = [];
  readonly #known = new Recent<string, readonly number[]>(rememberedTexts);

  constructor(http: RemoteHttp) {
    this.#http = http;
  }

  /** Finds out which of the texts are tokens of their own, and with what a prompt begins. */
  async open(controlTexts: readonly string[], signal: AbortSignal): Promise<void> {
    this.#beginning = await this.#ask({ content: "", add_special: true }, signal);
    await Promise.all(
      controlTexts.map(async (text) => {
        const [id, ...more] = await this.#ask({ content: text, parse_special: true }, signal);
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

  async ofPrompt({ segments }: Prompt, signal: AbortSignal): Promise<readonly number[]> {
    const parts = segments.map((segment) =>
      "special" in segment ? [this.#required(segment.special)] : this.ofText(segment.text, signal),
    );
    return [...this.#beginning, ...(await Promise.all(parts)).flat()];
  }

  /** The text as tokens of which none is a control token. */
  async ofText(text: string, signal: AbortSignal): Promise<readonly number[]> {
    if (text === "") return [];
    const tokens = this.#known.get(text) ?? (await this.#harmless(text, signal));
    this.#known.set(text, tokens);
    return tokens;
  }

  /** User-defined tokens are found even where no special ones are asked for; then the text is cut inside them. */
  async #harmless(text: string, signal: AbortSignal): Promise<readonly number[]> {
    const tokens = await this.#ask({ content: text, parse_special: false }, signal);
    const found = new Set(tokens.map((id) => this.#controlText.get(id)).filter((each) => each !== undefined));
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

  async #ask(body: object, signal: AbortSignal): Promise<readonly number[]> {
    const { tokens } = fieldsOf(await this.#http.json("/tokenize", signal, body));
    if (!Array.isArray(tokens)) throw new EngineUnavailable("/tokenize was answered without tokens");
    return tokens;
  }
}
