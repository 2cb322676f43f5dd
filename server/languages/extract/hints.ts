/** Where a text may hold something worth finding, in order, matched only as far as a walk asks. */
export class Hints {
  readonly #text: string;
  /** Its own, since it remembers how far it has looked, and several walks may be under way. */
  readonly #pattern: RegExp;
  /** Those met so far, in order; an infinite one at the end of the text. */
  readonly #met: number[] = [];
  #next = 0;

  /** Takes the matches of a sticky or global `pattern` from `from` on, see `Rules.hints`. */
  constructor(pattern: RegExp, text: string, from: number) {
    this.#text = text;
    // A match may have begun a little earlier than what it hints at.
    this.#pattern = new RegExp(pattern);
    this.#pattern.lastIndex = Math.max(0, text.lastIndexOf("\n", text.lastIndexOf("\n", from - 1) - 1));
  }

  /** The next hint, or one of those after it; infinite where there is none. */
  peek(ahead = 0): number {
    const at = this.#next + ahead;
    while (this.#met.length <= at) this.#met.push(this.#match());
    return this.#met[at] as number;
  }

  /** Passes over the hints before an offset. */
  drop(until: number): void {
    while (this.peek() < until) this.#next++;
  }

  #match(): number {
    if (this.#met.at(-1) === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
    const pattern = this.#pattern;
    while (pattern.test(this.#text)) {
      const last = pattern.lastIndex - 1;
      if (this.#text.charCodeAt(last) !== closingParenthesis) return last;
    }
    return Number.POSITIVE_INFINITY;
  }
}

const closingParenthesis = 41;
