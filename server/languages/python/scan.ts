import { endAfter, nextLineFeed, stringEnd } from "../scan/skip.ts";
import { digit, kindOf, name, nameEnd, nextVisible, quote } from "../scan/units.ts";
import { words } from "../scan/words.ts";

const isReserved =
  words(`False None True and as assert async await break class continue def del elif else except finally
  for from global if import in is lambda nonlocal not or pass raise return try while with yield __future__`);

/** Keywords only where another word follows. */
const isContextual = words("match case type exec print");

type Found = (start: number, end: number) => void;

/** The f-strings in f-strings in f-strings that are read. */
const maxDepth = 3;

/** The identifiers of Python. */
export function scanPython(text: string, found: Found): void {
  scanCode(text, 0, text.length, found, 0);
}

function scanCode(text: string, start: number, stop: number, found: Found, depth: number): void {
  for (let i = start; i < stop; ) {
    const unit = text.charCodeAt(i);
    const kind = kindOf(unit);
    if (kind === name) {
      const wordStart = i;
      const end = nameEnd(text, i + 1);
      if (isPrefix(text, i, end)) {
        i = stringEndAt(text, end);
        if (depth < maxDepth && /f/i.test(text.slice(wordStart, end)))
          scanFields(text, end + 1, i - 1, found, depth + 1);
      } else {
        if (!isKeyword(text, i, end)) found(i, end);
        i = end;
      }
    } else if (kind === digit) i = nameEnd(text, i + 1);
    else if (kind === quote && unit !== 96) i = stringEndAt(text, i);
    else if (unit === 35) i = nextLineFeed(text, i);
    else i++;
  }
}

/** True if the word is the r, b, f or u of a string. */
function isPrefix(text: string, start: number, end: number): boolean {
  const next = text.charCodeAt(end);
  return (next === 34 || next === 39) && end - start <= 2 && /^[rbfu]+$/i.test(text.slice(start, end));
}

/** The end of the string whose quote is at `start`. */
function stringEndAt(text: string, start: number): number {
  const quotes = text.slice(start, start + 3);
  return quotes === '"""' || quotes === "'''" ? tripleEnd(text, start + 3, quotes) : stringEnd(text, start);
}

function tripleEnd(text: string, start: number, quotes: string): number {
  let end = endAfter(text, start, quotes);
  while (end < text.length && isEscaped(text, end - 3, start)) end = endAfter(text, end - 2, quotes);
  return end;
}

function isEscaped(text: string, offset: number, start: number): boolean {
  let backslashes = 0;
  while (offset - backslashes > start && text.charCodeAt(offset - backslashes - 1) === 92) backslashes++;
  return backslashes % 2 === 1;
}

/** Reads `{expression!r:format}`, where the format may hold fields of its own, and leaves `{{` alone. */
function scanFields(text: string, start: number, stop: number, found: Found, depth: number): void {
  let open = 0;
  for (let i = start; i < stop; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 125 && open > 0) open--;
    if (unit !== 123) continue;
    if (open === 0 && text.charCodeAt(i + 1) === 123) {
      i++;
      continue;
    }
    open++;
    const end = expressionEnd(text, i + 1, stop);
    scanCode(text, i + 1, end, found, depth);
    i = end - 1;
  }
}

/** Where the expression of a field ends: at its `}`, its `!r` or its `:`. */
function expressionEnd(text: string, start: number, stop: number): number {
  let depth = 0;
  for (let i = start; i < stop; i++) {
    const unit = text.charCodeAt(i);
    if (kindOf(unit) === quote) i = stringEnd(text, i) - 1;
    else if (unit === 40 || unit === 91 || unit === 123) depth++;
    else if (depth > 0 && (unit === 41 || unit === 93 || unit === 125)) depth--;
    else if (depth === 0 && (unit === 125 || unit === 58)) return i;
    else if (depth === 0 && unit === 33 && text.charCodeAt(i + 1) !== 61) return i;
  }
  return stop;
}

function isKeyword(text: string, start: number, end: number): boolean {
  if (isReserved(text, start, end)) return true;
  return isContextual(text, start, end) && kindOf(nextVisible(text, end)) === name;
}
