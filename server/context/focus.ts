import { numberAt } from "../../base/at.ts";
import { lineEnd, lineStarts } from "../text/lines.ts";
import type { Chunk } from "./chunks.ts";
import { eachIdentifier } from "./words.ts";

/**
 * The number of lines of a chunk that are shown. Chunks are found whole, because more text says better what it is
 * about. But eight lines of each of three chunks hold more of what is missing than one chunk of twenty-four.
 */
const focusLines = 8;

/** A line at the edge of the focus counts a little less, so that the best line stands inside. */
const edgeWeight = 0.9;

/** The line where the text goes on as the cursor might should be in focus. */
const continuationWeight = 3;

/**
 * The lines of a chunk that say most about the query. They hold `continuation`, an offset into the text and its worth.
 * `worthOf` says how much an identifier has to do with the query.
 */
export function focus(
  text: string,
  chunk: Chunk,
  worthOf: (identifier: string) => number,
  continuation?: { readonly at: number; readonly worth: number },
): Chunk {
  if (chunk.endLine - chunk.startLine <= focusLines) return chunk;
  const code = text.slice(chunk.start, chunk.end);
  const starts = lineStarts(code);
  const worths = lineWorths(code, starts, worthOf);
  if (continuation) {
    const line = starts.findLastIndex((start) => start <= continuation.at - chunk.start);
    worths[line] = numberAt(worths, line) + continuationWeight * continuation.worth;
  }
  const first = bestRun(worths);
  return {
    startLine: chunk.startLine + first,
    endLine: chunk.startLine + first + focusLines,
    start: chunk.start + numberAt(starts, first),
    end: lineEnd(text, chunk.start + numberAt(starts, first + focusLines - 1)),
  };
}

/** The worth of each line's identifiers, each counted once. */
function lineWorths(code: string, starts: readonly number[], worthOf: (identifier: string) => number): number[] {
  const worths = starts.map(() => 0);
  const counted: string[] = [];
  let line = 0;
  eachIdentifier(code, (identifier, at) => {
    while (at >= (starts[line + 1] ?? Number.POSITIVE_INFINITY)) {
      line++;
      counted.length = 0;
    }
    const worth = worthOf(identifier);
    if (worth === 0 || counted.includes(identifier)) return;
    counted.push(identifier);
    worths[line] = numberAt(worths, line) + worth;
  });
  return worths;
}

function bestRun(worths: readonly number[]): number {
  let best = 0;
  let bestWorth = -1;
  for (let first = 0; first + focusLines <= worths.length; first++) {
    let worth = 0;
    for (let i = 0; i < focusLines; i++) {
      worth += numberAt(worths, first + i) * (i === 0 || i === focusLines - 1 ? edgeWeight : 1);
    }
    if (worth > bestWorth) {
      bestWorth = worth;
      best = first;
    }
  }
  return best;
}
