const tokens = /"(?:\\.|[^"\\\n])*("?)|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[{}[\]:,]|[^\s{}[\]:,"]+/g;

type Expected = "value" | "firstValue" | "key" | "firstKey" | "colon" | "separator" | "end";

/** Where a key may stand, or is what a comma is missing before. */
const mayBeKey: ReadonlySet<Expected> = new Set(["key", "firstKey", "separator"]);

/** A list or an object that is open, and the keys that it has. */
type Level = { readonly close: string; readonly keys: Set<string> };

/**
 * Counts what is wrong with a JSON text: what stands where something else is expected, brackets that do not match, keys
 * that an object has twice, words that mean nothing. Without strictness comments and a last comma are allowed, as editors
 * allow them in their settings.
 */
export function jsonErrors(text: string, { isStrict }: { readonly isStrict: boolean }): number {
  let errors = 0;
  let expected: Expected = "value";
  const levels: Level[] = [];
  const after = (): Expected => (levels.length === 0 ? "end" : "separator");
  for (const { 0: token, 1: quote } of text.matchAll(tokens)) {
    if (token.startsWith("//") || token.startsWith("/*")) {
      if (isStrict) errors++;
      continue;
    }
    if (token === "{" || token === "[") {
      if (expected !== "value" && expected !== "firstValue") errors++;
      levels.push({ close: token === "{" ? "}" : "]", keys: new Set() });
      expected = token === "{" ? "firstKey" : "firstValue";
    } else if (token === "}" || token === "]") {
      const isAfterComma = expected === "key" || (expected === "value" && levels.at(-1)?.close === "]");
      if (expected === "colon" || (isAfterComma && isStrict) || (expected === "value" && !isAfterComma)) errors++;
      if (levels.at(-1)?.close !== token) {
        errors++;
        continue;
      }
      levels.pop();
      expected = after();
    } else if (token === ":") {
      if (expected !== "colon") errors++;
      expected = "value";
    } else if (token === ",") {
      if (expected !== "separator") errors++;
      expected = levels.at(-1)?.close === "}" ? "key" : "value";
    } else {
      const isString = quote !== undefined;
      if (isString && quote === "") errors++;
      if (!isString && isStrict && !/^(?:true|false|null|-?\d[\d.eE+-]*)$/.test(token)) errors++;
      if (expected === "separator" || expected === "end" || expected === "colon") errors++;
      const level = levels.at(-1);
      if (level?.close === "}" && mayBeKey.has(expected)) {
        if (!isString && isStrict) errors++;
        if (level.keys.has(token)) errors++;
        level.keys.add(token);
        expected = "colon";
      } else expected = after();
    }
  }
  const isCut = expected === "value" || expected === "colon" || expected === "key";
  return errors + levels.length + (isCut && text.trim() !== "" ? 1 : 0);
}
