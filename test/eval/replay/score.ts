import { diffWordsWithSpace } from "diff";
import { editDistance } from "../../../server/text/distance.ts";
import type { Place } from "./places.ts";

/** A text for the cursor's place, and how many characters right of the cursor it replaces. */
export type Offered = { readonly text: string; readonly replaceAfter: number };

/** How what was offered compares with what the commit has. Every blank counts. */
export type Score = {
  readonly isShown: boolean;
  /** The line becomes the commit's to its last character. Where nothing more was typed: nothing is shown. */
  readonly isLineExact: boolean;
  /** All lines of it are the commit's. */
  readonly isWholeExact: boolean;
  /** Share of its characters, in words, that the commit keeps; null where nothing is shown. */
  readonly kept: number | null;
  /** Of the rest of the line, 1 being the same; 0 where nothing is shown. */
  readonly similarity: number;
};

/** A suggestion is held against so many more lines of the commit than it has itself. */
const moreLines = 3;
const comparedCharacters = 1000;

export function scoreOf(offered: Offered | null, { kind, rest, lineAfter, following }: Place): Score {
  const isQuiet = kind === "quiet";
  if (!offered || offered.text === "") {
    return { isShown: false, isLineExact: isQuiet, isWholeExact: isQuiet, kept: null, similarity: isQuiet ? 1 : 0 };
  }
  const result = offered.text + lineAfter.slice(offered.replaceAfter);
  const line = result.split("\n", 1)[0] as string;
  const target = rest + lineAfter;
  const future = [target, ...following].join("\n");
  return {
    isShown: true,
    isLineExact: !isQuiet && line === target,
    isWholeExact: !isQuiet && `${future}\n`.startsWith(`${result}\n`),
    kept: keptShare(offered.text, future),
    similarity: isQuiet ? 0 : similarity(line, target),
  };
}

function similarity(a: string, b: string): number {
  const [left, right] = [a.slice(0, comparedCharacters), b.slice(0, comparedCharacters)];
  return 1 - editDistance(left, right) / Math.max(1, left.length, right.length);
}

function keptShare(text: string, future: string): number {
  const lines = text.split("\n").length + moreLines;
  const held = future.split("\n").slice(0, lines).join("\n");
  const same = diffWordsWithSpace(text, held).filter(({ added, removed }) => !added && !removed);
  return Math.min(1, same.reduce((sum, { value }) => sum + value.length, 0) / text.length);
}
