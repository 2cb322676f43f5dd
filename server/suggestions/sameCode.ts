import { indentationWidth } from "../text/indentation.ts";

/** Longer lines are generated, and nobody suggests them again. */
const maxCharacters = 2_000;

/**
 * True if two lines say the same, whatever their blanks, their kind of quotes and the mark they end with. Tags alone on
 * their lines say the same where they are indented alike.
 */
export function sameCode(a: string, b: string): boolean {
  if (bareTag.test(a) && indentationWidth(a) !== indentationWidth(b)) return false;
  return a === b || (Math.max(a.length, b.length) <= maxCharacters && essence(a) === essence(b));
}

const bareTag = /^\s*<\/?[\w.:-]*>[\s;,)]*$/;

function essence(line: string): string {
  return line.replace(/\s+/g, "").replace(/['`]/g, '"').replace(/[;,]$/, "");
}
