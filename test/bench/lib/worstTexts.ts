/** What people write, to compare with. */
export const ordinary = lines(
  200,
  (i) =>
    `/** What ${i} items cost. */\nexport function price${i}(items: readonly Item[], rate = ${i}): number {\n` +
    `  const each = items.map(({ price }) => price * rate);\n  if (each.length === 0) return 0;\n` +
    `  return each.reduce((sum, one) => sum + one, 0);\n}\n`,
);
export const ordinaryPython = lines(
  200,
  (i) =>
    `def price${i}(items: list[Item], rate: float = ${i}) -> float:\n    """What ${i} items cost."""\n` +
    `    each = [item.price * rate for item in items]\n    if not each:\n        return 0\n    return sum(each)\n\n`,
);

/** What makes careless programs take for ever: texts that are deep, long, unfinished, or all of one piece. */
export const worstTexts: Readonly<Record<string, string>> = {
  "ordinary.ts": ordinary,
  "ordinary.py": ordinaryPython,
  "brackets.ts": `export const deep = ${nested("[", "]", 100_000)};\n`,
  "brackets.py": `deep = ${nested("[", "]", 100_000)}\n`,
  "bracketLines.ts": `export const deep = ${nested("[\n", "]\n", 100_000)};\n`,
  "blocks.ts": nested("if (a) {\n", "}\n", 10_000),
  "calls.ts": `export const called = ${nested("f(", ")", 50_000)};\n`,
  "functions.ts": nested("export function f() {\n", "}\n", 10_000),
  "elements.tsx": `export const shown = ${nested("<a>\n", "</a>\n", 10_000)};\n`,
  "templates.ts": `export const text = ${nested("`${", "}`", 10_000)};\n`,
  "indentation.py": lines(1300, (i) => `${" ".repeat(i)}if a:`),
  "sum.ts": `export const sum = ${"1 + ".repeat(100_000)}1;\n`,
  "sum.py": `total = ${"1 + ".repeat(100_000)}1\n`,
  "chain.ts": `export const chain = a${lines(20_000, () => "  .then((b) => b)")};\n`,
  "branches.ts": `${"if (a) {\n  b();\n} else ".repeat(20_000)}{}\n`,
  "open.ts": `export const open = ${"f({ a: [".repeat(20_000)}`,
  "open.py": `open = ${"f({ a: [".repeat(20_000)}`,
  "closed.ts": `export const closed = ${"(".repeat(1000)}${"]}".repeat(50_000)}`,
  "openStrings.ts": lines(20_000, (i) => `const text${i} = "${i} \`;`),
  "openStrings.py": lines(20_000, (i) => `text${i} = """${i} '`),
  "minified.js": ofLength(
    1_000_000,
    (i) => `function f${i}(e,t){var n=e[${i}]||t;return n&&n.length>1?{a:n,b:[e,t]}:f${i - 1}(n,t)}`,
  ),
  "array.ts": `export const list = [${Array.from({ length: 50_000 }, (_, i) => `"item ${i}"`).join(", ")}];\n`,
  "arrayLines.ts": `export const list = [\n${lines(50_000, (i) => `  { name: "item ${i}", at: ${i} },`).slice(0, 990_000)}];\n`,
  "arrayLines.py": `items = [\n${lines(50_000, (i) => `    "item ${i}",`)}]\n`,
  "docstring.py": `def f():\n    """${"one word after another\n    ".repeat(36_000)}"""\n    return 1\n`,
  "comment.ts": `/*${" one word after another\n".repeat(40_000)}*/\nexport const a = 1;\n`,
  "string.py": `x = "${"\\\\".repeat(400_000)}\n`,
  "blanks.py": `x = 1${" ".repeat(900_000)}\ny = 2\n${"\n".repeat(90_000)}z = x\n`,
  "name.ts": `export const ${"a".repeat(900_000)} = 1;\n`,
  "definitions.py": lines(20_000, (i) => `def f${i}(a, b):\n    return a + b * ${i}\n`).slice(0, 990_000),
  "members.ts": `export class Many {\n${lines(20_000, (i) => `  m${i}(a: number) {\n    return a + ${i};\n  }`).slice(0, 990_000)}}\n`,
  "lines.py": lines(100_000, (i) => `a${i} = ${i % 10}`).slice(0, 990_000),
  "longer.ts": lines(100_000, (i) => `export const name${i} = { at: ${i}, of: [name${i - 1}] };`),
};

function nested(open: string, close: string, levels: number): string {
  return open.repeat(levels) + close.repeat(levels);
}

function lines(count: number, line: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => `${line(i)}\n`).join("");
}

function ofLength(characters: number, piece: (i: number) => string): string {
  let text = "";
  for (let i = 1; text.length < characters; i++) text += piece(i);
  return text.slice(0, characters);
}
