/** A decode cannot be interrupted. So a long prompt is fed in chunks that are meant to take no longer than this. */
const chunkMs = 20;
/**
 * The number of tokens in a tile in which llama.cpp attends on a processor (GGML_FA_TILE_Q). It reads the rest row by
 * row. Behind 1,500 others, 64 tokens take less time than 32 do. They take half the time of 63.
 */
const tileTokens = 64;
/** Behind fewer tokens there is little to attend to, and half a tile takes half the time of one. */
const fewTokens = 2 * tileTokens;

/** The speed of a model that was not measured yet. Its first prompts are to be small. */
const unknownTokensPerMs = 0.5;

/** How fast a model reads prompts, as measured, and how much of one it reads at once. */
export class ReadingSpeed {
  readonly #largestChunkTokens: number;
  readonly #isSteady: boolean;
  #tokensPerMs: number | undefined;
  #toldTokensPerMs = unknownTokensPerMs;

  /**
   * `largestChunkTokens` is what the model takes in one decode at most: whole tiles. With `steadyTokensPerSecond` that
   * is the speed, whatever is measured.
   */
  constructor(largestChunkTokens: number, steadyTokensPerSecond?: number) {
    this.#largestChunkTokens = largestChunkTokens;
    this.#isSteady = steadyTokensPerSecond !== undefined;
    if (steadyTokensPerSecond === undefined) return;
    this.#tokensPerMs = steadyTokensPerSecond / 1000;
    this.#toldTokensPerMs = this.#tokensPerMs;
  }

  /**
   * The number of tokens to read at once, of `left` behind those that are `held`. Others need not wait for long then. A
   * part that fills no chunk comes first, where there is least before it to attend to.
   */
  nextChunk(held: number, left: number): number {
    const tiles = Math.floor(((this.#tokensPerMs ?? 0) * chunkMs) / tileTokens);
    const most = Math.max(smallestChunk(held), Math.min(this.#largestChunkTokens, tiles * tileTokens));
    return left % most || most;
  }

  /**
   * The speed as it was last told, unless it has doubled or halved. Prompts are sized by it, and noise must not change
   * them.
   */
  get steadyTokensPerSecond(): number {
    const now = this.#tokensPerMs ?? this.#toldTokensPerMs;
    const change = now / this.#toldTokensPerMs;
    if (change > 2 || change < 1 / 2) this.#toldTokensPerMs = now;
    return this.#toldTokensPerMs * 1000;
  }

  /** The time that so many tokens take in a large chunk; a small one takes no less. */
  leastMs(tokens: number): number {
    return tokens / (this.#tokensPerMs ?? this.#toldTokensPerMs);
  }

  /** True if the measurement counts: short chunks are mostly overhead and say little about the speed. */
  measured(held: number, tokens: number, ms: number): boolean {
    if (this.#isSteady || tokens < smallestChunk(held)) return false;
    const newest = tokens / ms;
    this.#tokensPerMs = this.#tokensPerMs === undefined ? newest : (this.#tokensPerMs + newest) / 2;
    return true;
  }
}

function smallestChunk(held: number): number {
  return held < fewTokens ? tileTokens / 2 : tileTokens;
}
