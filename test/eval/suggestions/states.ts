import { isBlank, lineEnd, lineStart } from "../../../server/text/lines.ts";
import type { Cut } from "./holes.ts";

/**
 * How the file looks around the cursor. `whole`: as it was committed. `unfinished`: lines near the cursor, above and
 * below, are half-written. `growing`: it is being written from top to bottom, and nothing is below the cursor's line
 * but the closers that editors put there.
 */
export const fileStates = ["whole", "unfinished", "growing"] as const;
export type FileState = (typeof fileStates)[number];

/** So many lines are half-written on each side of the cursor, among so many near it. */
const unfinishedLines = 2;
const nearLines = 15;

/** The same cut in the file as it looks while it is written. */
export function inState(cut: Cut, state: FileState): Cut {
  if (state === "whole") return cut;
  const { text, start, end } = cut;
  const [above, below] = [lineStart(text, start), lineEnd(text, end)];
  const changed = (before: string, after: string): Cut => {
    const moved = before.length - above;
    const all = before + text.slice(above, below) + after;
    return { ...cut, text: all, start: start + moved, end: end + moved };
  };
  if (state === "growing") return changed(text.slice(0, above), closersBelow(text, below, cut));
  const seed = start;
  return changed(
    unfinished(text.slice(0, above).split("\n").reverse(), seed, (end) => end.reverse().join("\n")),
    unfinished(text.slice(below).split("\n"), seed + 1, (end) => end.join("\n")),
  );
}

/** Cuts the ends off some of the first lines. The first, an empty one, stays, and so do lines that hold blocks. */
function unfinished(lines: string[], seed: number, join: (lines: string[]) => string): string {
  const candidates = lines.slice(0, nearLines).flatMap((line, i) => (i > 0 && places(line).length > 0 ? [i] : []));
  for (let n = 0; n < unfinishedLines && candidates.length > 0; n++) {
    const [at = 0] = candidates.splice((seed * (n + 7)) % candidates.length, 1);
    const line = lines[at] as string;
    const ends = places(line);
    lines[at] = line.slice(0, ends[(seed + n) % ends.length]);
  }
  return join(lines);
}

/** Where a line of code may stop: behind any of its tokens but the last. */
function places(line: string): number[] {
  if (/^\s*(\/\/|\/?\*|#)|"""|```|~~~|[{:]\s*$/.test(line)) return [];
  return [...line.matchAll(/\w+|[^\w\s]/g)].slice(0, -1).map((token) => token.index + token[0].length);
}

/** The lines of closers that end the blocks around the cursor, as they stand below it. */
function closersBelow(text: string, from: number, { language }: Cut): string {
  if (language?.indented) return "\n";
  const width = (line: string) => line.length - line.trimStart().length;
  let indent = width(text.slice(lineStart(text, from), from));
  const closing: string[] = [];
  for (const line of text.slice(from).split("\n")) {
    if (isBlank(line) || width(line) >= indent) continue;
    indent = width(line);
    const closers = /^\s*[)\]}]+[;,]?/.exec(line);
    if (closers) closing.push(closers[0]);
  }
  return `\n${closing.join("\n")}\n`;
}
