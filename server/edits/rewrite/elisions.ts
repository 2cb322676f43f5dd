import { elementAt, lastOf } from "../../../base/at.ts";
import { isNear } from "../../text/distance.ts";
import { indentationWidth } from "../../text/indentation.ts";
import { isBlank } from "../../text/lines.ts";
import { withoutBlankEnds } from "../lines.ts";

const comment = /^\s*(?:\/\/+|#+|\/\*+|\{\s?\/\*+|<!--|--)\s*(.{0,120}?)\s*(?:\*+\/\s?\}?|-->)?\s*$/;
const dots = /^\s*(?:\.{3}|…)\s*$/;
const phrases: readonly RegExp[] = [
  /^\(?(?:\.{3}|…)/,
  /^(?:the )?rest of\b/i,
  /^(?:the )?rest\b.{0,40}\b(?:unchanged|same|omitted)\b/i,
  /^(?:the |all |all the )?(?:existing|remaining|previous|unchanged|other) (?:code|body|logic|implementation|methods?|functions?|lines?|imports?|tests?|content)\b/i,
  /\b(?:remains?|stays?) (?:the same|unchanged)\b/i,
  /^(?:unchanged|omitted|same as (?:before|above))\W*$/i,
];

/** How many characters of a changed line may differ from the one it stands for. */
const changedShare = 0.4;

/** True if a line stands for code that the answer leaves out: `// ... existing code ...`, `# rest unchanged`, `...`. */
export function isElision(line: string): boolean {
  if (dots.test(line)) return true;
  if (line.length > 200) return false;
  const text = comment.exec(line)?.[1];
  return text !== undefined && phrases.some((phrase) => phrase.test(text));
}

/** True if an answer leaves out code. Elisions of the target itself do not count. */
export function hasElisions(lines: readonly string[], target: readonly string[]): boolean {
  const own = new Set(target.map((line) => line.trim()));
  return lines.some((line) => isElision(line) && !own.has(line.trim()));
}

type LineRange = { readonly from: number; readonly to: number };

/**
 * The lines with each elision replaced by the lines of the target it stands for. Undefined where that is not certain.
 * The lines directly above and below an elision must be found in the target in one place only.
 */
export function filledIn(lines: readonly string[], target: readonly string[]): readonly string[] | undefined {
  const own = new Set(target.map((line) => line.trim()));
  const pieces: string[][] = [[]];
  for (const line of lines) {
    if (isElision(line) && !own.has(line.trim())) pieces.push([]);
    else pieces.at(-1)?.push(line);
  }
  const result: string[] = [];
  let at = 0;
  for (const [i, piece] of pieces.entries()) {
    const written = withoutBlankEnds(piece);
    const isLast = i === pieces.length - 1;
    const place = written.length === 0 ? { from: at, to: at } : placeOf(written, target, at, i === 0, isLast);
    if (!place || (i === 0 && place.from > 0 && written.length > 0 && !isBlankUntil(target, place.from)))
      return undefined;
    result.push(...target.slice(at, place.from), ...written);
    at = place.to;
  }
  result.push(...target.slice(at));
  return result;
}

function isBlankUntil(target: readonly string[], to: number): boolean {
  return target.slice(0, to).every(isBlank);
}

/** The lines of the target, from `at` on, that a piece between elisions stands for. */
function placeOf(
  piece: readonly string[],
  target: readonly string[],
  at: number,
  isFirst: boolean,
  isLast: boolean,
): LineRange | undefined {
  const from = isFirst ? firstWritten(target) : undefined;
  const to = isLast ? target.length : undefined;
  if (from !== undefined && to !== undefined) return { from, to };
  if (isLast) return lastPlace(piece, target, at);
  if (from !== undefined) {
    const last = lineLike(lastOf(piece), target, from, target.length, piece.length === 1 ? from : undefined);
    return last === undefined ? undefined : { from, to: last + 1 };
  }
  return middlePlace(piece, target, at);
}

function firstWritten(target: readonly string[]): number {
  return Math.max(
    0,
    target.findIndex((line) => !isBlank(line)),
  );
}

/**
 * The place of a piece at the end. Either the target ends with these very lines, or its first line stands in one place.
 */
function lastPlace(piece: readonly string[], target: readonly string[], at: number): LineRange | undefined {
  const end = target.findLastIndex((line) => !isBlank(line)) + 1;
  const tail = end - piece.length;
  if (tail >= at && piece.every((line, i) => line.trim() === target[tail + i]?.trim()))
    return { from: tail, to: target.length };
  const first = lineLike(elementAt(piece, 0), target, at, target.length);
  return first === undefined ? undefined : { from: first, to: target.length };
}

/**
 * The place of a piece between two elisions. One of its ends stands in one place. The other is the nearest line that
 * lies to it alike.
 */
function middlePlace(piece: readonly string[], target: readonly string[], at: number): LineRange | undefined {
  const [first, last] = [elementAt(piece, 0), lastOf(piece)];
  const deeper = Math.sign(indentationWidth(last) - indentationWidth(first));
  const isAlike = (i: number, known: number, line: string, sign: number) =>
    target[i]?.trim() === line.trim() &&
    Math.sign(indentationWidth(elementAt(target, i)) - indentationWidth(elementAt(target, known))) === sign;
  const from = lineLike(first, target, at, target.length);
  if (from !== undefined) {
    if (piece.length === 1) return { from, to: from + 1 };
    for (let i = from; i < target.length; i++) if (isAlike(i, from, last, deeper)) return { from, to: i + 1 };
  }
  const to = lineLike(last, target, at, target.length);
  if (to === undefined) return undefined;
  for (let i = to; i >= at; i--) if (isAlike(i, to, first, -deeper)) return { from: i, to: to + 1 };
  return undefined;
}

/** The one line in a range that is this line, or, where none is, the one that is nearly. */
function lineLike(
  line: string,
  target: readonly string[],
  from: number,
  to: number,
  likely?: number,
): number | undefined {
  const wanted = line.trim();
  const same = indicesOf(target, from, to, (other) => other === wanted);
  if (same.length > 0) return same.length === 1 ? same[0] : same.find((i) => i === likely);
  const named = indicesOf(target, from, to, (other) => headOf(other) !== "" && headOf(other) === headOf(wanted));
  if (named.length === 1) return named[0];
  const near = indicesOf(
    target,
    from,
    to,
    (other) => wanted.length > 4 && wanted.length < 300 && isNear(other, wanted, changedShare),
  );
  if (near.length === 1) return near[0];
  return near.find((i) => i === likely);
}

/** The name of a definition, where a line begins one. */
function headOf(line: string): string {
  return (
    /^(?:export |default |async |public |private |static )*(?:def|function|class|interface)\*? [\w$]+/.exec(
      line,
    )?.[0] ?? ""
  );
}

function indicesOf(target: readonly string[], from: number, to: number, is: (line: string) => boolean): number[] {
  const found: number[] = [];
  for (let i = from; i < to; i++) if (is(elementAt(target, i).trim())) found.push(i);
  return found;
}
