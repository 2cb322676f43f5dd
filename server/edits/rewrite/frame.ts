import { isBlank, lineStart } from "../../text/lines.ts";
import type { Original } from "../original.ts";

/**
 * The part of an answer for the target. The answer shows all of the file, or all of a definition around the target. It
 * has changed nothing above and below the target. Blanks and line ends do not count. Of several readings the one that
 * shows most is taken. This is surer than any name: a file may declare one name in many places.
 */
export async function withinFrame(
  code: string,
  original: Original,
  isTarget: (code: string) => Promise<boolean>,
): Promise<string | undefined> {
  const { text, regionStart, end, around } = original;
  const outward = around.flatMap((one) => [
    { from: one.start, to: one.end },
    { from: Math.min(one.start, one.docStart), to: one.end },
  ]);
  for (const { from, to } of [{ from: 0, to: text.length }, ...outward.reverse()]) {
    const found = between(code, text.slice(from, regionStart), text.slice(end, to));
    if (found !== undefined && (await isTarget(found))) return found;
  }
  return undefined;
}

/** The lines of a text between two others, if there is anything of them to hold. */
export function between(code: string, above: string, below: string): string | undefined {
  if (isBlank(above) && isBlank(below)) return undefined;
  const from = endOf(above, code);
  const to = from === undefined ? undefined : startOf(below, code);
  if (from === undefined || to === undefined || from > to) return undefined;
  const line = lineStart(code, skipBlanks(code, from));
  return code.slice(Math.max(from, line), to);
}

/** Where in a text what it begins with ends. */
function endOf(head: string, text: string): number | undefined {
  let at = 0;
  for (let i = skipBlanks(head, 0); i < head.length; i = skipBlanks(head, i + 1)) {
    at = skipBlanks(text, at);
    if (text.charCodeAt(at) !== head.charCodeAt(i)) return undefined;
    at++;
  }
  return at;
}

/** Where in a text what it ends with starts. */
function startOf(tail: string, text: string): number | undefined {
  let at = text.length;
  for (let i = skipBlanksBack(tail, tail.length); i > 0; i = skipBlanksBack(tail, i - 1)) {
    at = skipBlanksBack(text, at);
    if (at === 0 || text.charCodeAt(at - 1) !== tail.charCodeAt(i - 1)) return undefined;
    at--;
  }
  return at;
}

function skipBlanks(text: string, at: number): number {
  let i = at;
  while (i < text.length && isBlankUnit(text.charCodeAt(i))) i++;
  return i;
}

function skipBlanksBack(text: string, at: number): number {
  let i = at;
  while (i > 0 && isBlankUnit(text.charCodeAt(i - 1))) i--;
  return i;
}

function isBlankUnit(unit: number): boolean {
  return unit <= 32 || unit === 0xa0 || unit === 0xfeff;
}
