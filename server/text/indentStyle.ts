import { numberAt } from "../../base/at.ts";
import { indentationWidth } from "./indentation.ts";
import { indentationOf, isBlank, lineStart, linesOf } from "./lines.ts";

/** The part of the file on each side of the cursor that tells its style. */
const styleCharacters = 20_000;

/**
 * One step of indentation as the file has it, a tab or some spaces. It is the most frequent difference between a line
 * that opens a block and the line below it. Undefined in a file that has no block yet.
 */
export function indentationUnit(before: string, after: string): string | undefined {
  const start = before.length > styleCharacters ? lineStart(before, before.length - styleCharacters) : 0;
  const counts = new Map<string, number>();
  let previous = "";
  for (const line of linesOf(before.slice(start) + after.slice(0, styleCharacters))) {
    if (isBlank(line)) continue;
    const [outer, inner] = [indentationOf(previous), indentationOf(line)];
    if (opensBlock(previous) && inner.length > outer.length && inner.startsWith(outer)) {
      const step = inner.slice(outer.length);
      counts.set(step, (counts.get(step) ?? 0) + 1);
    }
    previous = line;
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** The file's line end, told by the one nearest before the cursor, else the first after it. */
export function lineEndOf(before: string, after: string): "\n" | "\r\n" {
  const above = before.lastIndexOf("\n");
  if (above >= 0) return before[above - 1] === "\r" ? "\r\n" : "\n";
  const below = after.indexOf("\n");
  const last = below === 0 ? before.at(-1) : after[below - 1];
  return below >= 0 && last === "\r" ? "\r\n" : "\n";
}

/**
 * Rewrites the indentation of generated lines in the file's unit. The text's own step, the one below its first line
 * that opens a block, tells how deep a line is. The first line, which stands behind `lineBefore`, stays. A text stays
 * whose lines are not whole steps deep, because they are aligned to something.
 */
export function reindent(text: string, lineBefore: string, unit: string): string {
  const lines = text.split("\n");
  const base = indentationOf(lineBefore + lines[0]);
  const step = stepOf([lineBefore + lines[0], ...lines.slice(1)]) ?? indentationWidth(unit);
  const depths = lines.map((line) => (indentationWidth(line) - indentationWidth(base)) / step);
  const rewritten = lines.map((line, i) => {
    const depth = numberAt(depths, i);
    return i === 0 || isBlank(line) || depth < 0 ? line : base + unit.repeat(depth) + line.trimStart();
  });
  const isWhole = lines.every(
    (line, i) => i === 0 || isBlank(line) || Number.isInteger(depths[i]) || (depths[i] ?? 0) < 0,
  );
  return isWhole ? rewritten.join("\n") : text;
}

/** Columns between the first line that opens a block and the line below it. */
function stepOf(lines: readonly string[]): number | undefined {
  for (const [i, line] of lines.entries()) {
    const step = indentationWidth(lines[i + 1] ?? "") - indentationWidth(line);
    if (opensBlock(line) && step > 0) return step;
  }
  return undefined;
}

function opensBlock(line: string): boolean {
  return /[{:]\s*$/.test(line);
}
