import { expect, test } from "@jest/globals";
import { factsOf } from "../../server/explanations/facts.ts";
import { plaintext, shown } from "../../server/explanations/shown.ts";
import { subjectAt } from "../../server/explanations/subject.ts";
import { atOnce } from "../../server/slices/slices.ts";
import { scene } from "../context/scene.ts";

/** What a hover says at the `│`, as plain text; undefined where it says nothing. */
async function hover(source: string): Promise<string | undefined> {
  const { situation } = scene(source);
  const subject = atOnce(subjectAt(situation));
  return subject && shown(await factsOf(subject, situation), undefined, plaintext);
}

const shop = `
--- price.ts
/**
 * In cents, with tax.
 *
 * @param item what is bought
 */
export function priceOf(item: Item, count: number): number {
  return tax(item.price * count);
}
export interface Item { price: number }
function tax(cents: number): number {
  return cents * 1.2;
}
--- price.test.ts
import { priceOf } from "./price";
expect(priceOf(bread, 2)).toBe(240);
--- cart.ts
import { priceOf } from "./price";
export function total() {
  return priceOf(bread, 3) + priceOf(milk, 1);
}
`;

test("a name that is imported shows its declaration, its comment, where it is defined, and who uses it", async () => {
  expect(await hover(`${shop}--- main.ts\nimport { priceOf } from "./price";\nconst sum = price│Of(it, 1);\n`)).toBe(
    [
      "export function priceOf(item: Item, count: number): number",
      "In cents, with tax.\n\n- item: what is bought",
      "exported function in price.ts:6; used 4 times in 3 files: total cart.ts:3, main.ts:2, price.test.ts:2",
    ].join("\n\n"),
  );
});

test("on the definition itself it is not said where it is", async () => {
  expect(await hover("--- a.ts\nexport class Sta│ck {}\nconst s = new Stack();\n")).toBe(
    "export class Stack\n\nexported class; used once in 1 file: a.ts:2",
  );
});

test("a name in an import statement is what it imports, whatever it is called here", async () => {
  expect(await hover(`${shop}--- main.ts\nimport { price│Of as p } from "./price";\n`)).toContain("in price.ts:6");
  expect(await hover(`${shop}--- main.ts\nimport { priceOf as p│ } from "./price";\n`)).toContain("in price.ts:6");
});

test("a name for a whole module shows what the module exports", async () => {
  expect(await hover(`${shop}--- main.ts\nimport * as pri│ce from "./price";\n`)).toBe(
    "Exports priceOf, Item.\n\nmodule in price.ts:1",
  );
});

test("what is used through the name of its module counts", async () => {
  const source = `${shop}--- main.ts\nimport * as price from "./price";\nprice.price│Of(bread);\n`;
  expect(await hover(source)).toContain("used 4 times in 3 files: total cart.ts:3, main.ts:2");
});

test("a member whose name nothing else has is used as often as the name stands", async () => {
  expect(await hover("--- a.py\nclass A:\n    def st│ep(self):\n        pass\n\nA().step()\n")).toContain(
    "method of A; used once in 1 file: a.py:5",
  );
});

test("what is used nowhere is said to be", async () => {
  expect(await hover("--- a.py\ndef lon│ely():\n    pass\n")).toBe(
    "def lonely():\n\nfunction; not used in this workspace",
  );
});

test("a docstring reads as Markdown, without its quotes and indentation", async () => {
  const doc = '"""Pushes.\n\n    Args:\n        item (int): what is pushed\n\n    >>> push(1)\n    [1]\n    """';
  expect(await hover(`--- a.py\ndef push(item):\n    ${doc}\n    return [item]\n\npu│sh(2)\n`)).toContain(
    "Pushes.\n\nArgs\n- item: what is pushed\n\n>>> push(1)\n[1]",
  );
});

test("a member of the class around it is found behind this and self", async () => {
  expect(
    await hover("--- a.ts\nclass A { run() { this.st│ep(); } step(n = 1): void {} }\nclass B { step() {} }\n"),
  ).toMatch(/^step\(n = 1\): void\n\nmethod of A in a.ts:1; the name stands 1 time in 1 file: run a.ts:1$/);
  expect(
    await hover("--- a.py\nclass A:\n    def run(self):\n        self.st│ep()\n    def step(self):\n        pass\n"),
  ).toContain("method of A in a.py:4");
});

test("a member of an enum or of an imported class is found by what stands before the dot", async () => {
  const source =
    "--- kind.ts\nexport enum Kind { Left, Right }\nexport enum Side { Left }\n--- a.ts\nimport { Kind } from './kind';\nuse(Kind.Le│ft);\n";
  expect(await hover(source)).toContain("member of Kind in kind.ts:1");
});

test("a member that may be one of several says so", async () => {
  const source = "--- a.ts\nclass A { size = 1 }\nclass B { size = 2 }\nf(x.si│ze);\n";
  expect(await hover(source)).toContain("field of A in a.ts:1, or one of 1 other definition of that name");
});

test("a parameter shows itself, a variable the line that declares it", async () => {
  expect(await hover("--- a.ts\nfunction f(count: number) {\n  return cou│nt;\n}\n")).toBe(
    "count: number\n\nparameter of f in a.ts:1",
  );
  expect(
    await hover(
      "--- a.tsx\nexport function App() {\n  const [open, setOpen] = useState(false);\n  return <b>{op│en}</b>;\n}\n",
    ),
  ).toBe("const [open, setOpen] = useState(false);\n\nvariable of App in a.tsx:2");
  expect(await hover("--- a.py\ndef f(items):\n    for k, v in items:\n        print(│v)\n")).toBe(
    "for k, v in items:\n\nvariable of f in a.py:2",
  );
});

test("a variable hides what is imported under its name", async () => {
  expect(
    await hover(`${shop}--- main.ts\nimport { priceOf } from "./price";\nconst f = (priceOf) => price│Of;\n`),
  ).toContain("parameter");
});

test("overloads are shown without the declaration that implements them", async () => {
  const source =
    "--- a.ts\nfunction f(a: string): string;\nfunction f(a: number): number;\nfunction f(a: any) { return a; }\nf│(1);\n";
  expect(await hover(source)).toMatch(/^function f\(a: string\): string;\nfunction f\(a: number\): number;\n\n/);
});

test("a component of TSX shows its declaration where it is used as a tag", async () => {
  const source =
    "--- b.tsx\nexport const Button = ({ label }: Props) => <button>{label}</button>;\n--- a.tsx\nimport { Button } from './b';\nconst x = <But│ton label='x' />;\n";
  expect(await hover(source)).toContain("exported function in b.tsx:1");
});

test.each([
  ["a keyword", "--- a.ts\nexport cla│ss A {}\n"],
  ["a string", '--- a.ts\nclass A {}\nconst s = "see │A";\n'],
  ["a comment", "--- a.py\nclass A: pass\n# see │A\n"],
  ["a blank line", "--- a.py\nclass A: pass\n│\n"],
  ["a name from elsewhere", "--- a.ts\ncon│sole.log(1);\n--- b.ts\nfunction f() { const console = 1; }\n"],
])("%s shows nothing", async (_name, source) => {
  expect(await hover(source)).toBeUndefined();
});

test("an interface is shown with its members", async () => {
  expect(await hover(`${shop}--- main.ts\nimport { Item } from "./price";\nlet a: It│em;\n`)).toMatch(
    /^export interface Item \{ price: number \}\n/,
  );
});

test("a parameter is told in code that somebody wrote, and not among three hundred brackets", async () => {
  const used = (depth: number) =>
    `--- a.ts\nfunction f(value: number) {\n  return ${"[".repeat(depth)}val│ue${"]".repeat(depth)};\n}\n`;
  expect(await hover(used(3))).toContain("parameter of f");
  expect(await hover(used(300))).toBeUndefined();
});

test("a name at the end of a very long file is found", async () => {
  const filler = "export function filler() {}\n".repeat(8000);
  expect(await hover(`--- a.ts\n${filler}export function area() {}\nar│ea();\n`)).toContain("function area()");
});

test.each([
  [
    "an assignment in an expression",
    "if (size := measure()) > 1:\n    pass\nprint(si│ze)\n",
    "if (size := measure()) > 1:",
    1,
  ],
  ["a loop", "rows = []\nfor row in rows:\n    print(r│ow)\n", "for row in rows:", 2],
  ["a loop over several names", "for key, (a, b) in items():\n    pass\nprint(│b)\n", "for key, (a, b) in items():", 1],
  ["what is opened", "with open(x) as file:\n    pass\nfi│le.read()\n", "with open(x) as file:", 1],
  ["what is caught", "try:\n    pass\nexcept OSError as error:\n    print(err│or)\n", "except OSError as error:", 3],
  [
    "what a case takes out",
    "match x:\n    case [first, *rest]:\n        print(fir│st, rest)\n",
    "case [first, *rest]:",
    2,
  ],
])("a name that a Python file binds at its top is known: %s", async (_, text, line, number) => {
  expect(await hover(`--- a.py\n${text}`)).toBe(`${line}\n\nvariable in a.py:${number}`);
});

test("a variable that a function declares as global is the file's", async () => {
  const text = "limit = 1\n\ndef g():\n    global limit\n    lim│it = 2\n";
  expect(await hover(`--- a.py\n${text}`)).toContain("variable in a.py:1");
});

test("a variable that a function declares as nonlocal is that of the function around", async () => {
  const text = "def f():\n    count = 0\n    def g():\n        nonlocal count\n        cou│nt = 1\n";
  expect(await hover(`--- a.py\n${text}`)).toBe("count = 0\n\nvariable of f in a.py:2");
});

test("the first iterable of a comprehension is what it is around it", async () => {
  expect(await hover("--- a.py\ndef words(line):\n    return [line for line in li│ne.split()]\n")).toContain(
    "parameter of words",
  );
  expect(await hover("--- a.py\ndef words(line):\n    return [li│ne for line in line.split()]\n")).toContain(
    "variable of words",
  );
});

test("what a comprehension assigns is a variable of the function around it", async () => {
  const text = "def f(rows):\n    found = [last for row in rows if (last := row)]\n    return la│st\n";
  expect(await hover(`--- a.py\n${text}`)).toContain("variable of f");
});

test("uses of a variable are told from those of a field of that name", async () => {
  const text =
    "count = 1\n\nclass Stack:\n    def __init__(self):\n        self.count = 0\n\n    def push(self):\n        self.count += 1\n\nprint(cou│nt)\n";
  expect(await hover(`--- a.py\n${text}`)).toContain("variable in a.py:1; used once in 1 file: a.py:10");
});

test("uses under another name count", async () => {
  const source = "--- box.ts\nexport class Bo│x {}\n--- a.ts\nimport { Box as B } from './box';\nuse(new B(), B);\n";
  expect(await hover(source)).toContain("used 2 times in 1 file: a.ts:2");
  const python = "--- box.py\nclass Bo│x:\n    pass\n--- a.py\nfrom box import Box as B\n\nprint(B())\n";
  expect(await hover(python)).toContain("used once in 1 file: a.py:3");
});

test("uses under the name that it is exported by count", async () => {
  const source =
    "--- box.ts\nclass Bo│x {}\nexport { Box as Chest };\n--- a.ts\nimport { Chest } from './box';\nuse(new Chest());\n";
  expect(await hover(source)).toContain("used once in 1 file: a.ts:2");
});
