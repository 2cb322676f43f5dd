import { diffArrays } from "diff";
import type { TextChange } from "../text/textChange.ts";
import { maxDifferences } from "./lines.ts";

/**
 * The smallest changes of whole lines that make one text of the other. Each is cut down to what differs in its lines.
 */
export function changesBetween(before: string, after: string): TextChange[] {
  if (before === after) return [];
  const parts = diffArrays(linesOf(before), linesOf(after), { maxEditLength: maxDifferences });
  if (!parts) return [{ start: 0, end: before.length, newText: after }];
  const changes: TextChange[] = [];
  let at = 0;
  let pending: { start: number; end: number; newText: string } | undefined;
  for (const { value, added, removed } of parts) {
    const text = value.join("");
    if (added || removed) pending ??= { start: at, end: at, newText: "" };
    else if (pending) changes.push(pending);
    if (added && pending) pending.newText += text;
    if (removed && pending) pending.end += text.length;
    if (!added && !removed) pending = undefined;
    if (!added) at += text.length;
  }
  if (pending) changes.push(pending);
  return changes.map((change) => trimmed(before, change));
}

/** The text with the changes made. They are sorted and do not overlap. */
export function applied(text: string, changes: readonly TextChange[]): string {
  let result = "";
  let at = 0;
  for (const { start, end, newText } of changes) {
    result += text.slice(at, start) + newText;
    at = end;
  }
  return result + text.slice(at);
}

/** All changes as one, with the text between them. Undefined where there is none. They are sorted and do not overlap. */
export function asOneChange(text: string, changes: readonly TextChange[]): TextChange | undefined {
  const [first, last] = [changes[0], changes.at(-1)];
  if (!first || !last) return undefined;
  const { start } = first;
  const { end } = last;
  const own = changes.map((one) => ({ start: one.start - start, end: one.end - start, newText: one.newText }));
  return { start, end, newText: applied(text.slice(start, end), own) };
}

/** Lines with their ends; together they are the text. */
function linesOf(text: string): string[] {
  return text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
}

/**
 * A change without the text that both sides begin and end with. So a changed word in a line is a change of that word's
 * line only.
 */
function trimmed(before: string, { start, end, newText }: TextChange): TextChange {
  const old = before.slice(start, end);
  if (lineCount(old) > 1 || lineCount(newText) > 1) return { start, end, newText };
  const shorter = Math.min(old.length, newText.length);
  let head = 0;
  while (head < shorter && old[head] === newText[head]) head++;
  let tail = 0;
  while (tail < shorter - head && old[old.length - 1 - tail] === newText[newText.length - 1 - tail]) tail++;
  while (splitsPair(old, head)) head--;
  while (tail > 0 && splitsPair(old, old.length - tail)) tail--;
  return { start: start + head, end: end - tail, newText: newText.slice(head, newText.length - tail) };
}

function lineCount(text: string): number {
  return linesOf(text).length;
}

/** A cut inside a surrogate pair or a CRLF makes an offset that no position can name. */
function splitsPair(text: string, at: number): boolean {
  const [left, right] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  return (left >= 0xd800 && left <= 0xdbff && right >= 0xdc00 && right <= 0xdfff) || (left === 13 && right === 10);
}
