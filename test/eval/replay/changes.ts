import type { Position, Range } from "vscode-languageserver";
import { lineStarts } from "../../../server/text/lines.ts";

/** One change of a document, as an editor tells it. */
export type Change = { readonly range: Range; readonly text: string };

/** The smallest single replacement that turns one text into another; undefined where they are the same. */
export function changeBetween(old: string, next: string): Change | undefined {
  if (old === next) return undefined;
  const most = Math.min(old.length, next.length);
  let start = 0;
  while (start < most && old.charCodeAt(start) === next.charCodeAt(start)) start++;
  let same = 0;
  while (same < most - start && old.charCodeAt(old.length - 1 - same) === next.charCodeAt(next.length - 1 - same))
    same++;
  const range = { start: positionOf(old, start), end: positionOf(old, old.length - same) };
  return { range, text: next.slice(start, next.length - same) };
}

/** Of an offset, in lines and UTF-16 units from 0 on. */
export function positionOf(text: string, offset: number) {
  const before = text.slice(0, offset);
  const line = before.split("\n").length - 1;
  return { line, character: offset - (before.lastIndexOf("\n") + 1) };
}

/** The other way round. */
export function offsetOf(text: string, { line, character }: Position): number {
  return (lineStarts(text)[line] ?? text.length) + character;
}
