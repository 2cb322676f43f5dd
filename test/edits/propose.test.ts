import { setImmediate } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import type { Language } from "../../grammars/language.ts";
import { languageOf } from "../../grammars/languages.ts";
import { noNames } from "../../server/edits/knownNames.ts";
import { propose } from "../../server/edits/propose.ts";
import type { EditTarget } from "../../server/edits/target.ts";
import { extract } from "../../server/languages/extract.ts";
import { edit, parse, type Tree } from "../../server/languages/parse.ts";
import { MemoryWorkspace } from "../context/memoryWorkspace.ts";

const typescript = languageOf("a.ts") as Language;
const functions = Array.from({ length: 2000 }, (_, i) => `export function f${i}(n: number) {\n  return n + ${i};\n}\n`);
const text = functions.join("\n");
const answer = "```ts\nexport function f7(n: number) {\n  return n + 8;\n}\n```";
const wanted = text.replace("return n + 7;", "return n + 8;");

function targetIn(text: string): EditTarget {
  const start = text.indexOf("export function f7(");
  return { path: "a.ts", languageId: "typescript", text, start, end: text.indexOf("}", start) + 1, mode: "replace" };
}

function knownOf(text: string) {
  const tree = parse(typescript, text) as Tree;
  return { tree, tags: extract(typescript, tree, text) };
}

test("the event loop turns while a large file is parsed and checked", async () => {
  let turns = 0;
  let isDone = false;
  const counting = (async () => {
    for (; !isDone; turns++) await setImmediate();
  })();
  await propose(answer, targetIn(text), noNames);
  isDone = true;
  await counting;
  expect(turns).toBeGreaterThan(5);
});

test("what the index knows of a file leads to the same edit", async () => {
  expect(await propose(answer, targetIn(text), noNames, knownOf(text))).toMatchObject({
    kind: "edit",
    newText: wanted,
  });
});

test("the tree that an edit began with may follow what is typed meanwhile", async () => {
  const known = knownOf(text);
  const proposing = propose(answer, targetIn(text), noNames, known);
  edit(typescript, known.tree, text, `// typed\n${text}`, { start: 0, oldEnd: 0, newEnd: 9 });
  expect(await proposing).toMatchObject({ kind: "edit", newText: wanted });
});

test("an answer may import a package out of a folder that is none", async () => {
  const text = "def total():\n    return 1\n";
  const target: EditTarget = { path: "a.py", languageId: "python", text, start: 0, end: 27, mode: "replace" };
  const workspace = new MemoryWorkspace({ "shop/cart/__init__.py": "size = 1\n", "a.py": text });
  const imported = "```python\nfrom shop import cart\n\ndef total():\n    return cart.size\n```";
  expect(await propose(imported, target, workspace)).toMatchObject({
    newText: "from shop import cart\n\ndef total():\n    return cart.size\n",
  });
});

test("two edits at once do not disturb each other", async () => {
  const other = answer.replace("n + 8", "n + 9");
  const [one, two] = await Promise.all([
    propose(answer, targetIn(text), noNames),
    propose(other, targetIn(text), noNames),
  ]);
  expect(one).toMatchObject({ newText: wanted });
  expect(two).toMatchObject({
    newText: wanted.replace("n + 8;\n}\n\nexport function f8(", "n + 9;\n}\n\nexport function f8("),
  });
});
