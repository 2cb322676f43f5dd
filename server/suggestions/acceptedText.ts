import { uint32At } from "../../base/at.ts";
import { linesOf } from "../text/lines.ts";

/** A text that was accepted, and the lines in which it or what became of it stands. Zero-based; `endLine` is outside. */
export type AcceptedText = {
  readonly text: string;
  readonly startLine: number;
  readonly endLine: number;
};

/** Characters of accepted texts without blanks, and how many of them stand there still. */
export type Kept = { readonly characters: number; readonly kept: number };

/** Whole lines that others took the place of. */
type ReplacedLines = { readonly startLine: number; readonly endLine: number; readonly newLines: number };

/** To compare more would hold the event loop. */
const mostComparisons = 500_000;

/** What was accepted at a line, before anything happened to it. */
export function acceptedAt(line: number, text: string): AcceptedText {
  return { text, startLine: line, endLine: line + text.split("\n").length };
}

/** The same after lines of its file were replaced. */
export function followed(accepted: AcceptedText, { startLine, endLine, newLines }: ReplacedLines): AcceptedText {
  const lines = newLines - (endLine - startLine);
  if (startLine >= accepted.endLine) return accepted;
  if (endLine <= accepted.startLine) {
    return { ...accepted, startLine: accepted.startLine + lines, endLine: accepted.endLine + lines };
  }
  return {
    ...accepted,
    startLine: Math.min(accepted.startLine, startLine),
    endLine: Math.max(accepted.endLine, endLine) + lines,
  };
}

/**
 * How much of an accepted text stands in its lines of `fileText`: the names, numbers and signs of it that are there in
 * the same order. Blanks do not count, so a formatter takes nothing.
 */
export function keptOf({ text, startLine, endLine }: AcceptedText, fileText: string): Kept {
  const accepted = tokensOf(text);
  const characters = accepted.reduce((sum, { length }) => sum + length, 0);
  const there = tokensOf(linesOf(fileText).slice(startLine, endLine).join("\n"));
  const most = Math.floor(mostComparisons / Math.max(1, accepted.length));
  return { characters, kept: charactersInOrder(accepted, there.slice(0, most)) };
}

function tokensOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]/gu) ?? [];
}

/** The most characters that a common subsequence of two lists of tokens can have. */
function charactersInOrder(a: readonly string[], b: readonly string[]): number {
  let row = new Uint32Array(b.length + 1);
  let next = new Uint32Array(b.length + 1);
  for (const token of a) {
    for (let j = 1; j <= b.length; j++) {
      const both = b[j - 1] === token ? uint32At(row, j - 1) + token.length : 0;
      next[j] = Math.max(both, uint32At(row, j), uint32At(next, j - 1));
    }
    [row, next] = [next, row];
  }
  return uint32At(row, b.length);
}
