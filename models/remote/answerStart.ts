/**
 * Takes away the given beginning of an answer, since the caller has that already. Text is held back for as long as it
 * may be the beginning. An answer that begins otherwise is left as it is.
 */
export class AnswerStart {
  readonly #start: string;
  #held: string | undefined = "";

  constructor(start: string) {
    this.#start = start.trim();
  }

  /** The text that is not the told beginning. */
  without(piece: string): string {
    if (this.#held === undefined) return piece;
    this.#held += piece;
    const known = this.#held.trimStart();
    if (known.length < this.#start.length && this.#start.startsWith(known)) return "";
    return this.#decide(known.startsWith(this.#start) ? known.slice(this.#start.length) : this.#held);
  }

  /** The text that is held when no more comes. */
  rest(): string {
    return this.#held === undefined ? "" : this.#decide(this.#held);
  }

  #decide(text: string): string {
    this.#held = undefined;
    return text;
  }
}
