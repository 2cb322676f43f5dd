import { type Original, parsed } from "../original.ts";

const multiline = new Set(["template_string", "string"]);

/**
 * The region with the lines inside of long strings as they were, where they were moved with the code around them: their
 * blanks are part of a value.
 */
export function withOriginalStrings(region: string, original: Original): string {
  if (!/`|"""|'''/.test(region) || !original.language) return region;
  const own = new Map(original.region.split("\n").map((line) => [line.trim(), line]));
  const inside = linesInStrings(region, original);
  return region
    .split("\n")
    .map((line, i) => (inside.has(i) ? (own.get(line.trim()) ?? line) : line))
    .join("\n");
}

/** Numbers of the lines that begin inside a string. */
function linesInStrings(region: string, { language }: Original): ReadonlySet<number> {
  const found = new Set<number>();
  const cursor = parsed(language, region).tree?.walk();
  if (!cursor) return found;
  for (;;) {
    const { startPosition, endPosition } = cursor;
    const isString = multiline.has(cursor.nodeType) && endPosition.row > startPosition.row;
    for (let row = startPosition.row + 1; isString && row <= endPosition.row; row++) found.add(row);
    if (!isString && endPosition.row > startPosition.row && cursor.gotoFirstChild()) continue;
    while (!cursor.gotoNextSibling()) if (!cursor.gotoParent()) return found;
  }
}
