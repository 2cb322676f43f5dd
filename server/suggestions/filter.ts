import type { BracketState } from "../text/brackets.ts";
import type { Hole } from "./hole.ts";
import type { NoSuggestionReason } from "./noSuggestionReason.ts";

/** A text for the cursor's place: what endings and filters work on. */
export type Insertion = {
  readonly text: string;
  /** Characters right of the cursor, on its line, that the text replaces; 0 is a pure insertion. */
  readonly replaceAfter: number;
};

/** How much is asked for: the rest of a line, or all lines of a block. */
export type SuggestionShape = "line" | "block";

/** A hole whose shape is decided. */
export type ShapedHole = Hole & {
  readonly shape: SuggestionShape;
  /** Most lines that the user wants to be suggested; undefined for as many as the shape says. */
  readonly maxLines?: number | undefined;
};

/** Looks at a whole suggestion: returns it, a better one, or why there should be none. Pure. */
export type Filter = (suggestion: Insertion, hole: ShapedHole) => Insertion | NoSuggestionReason;

/** The newest line of a text that is being generated. Lines end with \n. */
export type Reading = {
  /** Where the line starts in the text. */
  readonly start: number;
  /** The line as far as it has come; the first of a text continues the cursor's line. */
  readonly line: string;
  /** True if nothing more comes on this line. */
  readonly complete: boolean;
  /** The lines before it. */
  readonly lines: readonly string[];
  /** The brackets open where the line starts; of those open at the cursor, only the ones left to close. */
  readonly brackets: BracketState;
};

/**
 * Says where generated text ends, so that generation can stop there. The end is an offset into the text, or undefined
 * to read on.
 *
 * One that watches characters is asked with each piece. It must keep to its answer whatever comes next on the line. One
 * that watches lines is asked once about each complete line.
 */
export type Ending = {
  readonly name: string;
  readonly watches: "characters" | "lines";
  /** Why there is no suggestion if it ends before it began. */
  readonly silence: NoSuggestionReason;
  readonly end: (reading: Reading, hole: ShapedHole) => number | undefined;
};

/** The line as it will stand in the file: the first one together with what is left of the cursor. */
export function writtenLine({ line, lines }: Pick<Reading, "line" | "lines">, hole: Hole): string {
  return lines.length === 0 ? hole.lineBefore + line : line;
}
