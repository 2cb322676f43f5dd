/** A decode cannot be interrupted, so the prompt is fed in chunks that are meant to take no longer than this. */
const chunkMs = 20;
/**
 * Smaller chunks cost more than they free: the weights are read once for each. On a slow processor, 16 tokens take two
 * thirds of the time of 32, and a prompt 40 % longer.
 */
const smallestChunkTokens = 32;

/** How fast a model reads prompts, as measured; one of unknown speed is taken for a slow one. */
export class ReadingSpeed {
  readonly #largestChunkTokens: number;
  #tokensPerMs = smallestChunkTokens / chunkMs;
  #toldTokensPerMs = this.#tokensPerMs;

  /** `largestChunkTokens` is what the model takes in one decode at most. */
  constructor(largestChunkTokens: number) {
    this.#largestChunkTokens = largestChunkTokens;
  }

  /** How much to read at once, so that others need not wait for long. */
  get chunkTokens(): number {
    const wanted = Math.round(this.#tokensPerMs * chunkMs);
    return Math.max(smallestChunkTokens, Math.min(this.#largestChunkTokens, wanted));
  }

  /** The speed as it was last told, unless it has doubled or halved: prompts are sized by it, and noise must not change them. */
  get steadyTokensPerSecond(): number {
    const change = this.#tokensPerMs / this.#toldTokensPerMs;
    if (change > 2 || change < 1 / 2) this.#toldTokensPerMs = this.#tokensPerMs;
    return this.#toldTokensPerMs * 1000;
  }

  measured(tokens: number, ms: number): void {
    // Short chunks are mostly overhead and say little about the speed.
    if (tokens < smallestChunkTokens) return;
    this.#tokensPerMs += (tokens / ms - this.#tokensPerMs) / 2;
  }
}
