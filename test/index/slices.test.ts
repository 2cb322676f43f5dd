import { setImmediate } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { python } from "../../grammars/python/language.ts";
import { typescript } from "../../grammars/typescript/language.ts";
import { LiveDocument } from "../../server/index/live/liveDocument.ts";
import { queriesOf } from "../../server/languages/extract/queries.ts";
import { findSteps } from "../../server/languages/extract.ts";
import { nameUse, prepareNameUse } from "../../server/languages/localName.ts";
import { parse, syntaxErrorSteps, type Tree } from "../../server/languages/parse.ts";
import type { Steps } from "../../server/slices/slices.ts";

const functions = Array.from({ length: 1000 }, (_, i) => `export function f${i}() {}\n`).join("");

function stepsOf<T>(steps: Steps<T>): { readonly rests: number; readonly value: T } {
  for (let rests = 0; ; rests++) {
    const { done, value } = steps.next();
    if (done) return { rests, value };
  }
}

test("what a long file declares is found in many steps", () => {
  const { rests, value } = stepsOf(findSteps(typescript, parse(typescript, functions) as Tree, functions));
  expect(value?.items).toHaveLength(1000);
  expect(rests).toBeGreaterThan(20);
});

test("of a range only what touches it is found", () => {
  const start = functions.indexOf("export function f500");
  const range = { start, end: start + 20 };
  const { value } = stepsOf(findSteps(typescript, parse(typescript, functions) as Tree, functions, range));
  expect(value?.items.map(({ name }) => name)).toEqual(["f500"]);
});

test("a key ends the search in the text before it", async () => {
  const document = new LiveDocument("a.ts", typescript, functions);
  const settled = document.settle();
  for (let i = 0; i < 30; i++) {
    document.update(functions.replaceAll("f1", `g${i}`));
    await setImmediate();
  }
  expect((await settled).tags.definitions[1]?.name).toBe("g29");
});

test("the errors of a long text are counted in many steps", () => {
  const broken = `const = 1;\n${functions}`;
  const { rests, value } = stepsOf(syntaxErrorSteps(parse(typescript, broken) as Tree, 0, broken.length));
  expect(value).toBe(1);
  expect(rests).toBeGreaterThan(20);
});

test("the queries that tell how a name is used are compiled one in each turn of the event loop", async () => {
  let turns = 0;
  let isDone = false;
  const counted = (async () => {
    for (; !isDone; turns++) await setImmediate();
  })();
  await prepareNameUse(python);
  isDone = true;
  await counted;
  expect(turns).toBeGreaterThanOrEqual(queriesOf(python).locals.length);
});

test.each([
  ["for key, value in pairs:\n", "value", "file"],
  ["def f(pairs):\n    for key, value in pairs:\n        print(value)\n", "value", "local"],
  ["def f():\n    with open(path) as file:\n        pass\n", "file", "local"],
  ["def f(a, *rest, b: int = 1):\n    return rest\n", "rest", "local"],
  ["def f():\n    return [item for item in items]\n", "items", "free"],
])("%j introduces %s: %s", (text, name, role) => {
  expect(nameUse(python, text, text.lastIndexOf(name)).role).toBe(role);
});
