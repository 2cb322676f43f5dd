import { indentationWidth, tabWidth } from "../../text/indentation.ts";
import { indentationOf, isBlank, lineEnd, lineStart } from "../../text/lines.ts";
import { withoutBlankEnds } from "../lines.ts";
import type { Original } from "../original.ts";

/** Code written for the region in the region's own indentation, its first and last line as the region has them. */
export function fitted(code: string, original: Original): string {
  const lines = withoutBlankEnds(code.replaceAll("\t\n", "\n").split("\n"));
  const base = baseOf(original);
  const own = original.region.split("\n");
  const shifted = inFileStyle(withoutSurroundings(lines, original), own, base, original.unit);
  const body = shifted.join("\n");
  const startsInside = !isBlank(original.region) && indentationOf(own[0] ?? "") === "";
  return startsInside ? body.trimStart() : body;
}

/** The blanks that the target's first line begins with. */
export function baseOf({ region, text, regionStart }: Original): string {
  const first = region.split("\n").find((line) => !isBlank(line)) ?? "";
  const above = text.slice(lineStart(text, regionStart), regionStart);
  return above === "" ? indentationOf(first) : indentationOf(above);
}

/**
 * The lines without what stands before the target on its first line and after it on its last. A model likes to repeat
 * that.
 */
function withoutSurroundings(lines: readonly string[], { text, regionStart, end }: Original): readonly string[] {
  const before = text.slice(lineStart(text, regionStart), regionStart).trim();
  const after = text.slice(end, lineEnd(text, end)).trim();
  const result = [...lines];
  const first = result[0]?.trim() ?? "";
  if (before.length > 1 && first.startsWith(before)) result[0] = first.slice(before.length).trimStart();
  const last = result.at(-1)?.trimEnd() ?? "";
  if (/^[;,)\]}]+$/.test(after) && last.endsWith(after) && !text.slice(regionStart, end).trimEnd().endsWith(after))
    result[result.length - 1] = last.slice(0, -after.length);
  return result;
}

/**
 * Lines moved to where the target is and, where that is needed, indented in the file's unit. Lines that the target
 * holds already tell how far to move. Most of them must come to stand where they stood.
 */
export function inFileStyle(
  lines: readonly string[],
  own: readonly string[],
  base: string,
  unit: string | undefined,
): readonly string[] {
  const moved = movedToMatch(lines, own, base) ?? movedToBase(lines, base, unit);
  if (agrees(moved, own)) return moved;
  const converted = unit ? inUnit(lines, unit) : lines;
  return movedToMatch(converted, own, base) ?? movedToBase(converted, base, unit);
}

/** The share of common lines that must stand where they stood for their indentation to be right. */
const agreeing = 0.6;

function agrees(lines: readonly string[], own: readonly string[]): boolean {
  const pairs = sharedLines(lines, own);
  const right = pairs.filter(([line, there]) => indentationOf(line) === indentationOf(there));
  const isStyled =
    pairs.length > 0 ||
    !lines.some((line) => /^\t/.test(line) !== /^\t/.test(own.find((each) => /^\s/.test(each)) ?? line));
  return isStyled && right.length >= agreeing * pairs.length;
}

/** Lines that stand once in both texts, but for their indentation; the first line's may not be known. */
function sharedLines(lines: readonly string[], own: readonly string[]): (readonly [string, string])[] {
  const there = once(own.slice(1));
  const here = once(lines.slice(1));
  return [...here].flatMap(([key, line]) => {
    const other = there.get(key);
    return other === undefined ? [] : [[line, other] as const];
  });
}

function once(lines: readonly string[]): Map<string, string> {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line.trim(), (counts.get(line.trim()) ?? 0) + 1);
  return new Map(
    lines.filter((line) => !isBlank(line) && counts.get(line.trim()) === 1).map((line) => [line.trim(), line]),
  );
}

function movedToMatch(lines: readonly string[], own: readonly string[], base: string): readonly string[] | undefined {
  const votes = new Map<number, number>();
  for (const [line, there] of sharedLines(lines, own)) {
    const columns = indentationWidth(there) - indentationWidth(line);
    votes.set(columns, (votes.get(columns) ?? 0) + 1);
  }
  const [winner] = [...votes].sort(([, a], [, b]) => b - a);
  if (!winner) return undefined;
  return lines.map((line, i) => (i === 0 ? base + line.trimStart() : movedBy(line, winner[0], base)));
}

/**
 * The lines at the target's depth, where there is nothing to compare. The first line goes there, and the others go with
 * it unless they are there.
 */
function movedToBase(lines: readonly string[], base: string, unit = "    "): readonly string[] {
  const first = indentationWidth(lines[0] ?? "");
  const others = lines.slice(1).filter((line) => !isBlank(line));
  const widths = others.map((line) => indentationWidth(line));
  const baseWidth = indentationWidth(base);
  const closes = /^\s*[)\]}]/.test(others.at(-1) ?? "");
  const areThere =
    first < baseWidth &&
    Math.min(...widths) >= baseWidth + (closes ? 0 : indentationWidth(unit)) &&
    !(closes && widths.at(-1) !== baseWidth);
  if (areThere) return lines.map((line, i) => (i === 0 ? base + line.trimStart() : movedBy(line, 0, base)));
  const columns = baseWidth - Math.min(first, ...widths);
  return lines.map((line) => movedBy(line, columns, base));
}

function movedBy(line: string, columns: number, base: string): string {
  if (isBlank(line)) return "";
  if (columns === 0) return line.trimEnd() === "" ? "" : line;
  const width = Math.max(0, indentationWidth(line) + columns);
  const usesTabs = indentationOf(line).includes("\t") || (indentationOf(line) === "" && base.includes("\t"));
  return blanks(width, usesTabs ? "\t" : " ") + line.trimStart();
}

function blanks(width: number, unit: string): string {
  const step = indentationWidth(unit);
  return unit.repeat(Math.floor(width / step)) + " ".repeat(width % step);
}

/** Each step of the text's own indentation becomes one of the file's; what is aligned keeps its odd columns. */
function inUnit(lines: readonly string[], unit: string): readonly string[] {
  const step = stepOf(lines);
  if (step === undefined) return lines;
  return lines.map((line) => {
    const width = indentationWidth(line);
    return isBlank(line) ? "" : unit.repeat(Math.floor(width / step)) + " ".repeat(width % step) + line.trimStart();
  });
}

/** Columns between the first line that opens a block and the line below it. */
function stepOf(lines: readonly string[]): number | undefined {
  for (const [i, line] of lines.entries()) {
    const step = indentationWidth(lines[i + 1] ?? "") - indentationWidth(line);
    if (/[{:([]\s*$/.test(line) && step > 0 && step <= 2 * tabWidth) return step;
  }
  return undefined;
}
