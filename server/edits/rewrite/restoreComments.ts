import { indentationOf, isBlank, lineNumberAt, lineStarts } from "../../text/lines.ts";
import { type Comment, lostComments, withoutComment } from "../comments.ts";
import { type Draft, drafted } from "../draft.ts";
import { diffLines } from "../lines.ts";
import type { Original } from "../original.ts";

/**
 * The draft with the comments that the answer left out, where the very line of code stands that they stood above or
 * behind. Small models write code without its comments however they are told.
 */
export async function withOwnComments(draft: Draft, original: Original): Promise<Draft> {
  const lost = lostComments(draft, original);
  if (lost.length === 0) return draft;
  const region = draft.text.slice(draft.start, draft.end).replaceAll("\r\n", "\n");
  const restored = new Restoring(original, region).withComments(lost);
  if (restored === region) return draft;
  return drafted(original, restored, [draft.from, draft.to], draft.warnings);
}

/** Lines that a lost comment fills, first and last. */
type Filled = { readonly comment: Comment; readonly first: number; readonly last: number };

class Restoring {
  readonly #original: Original;
  readonly #old: readonly string[];
  readonly #now: string[];
  /** Where lines of the original stand now. */
  readonly #nowAt: ReadonlyMap<number, number>;
  readonly #above = new Map<number, string[]>();
  readonly #below = new Map<number, string[]>();

  constructor(original: Original, region: string) {
    this.#original = original;
    this.#old = original.region.split("\n");
    this.#now = region.split("\n");
    const code = (lines: readonly string[]) => lines.map((line) => withoutComment(line) || line.trim());
    const pairs = diffLines(code(this.#old), code(this.#now));
    this.#nowAt = new Map(pairs.map(({ oldIndex, newIndex }) => [oldIndex, newIndex]));
  }

  withComments(lost: readonly Comment[]): string {
    const { text, regionStart } = this.#original;
    const starts = lineStarts(text);
    const regionLine = lineNumberAt(starts, regionStart);
    const placed = lost.map((comment) => ({
      comment,
      first: lineNumberAt(starts, comment.start) - regionLine,
      last: lineNumberAt(starts, Math.max(comment.start, comment.end - 1)) - regionLine,
    }));
    const whole = placed.filter((one) => this.#fillsItsLines(one));
    const isFilled = (line: number) => whole.some(({ first, last }) => first <= line && line <= last);
    for (const one of placed) {
      if (!whole.includes(one)) this.#putBehind(one);
      else if (one.comment.isDocstring) this.#putBelow(one, isFilled);
      else this.#putAbove(one, isFilled);
    }
    return this.#now
      .flatMap((line, i) => [...(this.#above.get(i) ?? []), line, ...(this.#below.get(i) ?? [])])
      .join("\n");
  }

  #fillsItsLines({ comment, first, last }: Filled): boolean {
    const written = this.#old
      .slice(first, last + 1)
      .join("\n")
      .trim();
    return written === comment.text.replaceAll("\r\n", "\n").trim();
  }

  #putAbove({ first, last }: Filled, isFilled: (line: number) => boolean): void {
    const below = this.#old.findIndex((line, i) => i > last && !isBlank(line) && !isFilled(i));
    const at = this.#nowAt.get(below);
    if (at === undefined) return;
    put(this.#above, at, this.#moved(first, last, indentationOf(this.#now[at] ?? "")));
  }

  #putBelow({ first, last }: Filled, isFilled: (line: number) => boolean): void {
    const above = this.#old.findLastIndex((line, i) => i < first && !isBlank(line) && !isFilled(i));
    const at = this.#nowAt.get(above);
    const deeper = indentationOf(this.#old[first] ?? "").slice(indentationOf(this.#old[above] ?? "").length);
    if (at === undefined) return;
    put(this.#below, at, this.#moved(first, last, indentationOf(this.#now[at] ?? "") + deeper));
  }

  /** Only where the line of code stands once, since it is not known which of two the comment was about. */
  #putBehind({ first, last }: Filled): void {
    const line = this.#old[first];
    if (first !== last || line === undefined) return;
    const code = withoutComment(line);
    const places = this.#now.flatMap((now, i) => (now.trim() === code ? [i] : []));
    const [at] = places;
    if (code === "" || at === undefined || places.length > 1) return;
    this.#now[at] = indentationOf(this.#now[at] ?? "") + line.trim();
  }

  #moved(first: number, last: number, indentation: string): string[] {
    const lines = this.#old.slice(first, last + 1);
    const own = indentationOf(lines[0] ?? "");
    return lines.map((line) => (isBlank(line) ? line : indentation + line.slice(own.length)));
  }
}

function put(places: Map<number, string[]>, at: number, lines: readonly string[]): void {
  places.set(at, [...(places.get(at) ?? []), ...lines]);
}
