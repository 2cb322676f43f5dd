import { lineEnd, lineStarts } from "../text/lines.ts";
import type { Chunk } from "./chunks.ts";
import { eachIdentifier } from "./words.ts";

/**
 * How much of a chunk is shown. Chunks are found whole, because more text says better what it is about,
 * but eight lines of each of three chunks hold more of what is missing than one chunk of twenty-four.
 */
const focusLines = 8;

/** A line at the edge of the focus counts a little less, so that the best line stands inside. */
const edgeWeight = 0.9;

/** The line where the text goes on as the cursor might should be in focus. */
const continuationWeight = 3;

/**
 * The lines of a chunk that say most about the query and hold `continuation`, an offset into the text and its worth.
 * `worthOf` says how much an identifier has to do with the query.
 */
export function focus(
  text: string,
  chunk: Chunk,
  worthOf: (identifier: string) => number,
  continuation?: { readonly at: number; readonly worth: number },
): Chunk {
  if (chunk.endLine - chunk.startLine <= focusLines) return chunk;
  const starts = lineStarts(text.slice(chunk.start, chunk.end)).map((start) => start + chunk.start);
  const worths = starts.map((start, i) => {
    const end = starts[i + 1] ?? chunk.end;
    const continues = continuation && continuation.at >= start && continuation.at < end;
    return lineWorth(text.slice(start, end), worthOf) + (continues ? continuationWeight * continuation.worth : 0);
  });
  const first = bestRun(worths);
  return {
    startLine: chunk.startLine + first,
    endLine: chunk.startLine + first + focusLines,
    start: starts[first] as number,
    end: lineEnd(text, starts[first + focusLines - 1] as number),
  };
}

function lineWorth(line: string, worthOf: (identifier: string) => number): number {
  const identifiers = new Set<string>();
  eachIdentifier(line, (identifier) => void identifiers.add(identifier));
  let worth = 0;
  for (const identifier of identifiers) worth += worthOf(identifier);
  return worth;
}

function bestRun(worths: readonly number[]): number {
  let best = 0;
  let bestWorth = -1;
  for (let first = 0; first + focusLines <= worths.length; first++) {
    let worth = 0;
    for (let i = 0; i < focusLines; i++) {
      worth += (worths[first + i] as number) * (i === 0 || i === focusLines - 1 ? edgeWeight : 1);
    }
    if (worth > bestWorth) {
      bestWorth = worth;
      best = first;
    }
  }
  return best;
}
