/** Longer lines are generated, and nobody suggests them again. */
const maxCharacters = 2_000;

/** True if two lines say the same, whatever their blanks, their kind of quotes and the mark they end with. */
export function sameCode(a: string, b: string): boolean {
  return a === b || (Math.max(a.length, b.length) <= maxCharacters && essence(a) === essence(b));
}

function essence(line: string): string {
  return line.replace(/\s+/g, "").replace(/['`]/g, '"').replace(/[;,]$/, "");
}
