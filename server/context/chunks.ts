import { numberAt, uint8At } from "../../base/at.ts";
import type { Definition } from "../languages/tags.ts";
import { lineEnd, lineStarts } from "../text/lines.ts";

/** Lines of a file: `startLine` to `endLine`, zero-based, `endLine` not included. */
export type Chunk = {
  readonly startLine: number;
  readonly endLine: number;
  /** The same range in offsets, without the last line end. */
  readonly start: number;
  readonly end: number;
};

/** Lines of a chunk. The target gave the best recall of 10, 20, 30 and 40; see test/eval. */
const minLines = 10;
const targetLines = 20;
const maxLines = 30;

/** How many lines away from the target a cut may lie for the sake of a better border. */
const border = { topLevel: 14, member: 9, blank: 4, none: 0 };

/**
 * A file cut where its syntax has borders. These are before top-level items and class members (with their comments),
 * else at blank lines. Every line belongs to exactly one chunk; blank lines at the ends of a chunk to none.
 */
export function chunksOf(text: string, definitions: readonly Definition[]): Chunk[] {
  const starts = lineStarts(text);
  const borders = bordersOf(text, starts, definitions);
  const chunks: Chunk[] = [];
  for (let start = 0; start < starts.length; ) {
    const end = cutAfter(start, borders);
    const chunk = trimmed(text, starts, start, end);
    if (chunk) chunks.push(chunk);
    start = end;
  }
  return chunks;
}

function cutAfter(start: number, borders: Uint8Array): number {
  const lines = borders.length;
  if (lines - start <= maxLines) return lines;
  let best = start + targetLines;
  let bestWorth = Number.NEGATIVE_INFINITY;
  for (let line = start + minLines; line <= Math.min(start + maxLines, lines - 1); line++) {
    const worth = uint8At(borders, line) - Math.abs(line - start - targetLines);
    if (worth > bestWorth) {
      bestWorth = worth;
      best = line;
    }
  }
  return best;
}

/** For each line, how good it is to start a chunk there. */
function bordersOf(text: string, starts: readonly number[], definitions: readonly Definition[]): Uint8Array {
  const borders = new Uint8Array(starts.length);
  for (let line = 1; line < starts.length; line++) if (isBlank(text, starts, line - 1)) borders[line] = border.blank;
  let line = 0;
  for (const definition of definitions) {
    const depth = depthOf(definitions, definition);
    if (depth > 1) continue;
    const start = Math.min(definition.start, definition.docStart < definition.docEnd ? definition.docStart : Infinity);
    while (line > 0 && numberAt(starts, line) > start) line--;
    while (line + 1 < starts.length && numberAt(starts, line + 1) <= start) line++;
    borders[line] = Math.max(uint8At(borders, line), depth === 0 ? border.topLevel : border.member);
  }
  return borders;
}

function depthOf(definitions: readonly Definition[], definition: Definition): number {
  let depth = 0;
  for (let parent = definition.parent; parent >= 0; depth++) parent = definitions[parent]?.parent ?? -1;
  return depth;
}

function trimmed(text: string, starts: readonly number[], start: number, end: number): Chunk | undefined {
  while (start < end && isBlank(text, starts, start)) start++;
  while (end > start && isBlank(text, starts, end - 1)) end--;
  if (start === end) return undefined;
  return {
    startLine: start,
    endLine: end,
    start: numberAt(starts, start),
    end: lineEnd(text, numberAt(starts, end - 1)),
  };
}

function isBlank(text: string, starts: readonly number[], line: number): boolean {
  const end = starts[line + 1] ?? text.length;
  for (let i = numberAt(starts, line); i < end; i++) if (text.charCodeAt(i) > 32) return false;
  return true;
}
