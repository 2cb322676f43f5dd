import { unquoted } from "../extract/strings.ts";
import type { Walk } from "../extract/walk.ts";

/** Exports the strings of all lists and tuples in an expression: `["a"] + other.__all__ + ["b"]`. */
export function exportStrings(walk: Walk, type: string, depth = 0): void {
  walk.listsExports = true;
  const isList = type === "list" || type === "tuple";
  walk.eachChild(() => {
    const part = walk.type();
    if (isList && part === "string") {
      const name = unquoted(walk.content());
      walk.exports.push({ local: name, exported: name, ...walk.range() });
    } else if (depth < maxDepth) {
      exportStrings(walk, part, depth + 1);
    }
  });
}

/** Nobody writes more concatenations than this by hand, and generated ones must not exhaust the stack. */
const maxDepth = 50;
