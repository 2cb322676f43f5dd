import { rulesOf } from "../../languages/languages.ts";
import { diffLines } from "../lines.ts";
import { type Original, parsedPart } from "../original.ts";

/**
 * The region with the lines inside of long strings as the target has them, or as they were written. Their blanks are
 * part of a value, where they were moved with the code around them. Only a docstring moves.
 */
export async function withOriginalStrings(
  region: string,
  written: readonly string[],
  original: Original,
): Promise<string> {
  if (!/`|"""|'''/.test(region) || !original.language) return region;
  const inside = await linesInStrings(region, original);
  if (inside.size === 0) return region;
  const own = original.region.split("\n");
  const lines = region.split("\n");
  const trimmed = (line: string) => line.trim();
  const there = new Map(
    diffLines(own.map(trimmed), lines.map(trimmed)).map(({ oldIndex, newIndex }) => [newIndex, own[oldIndex]]),
  );
  return lines
    .map((line, i) => {
      const kind = inside.get(i);
      return kind ? (there.get(i) ?? (kind === "value" ? (written[i] ?? line) : line)) : line;
    })
    .join("\n");
}

/** Numbers of the lines that begin inside a string, and whether it is a value or documentation. */
async function linesInStrings(
  region: string,
  original: Original,
): Promise<ReadonlyMap<number, "value" | "documentation">> {
  const found = new Map<number, "value" | "documentation">();
  const { tree } = await parsedPart(original, region);
  const cursor = tree?.walk();
  const literals = rulesOf(original.language).nodes?.literals;
  if (!cursor || !tree) return found;
  const above = tree.rootNode.endPosition.row - region.split("\n").length > 0 ? 1 : 0; // the line that opens the class
  for (;;) {
    const { startPosition, endPosition, nodeType } = cursor;
    const isString = literals?.has(nodeType) && endPosition.row > startPosition.row;
    if (isString) {
      const kind = cursor.currentNode.parent?.type === "expression_statement" ? "documentation" : "value";
      for (let row = startPosition.row + 1; row <= endPosition.row; row++) found.set(row - above, kind);
    }
    if (!isString && endPosition.row > startPosition.row && cursor.gotoFirstChild()) continue;
    while (!cursor.gotoNextSibling()) if (!cursor.gotoParent()) return found;
  }
}
