import { Recent } from "../../base/recent.ts";
import type { Insertion } from "./filter.ts";
import type { TextAtCursor } from "./hole.ts";

/** Suggestions kept; the least recently used goes first. */
const maxKept = 50;

/** What was found wrong with a suggestion, and where it stood. */
type Withdrawn = {
  readonly uri: string;
  readonly before: string;
  /** What stands under the cursor's line. */
  readonly below: string;
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
    const { before } = place;
    this.#kept.set(JSON.stringify([uri, before.length, wrong]), { uri, before, below: belowOf(place), wrong });
  }

  has(uri: string, place: TextAtCursor, { text }: Insertion): boolean {
    const { before } = place;
    return this.#kept.newestFirst().some((one) => {
      if (one.uri !== uri || !before.startsWith(one.before) || belowOf(place) !== one.below) return false;
      const typed = before.slice(one.before.length);
      const rest = one.wrong.slice(typed.length);
      return rest !== "" && one.wrong.startsWith(typed) && text.startsWith(rest);
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
