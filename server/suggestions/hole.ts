import type { Language } from "../../grammars/language.ts";
import type { Cursor } from "../context/cursor.ts";
import { marksOf } from "../languages/marks.ts";
import type { TextFormat } from "../languages/texts/format.ts";
import {
  type BracketState,
  noBrackets,
  type Opener,
  readBrackets,
  readBracketsByLayout,
  unclosedBrackets,
} from "../text/brackets.ts";
import { indentationWidth } from "../text/indentation.ts";
import type { Marks } from "../text/inside.ts";
import { belowLine, firstWrittenLines, isBlank, lastWrittenLine } from "../text/lines.ts";
import { readingStart } from "../text/readingStart.ts";

/** The text around the cursor: suggestions need no more of it. */
export type TextAtCursor = Pick<Cursor, "before" | "after" | "lineBefore" | "lineAfter">;

/** A place to be filled, and what every filter wants to know about it. */
export type Hole = TextAtCursor & {
  /** Undefined where Hearth has no grammar: then indentation and brackets alone decide. */
  readonly language: Language | undefined;
  readonly comments: Marks;
  /** What is known of a text that is no program. */
  readonly format?: TextFormat;
  /** The line below which the text goes on that this one stands in: the end of a fence, of a script. */
  readonly embeddingBegins?: RegExp;
  /** The text from the line below the cursor on, and as much of it as brackets are read in. */
  readonly below: string;
  readonly nearBelow: string;
  /** The nearest written line above the cursor's line, and the nearest below it; "" where there is none. */
  readonly previousLine: string;
  readonly nextLine: string;
  /** The string or comment that the cursor stands in, or code, and every bracket open there. */
  readonly brackets: BracketState;
  /**
   * The open brackets that a suggestion may close, outermost first. One is what is not closed at all. The other is what
   * is closed only right of the cursor, where the suggestion may take the closer's place.
   */
  readonly unclosed: readonly Opener[];
};

const lookAheadCharacters = 20_000;
const mostStrays = 1000;
/** So much below the cursor tells whether a string above it was left open. */
const lookBeyondCharacters = 4_000;

export function holeAt(place: TextAtCursor, language: Language | undefined, format?: TextFormat): Hole {
  const { before, after, lineBefore, lineAfter } = place;
  const comments = format?.marks ?? marksOf(language);
  const below = after.slice(belowLine(after, lineAfter.length));
  const nearBelow = below.slice(0, lookAheadCharacters);
  const beyond = after.slice(0, lookBeyondCharacters);
  const brackets = readThrough(before.slice(readingStart(before)), noBrackets, comments, (text, from, marks, at) =>
    readBracketsByLayout(text, from, marks, at, beyond),
  );
  return {
    before,
    after,
    lineBefore,
    lineAfter,
    language,
    comments,
    ...(format && { format }),
    below,
    nearBelow,
    previousLine: lastWrittenLine(before.slice(0, before.length - lineBefore.length)),
    nextLine: firstWrittenLines(below, 1)[0] ?? "",
    brackets,
    unclosed: unclosedAt(brackets, lineAfter, nearBelow, comments),
  };
}

/**
 * Reads on behind a stray closer of code that closes more than it opens. A text that does so all the time is no code.
 */
function readThrough(text: string, start: BracketState, comments: Marks, reader: typeof readBrackets): BracketState {
  let from = start;
  let at = 0;
  for (let strays = 0; strays < mostStrays; strays++) {
    const reading = reader(text, from, comments, at);
    if (reading.unmatched === undefined) return reading;
    at = reading.unmatched + 1;
    from = reading;
  }
  return noBrackets;
}

function unclosedAt(state: BracketState, right: string, below: string, comments: Marks): readonly Opener[] {
  const atLineEnd = readThrough(right.slice(0, lookAheadCharacters), state, comments, readBrackets);
  const unclosed = unclosedBrackets(atLineEnd, below, comments);
  return state.open.filter((opener) => unclosed.includes(opener) || !atLineEnd.open.includes(opener));
}

/** True if the cursor stands in a line of its own, with nothing written left of it. */
export function onBlankLine(hole: Pick<TextAtCursor, "lineBefore">): boolean {
  return isBlank(hole.lineBefore);
}

/**
 * True if a line written below the cursor's is outside of the block that is written in: on a line of its own that of this
 * line, behind other code the one that its statement begins. `lines` are those written before it.
 */
export function isOutside(line: string, lines: readonly string[], hole: Hole): boolean {
  const inside = indentationWidth(hole.lineBefore + (lines[0] ?? ""));
  const width = indentationWidth(line);
  return onBlankLine(hole) ? width < inside : width <= inside;
}
