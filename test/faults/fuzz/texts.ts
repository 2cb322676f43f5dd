import type { Random } from "../../random.ts";

/** Pieces at which texts are cut, joined and miscounted. */
const pieces = [
  "\n",
  "\r\n",
  "\r",
  "\n\r",
  "\ud83d\ude00",
  "\ud83d", // half of an emoji, and the other half
  "\ude00",
  "\ufeff",
  "\u2028",
  "\u2029",
  "\u0085",
  "\0",
  "\u001b[31m",
  "e\u0301",
  "漢字",
  "\u202e",
  "def push(self, item):",
  "    self.items.append(",
  "import os",
  "export const a = `${",
  '"',
  "'''",
  "/*",
  "{[(",
  "}])",
  "<|fim_prefix|>",
  "\\",
  "Content-Length: 3",
  "\t",
  " ",
  "",
];

/** A few pieces, nasty ones among them. */
export function someText(chance: Random): string {
  return Array.from({ length: chance.below(6) }, () => chance.pick(pieces)).join("");
}

/** A text of a few dozen lines. */
export function someDocument(chance: Random): string {
  const lines = Array.from(
    { length: chance.below(40) },
    () => someText(chance) + chance.pick(["\n", "\r\n", "\r", ""]),
  );
  return (chance.sometimes(0.05) ? "\ufeff" : "") + lines.join("");
}

const junk: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  2 ** 31,
  "",
  "x",
  "__proto__",
  [],
  {},
  [[[[]]]],
  { line: "a" },
  { uri: 7 },
  { toString: null },
];

/** Something that a parameter may not be. */
export function someJunk(chance: Random): unknown {
  if (chance.sometimes(0.02)) return nested(2000);
  if (chance.sometimes(0.02)) return "x".repeat(100_000);
  return chance.pick(junk);
}

function nested(depth: number): unknown {
  let value: unknown = 0;
  for (let i = 0; i < depth; i++) value = { deeper: value };
  return value;
}
