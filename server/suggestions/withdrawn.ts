import { Recent } from "../../base/recent.ts";
import { textHash } from "../context/hash.ts";
import type { Insertion } from "./filter.ts";
import type { TextAtCursor } from "./hole.ts";

/** Suggestions kept; the least recently used goes first. */
const maxKept = 50;

/** What was found wrong with a suggestion, and where it stood. */
type Withdrawn = {
  readonly uri: string;
  readonly offset: number;
  /** The hash of what stands before it, and of what stands under its line: the texts are large. */
  readonly before: number;
  readonly below: number;
  /** The suggestion up to the end of the line that is wrong. */
  readonly wrong: string;
};

/**
 * Suggestions that are not to be shown again, as long as the text around them stays. A longer one that begins alike is as
 * wrong, and so is the rest of one that is being typed.
 */
export class WithdrawnSuggestions {
  readonly #kept = new Recent<string, Withdrawn>(maxKept);

  /** `wrongAt` is the offset in the suggestion's text where it is wrong. */
  add(uri: string, place: TextAtCursor, { text }: Insertion, wrongAt: number): void {
    const end = text.indexOf("\n", wrongAt);
    const wrong = end < 0 ? text : text.slice(0, end);
    const [offset, before, below] = [place.before.length, textHash(place.before), textHash(belowOf(place))];
    this.#kept.set(JSON.stringify([uri, offset, wrong]), { uri, offset, before, below, wrong });
  }

  has(uri: string, place: TextAtCursor, { text }: Insertion): boolean {
    const { before } = place;
    return this.#kept.newestFirst().some((one) => {
      if (one.uri !== uri || before.length < one.offset) return false;
      const typed = before.slice(one.offset);
      const rest = one.wrong.slice(typed.length);
      if (rest === "" || !one.wrong.startsWith(typed) || !text.startsWith(rest)) return false;
      return textHash(before.slice(0, one.offset)) === one.before && textHash(belowOf(place)) === one.below;
    });
  }
}

/** The lines of a suggestion before the one that is wrong; undefined where that is the first. */
export function linesBefore({ text }: Insertion, wrongAt: number): string | undefined {
  const end = text.lastIndexOf("\n", Math.max(0, wrongAt - 1));
  const lines = text.slice(0, Math.max(0, end));
  return lines.trim() === "" ? undefined : lines;
}

function belowOf({ after, lineAfter }: TextAtCursor): string {
  return after.slice(lineAfter.length);
}
