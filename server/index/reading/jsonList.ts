/**
 * Takes a list of objects in JSON apart as its text comes in, so that one of many megabytes is never parsed in one go.
 * Throws a SyntaxError that names the line where the text is no such list.
 */
export class JsonList {
  #line = 1;
  /** Brackets around this place: 1 in the list, 2 in an object of it. */
  #depth = 0;
  #isString = false;
  #isEscaped = false;
  #isEnded = false;
  /** The beginning of an object that is not complete yet. */
  #begun = "";

  /** The objects that this part of the text completes. */
  push(part: string): unknown[] {
    const found: unknown[] = [];
    let start = 0;
    for (let at = 0; at < part.length; at++) {
      const depth = this.#depth;
      this.#read(part[at] as string);
      if (depth === 1 && this.#depth === 2) start = at;
      if (depth !== 2 || this.#depth !== 1) continue;
      found.push(this.#parsed(this.#begun + part.slice(start, at + 1)));
      this.#begun = "";
    }
    if (this.#depth > 1) this.#begun += part.slice(start);
    return found;
  }

  /** Says that the text is over. */
  end(): void {
    if (!this.#isEnded) throw new SyntaxError(`it ends in line ${this.#line} before its list does`);
  }

  #read(character: string): void {
    if (character === "\n") this.#line++;
    if (this.#isEscaped) this.#isEscaped = false;
    else if (this.#isString) {
      if (character === '"') this.#isString = false;
      else if (character === "\\") this.#isEscaped = true;
    } else if (this.#depth < 2) this.#readOutside(character);
    else if (character === '"') this.#isString = true;
    else if (character === "{" || character === "[") this.#depth++;
    else if (character === "}" || character === "]") this.#depth--;
  }

  /** What is in no object: the list's own brackets, commas and blanks. */
  #readOutside(character: string): void {
    if (/[\s\uFEFF]/.test(character)) return;
    if (this.#depth === 0 && character === "[" && !this.#isEnded) this.#depth = 1;
    else if (this.#depth === 1 && character === "{") this.#depth = 2;
    else if (this.#depth === 1 && character === "]") {
      this.#depth = 0;
      this.#isEnded = true;
    } else if (this.#depth === 0 || character !== ",") throw this.#fault();
  }

  #parsed(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch {
      throw this.#fault(); // whoever asked logs it
    }
  }

  #fault(): SyntaxError {
    return new SyntaxError(`line ${this.#line} is not as JSON wants it`);
  }
}
