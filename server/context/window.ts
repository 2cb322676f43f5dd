import { belowLine, lineEnd, lineStart } from "../text/lines.ts";

/** The part of the cursor's own file in a prompt, in offsets: `start` to the cursor, and `suffixStart` to `end`. */
export type Window = { readonly start: number; readonly suffixStart: number; readonly end: number };

export type WindowSize = { readonly prefixCharacters: number; readonly suffixCharacters: number };

/** The start moves on only once the prefix is this much too long: until then the model's cache holds. */
export const prefixSlack = 1.33;

/**
 * The window around an offset. It starts at the start of a line and ends at the end of one. The suffix starts at the
 * end of the cursor's line unless something is written right of the cursor. Closing brackets that an editor puts there
 * come and go with every key.
 */
export function windowAt(text: string, offset: number, size: WindowSize, previousStart?: number): Window {
  const suffixStart = suffixStartAt(text, offset);
  return {
    start: startAt(text, offset, size.prefixCharacters, previousStart),
    suffixStart,
    end: endAt(text, suffixStart, size),
  };
}

function startAt(text: string, offset: number, characters: number, previous: number | undefined): number {
  if (previous !== undefined && previous <= offset && offset - previous <= prefixSlack * characters) return previous;
  if (offset <= characters) return 0;
  const cut = offset - characters;
  const line = lineStart(text, cut);
  const next = line === cut ? cut : belowLine(text, cut);
  return next > offset ? cut : afterBlankLine(text, next, offset);
}

/** The line after the next blank one, if there is one in the first eighth. It is a better place to start reading. */
function afterBlankLine(text: string, start: number, offset: number): number {
  const near = text.slice(start, start + Math.floor((offset - start) / 8));
  const blank = /\n[ \t]*\r?\n(?=\S)/.exec(near);
  return blank ? start + blank.index + blank[0].length : start;
}

function suffixStartAt(text: string, offset: number): number {
  const end = lineEnd(text, offset);
  return /\w/.test(text.slice(offset, end)) ? offset : end;
}

function endAt(text: string, start: number, { suffixCharacters }: WindowSize): number {
  const limit = start + suffixCharacters;
  if (limit >= text.length) return text.length;
  const end = lineStart(text, limit);
  return end > start ? end : Math.min(limit, lineEnd(text, start));
}
