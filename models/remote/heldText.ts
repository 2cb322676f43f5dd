/** An answer as it comes, up to the first stop text. A possible beginning of a stop text is held back. */
export class HeldText {
  readonly #stops: readonly string[];
  #held = "";
  text = "";
  stopped = false;

  constructor(stops: readonly string[]) {
    this.#stops = stops.filter((stop) => stop !== "");
  }

  /** The text that is certain now. */
  add(piece: string): string {
    if (this.stopped) return "";
    const known = this.#held + piece;
    const found = this.#stops.map((stop) => known.indexOf(stop)).filter((at) => at >= 0);
    this.stopped = found.length > 0;
    const until = this.stopped ? Math.min(...found) : known.length - this.#possibleStop(known);
    this.#held = this.stopped ? "" : known.slice(until);
    return this.#release(known.slice(0, until));
  }

  /** The text that was held back when no more comes. */
  flush(): string {
    const rest = this.#held;
    this.#held = "";
    return this.#release(rest);
  }

  #release(text: string): string {
    this.text += text;
    return text;
  }

  /** Length of the longest end of the text with which a stop text begins. */
  #possibleStop(text: string): number {
    const lengths = this.#stops.map((stop) => {
      let length = Math.min(stop.length - 1, text.length);
      while (length > 0 && !text.endsWith(stop.slice(0, length))) length--;
      return length;
    });
    return Math.max(0, ...lengths);
  }
}
