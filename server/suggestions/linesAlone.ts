import { elementAt } from "../../base/at.ts";
import type { Language } from "../../grammars/language.ts";
import type { LineFrames } from "../languages/language.ts";
import { rulesOf } from "../languages/languages.ts";
import { parse } from "../languages/parse.ts";
import { type BracketState, noBrackets, readBrackets } from "../text/brackets.ts";
import { longEnds, openingOf } from "../text/inside.ts";
import { indentationOf, isBlank, lineEnd } from "../text/lines.ts";
import type { Insertion } from "./filter.ts";
import { type Hole, onBlankLine } from "./hole.ts";

/**
 * True if the cursor's line and the suggestion are sound when looked at without the rest of the file. It is for a file
 * in which other lines are half-written, too. A parser that has lost its way above says nothing about this line.
 *
 * Brackets that the lines close are opened in front of them. Those that they leave open are closed behind them. The
 * result has to parse as one of the things that may stand in a file. Where these are not known, nothing is found to be
 * wrong.
 */
export function standAlone(language: Language, hole: Hole, { text, replaceAfter }: Insertion): boolean {
  const { lineBefore, lineAfter } = hole;
  const frames = rulesOf(language).lineFrames;
  if (!frames) return true;
  const lines = dedented(lineBefore + text + lineAfter.slice(replaceAfter), hole);
  const inside = insideAtLineStart(hole);
  const { strays, closers, isBeyond } = missing(lines, inside, hole);
  if (isBeyond && closesTooMuch(text, hole)) return false;
  const begun = openingOf(inside) + lines;
  const goesOn = continuesBelow(hole, lines);
  for (const opened of openings(strays, frames)) {
    for (const [before, after] of frames.around(language)) {
      const whole = `${before}${opened}${begun}`;
      if (parses(language, `${whole}${closers}${after}\n`)) return true;
      if (goesOn && parses(language, `${whole} x${closers}${after}\n`)) return true;
    }
  }
  return false;
}

function parses(language: Language, text: string): boolean {
  return parse(language, text)?.rootNode.hasError === false;
}

/** The lines without the indentation that they have in common. At the start of a file it is an error in Python. */
function dedented(written: string, hole: Hole): string {
  const indent = onBlankLine(hole) ? indentationOf(written) : indentationOf(hole.lineBefore);
  if (indent === "") return written;
  return written
    .split("\n")
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()))
    .join("\n");
}

type Missing = {
  /** The closers in the lines that close nothing there. */
  readonly strays: readonly string[];
  /** The closers of what they leave open. */
  readonly closers: string;
  /** A line below the cursor's closes what was opened above. */
  readonly isBeyond: boolean;
};

function missing(lines: string, inside: BracketState["inside"], { comments }: Hole): Missing {
  const strays: string[] = [];
  const firstEnd = lineEnd(lines, 0);
  let isBeyond = false;
  let reading = readBrackets(lines, { ...noBrackets, inside }, comments);
  while (reading.unmatched !== undefined && strays.length < 10) {
    strays.push(elementAt(lines, reading.unmatched));
    isBeyond ||= reading.unmatched > firstEnd;
    reading = readBrackets(lines, reading, comments, reading.unmatched + 1);
  }
  const brackets = reading.open.map(({ close }) => close).reverse();
  const closers = (longEnds[reading.inside] ?? "") + brackets.join("");
  // On a line of its own, because the last of the lines may end in a comment.
  return { strays, closers: closers === "" ? "" : `\n${closers}`, isBeyond };
}

/**
 * The string, comment or code that the cursor's line begins in. From it the line's text leads to what the cursor stands
 * in.
 */
function insideAtLineStart({ lineBefore, brackets, comments }: Hole): BracketState["inside"] {
  const candidates = ["code", ...Object.keys(longEnds)] as BracketState["inside"][];
  const leads = (inside: BracketState["inside"]) =>
    readBrackets(lineBefore, { ...noBrackets, inside }, comments).inside === brackets.inside;
  return candidates.find(leads) ?? "code";
}

/**
 * True if a text closes a block around the cursor that the file closes. Only the whole file can say that to be right.
 */
function closesTooMuch(text: string, { brackets, unclosed, comments }: Hole): boolean {
  return readBrackets(text, { ...brackets, open: unclosed }, comments).unmatched !== undefined;
}

/** Every way to open what the lines close, the outermost bracket first. */
function openings(strays: readonly string[], { openers }: LineFrames): string[] {
  return strays.reduce<string[]>(
    (inner, stray) => {
      const ways = openers[stray] ?? [];
      return ways.flatMap((way) => inner.map((rest) => way + rest)).slice(0, 16);
    },
    [""],
  );
}

/** The next line is part of the same statement: the lines may end in the middle of it. */
function continuesBelow({ nextLine, lineBefore }: Hole, lines: string): boolean {
  if (isBlank(nextLine)) return false;
  const isDeeper = indentationOf(nextLine).length > indentationOf(lineBefore).length;
  return isDeeper && !/[{:;]\s*$/.test(lines);
}
