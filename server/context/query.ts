import { belowLine, endAbove, lineEnd, lineStart } from "../text/lines.ts";
import type { Query } from "./chunkIndex.ts";
import type { Cursor } from "./cursor.ts";
import { wordsOf } from "./words.ts";

/**
 * The distance from the cursor at which a line counts half. 0.5, 1.5 and 3 found less. A flat 20-line query found far
 * less.
 */
const halfLifeLines = 1;
const linesBack = 40;
const linesForward = 12;

/** The part of a longer line that is read, nearest to the cursor: nobody wrote such a line by hand. */
const longestLine = 2000;

/** Lines below the cursor say less about what comes next than lines above. */
const belowWeight = 0.5;

/** The weight of a word that stands near the cursor again and again approaches `saturation` + 1. */
const saturation = 2;

/** The words around the cursor, each weighted by how near it stands. The text right of the cursor is left out. */
export function queryAt({ file, offset, lineBefore }: Cursor): Query {
  const { text } = file;
  const query = new Map<string, number>();
  const add = (line: string, weight: number) => {
    for (const word of wordsOf(line)) query.set(word, (query.get(word) ?? 0) + weight);
  };
  add(lineBefore.slice(-longestLine), 1);
  let start = offset - lineBefore.length;
  for (let distance = 1; distance <= linesBack && start > 0; distance++) {
    const end = endAbove(text, start);
    start = lineStart(text, end);
    add(text.slice(Math.max(start, end - longestLine), end), decay(distance));
  }
  let end = lineEnd(text, offset);
  for (let distance = 1; distance <= linesForward && end < text.length; distance++) {
    const from = belowLine(text, end);
    end = lineEnd(text, from);
    add(text.slice(from, Math.min(end, from + longestLine)), belowWeight * decay(distance));
  }
  for (const [word, weight] of query) query.set(word, ((saturation + 1) * weight) / (weight + saturation));
  return query;
}

function decay(lines: number): number {
  return 2 ** (-lines / halfLifeLines);
}
