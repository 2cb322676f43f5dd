import { readBrackets } from "../text/brackets.ts";
import { endings as allEndings } from "./endings.ts";
import type { Ending, Reading, ShapedHole } from "./filter.ts";
import type { NoSuggestionReason } from "./noSuggestionReason.ts";

/** Where a text ends, which ending says so and why; the reason matters only if nothing stands before the end. */
type End = { readonly name: string; readonly offset: number; readonly silence: NoSuggestionReason };

/**
 * Reads generated text left to right, once, and finds where it ends.
 *
 * The end depends only on the text up to the point where it is found. So a stream stopped there, and the same
 * text generated to its last token, leave the same suggestion.
 */
export class Reader {
  readonly #hole: ShapedHole;
  readonly #watchingCharacters: readonly Ending[];
  readonly #watchingLines: readonly Ending[];
  #text = "";
  #newest: Reading;
  #end: End | undefined;

  constructor(hole: ShapedHole, endings: readonly Ending[] = allEndings) {
    this.#hole = hole;
    this.#watchingCharacters = endings.filter(({ watches }) => watches === "characters");
    this.#watchingLines = endings.filter(({ watches }) => watches === "lines");
    const brackets = { ...hole.brackets, open: hole.unclosed };
    this.#newest = { start: 0, line: "", complete: false, lines: [], brackets };
  }

  /** All text read so far. */
  get text(): string {
    return this.#text;
  }

  /** The part of it that is made of complete lines, without the last line end. */
  get completeLines(): string {
    return this.#text.slice(0, Math.max(0, this.#newest.start - 1));
  }

  /** Defined as soon as generation may stop. */
  get end(): End | undefined {
    return this.#end;
  }

  /** Reads the next piece; returns whether the text is complete, so that no more need come. */
  add(piece: string): boolean {
    if (this.#end) return true;
    this.#text += piece.replaceAll("\r", "");
    for (;;) {
      const { start, line } = this.#newest;
      const lineEnd = this.#text.indexOf("\n", start + line.length);
      const complete = lineEnd >= 0;
      this.#newest = { ...this.#newest, line: this.#text.slice(start, complete ? lineEnd : undefined), complete };
      this.#end = this.#ending();
      if (this.#end || !complete) return this.#end !== undefined;
      this.#startLine();
    }
  }

  /** No more text will come: the newest line is complete as it is. */
  finish(): End | undefined {
    this.#newest = { ...this.#newest, complete: true };
    this.#end ??= this.#ending();
    return this.#end;
  }

  #ending(): End | undefined {
    const found = this.#ask(this.#watchingCharacters).sort((a, b) => a.offset - b.offset)[0];
    return found ?? (this.#newest.complete ? this.#ask(this.#watchingLines)[0] : undefined);
  }

  #ask(endings: readonly Ending[]): End[] {
    return endings.flatMap(({ name, end, silence }) => {
      const offset = end(this.#newest, this.#hole);
      return offset === undefined ? [] : [{ name, offset, silence }];
    });
  }

  #startLine(): void {
    const { start, line, lines } = this.#newest;
    const brackets = readBrackets(`${line}\n`, this.#newest.brackets, this.#hole.comments);
    this.#newest = { start: start + line.length + 1, line: "", complete: false, lines: [...lines, line], brackets };
  }
}
