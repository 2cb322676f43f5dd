import { expect, test } from "@jest/globals";
import { offered, offeredByHand, withOffered, withOfferedByHand } from "./offered.ts";

test("a member that was renamed is read by its new name", async () => {
  const files = {
    "cart.ts": "export class Cart {\n  sumOf() {}\n  log() {\n    this.sumOf();\n  }\n}\n",
    "shop.ts": 'import { Cart } from "./cart";\nnew Cart().sumOf();\nconst sumOf = 1;\n',
  };
  const now = await withOffered(files, { "cart.ts": files["cart.ts"].replace("sumOf", "sumOfAll") });
  expect(now).toEqual({
    "cart.ts": files["cart.ts"].replaceAll("sumOf", "sumOfAll"),
    "shop.ts": 'import { Cart } from "./cart";\nnew Cart().sumOfAll();\nconst sumOf = 1;\n',
  });
});

test("a member whose old name another class still has is left alone", async () => {
  const files = {
    "cart.ts": "export class Cart {\n  sumOf() {}\n}\nclass Other {\n  sumOf() {}\n}\n",
    "shop.ts": 'import { Cart } from "./cart";\nnew Cart().sumOf();\n',
  };
  expect(await offered(files, { "cart.ts": files["cart.ts"].replace("sumOf", "sumOfAll") })).toEqual([]);
});

test("a parameter that was taken out is no longer passed", async () => {
  const files = {
    "draw.ts": "export function draw(canvas, depth: number, color) {}\ndraw(a, 1, red);\n",
    "main.ts": 'import { draw } from "./draw";\ndraw(screen, depthOf(x, y), blue);\ndraw(screen);\n',
  };
  expect(await withOffered(files, { "draw.ts": files["draw.ts"].replace(", depth: number", "") })).toEqual({
    "draw.ts": "export function draw(canvas, color) {}\ndraw(a, red);\n",
    "main.ts": 'import { draw } from "./draw";\ndraw(screen, blue);\ndraw(screen);\n',
  });
});

test("parameters that changed places do so in calls", async () => {
  const before = "function put(key, value) {}\nput(1, two());\nput(one);\n";
  const after = before.replace("key, value", "value, key");
  expect(await withOffered({ "a.ts": before }, { "a.ts": after })).toEqual({
    "a.ts": after.replace("put(1, two())", "put(two(), 1)"),
  });
});

test("a new parameter is passed where the caller has a variable of its name", async () => {
  const before = "def load(path):\n    pass\n\ndef run(log):\n    load(1)\n\ndef other():\n    load(2)\n";
  const after = before.replace("load(path)", "load(path, log)");
  expect(await withOffered({ "a.py": before }, { "a.py": after })).toEqual({
    "a.py": after.replace("load(1)", "load(1, log)"),
  });
});

test("a parameter with a default asks nothing of its callers", async () => {
  const before = "function load(path) {}\nfunction run(log) {\n  load(1);\n}\n";
  expect(await offered({ "a.ts": before }, { "a.ts": before.replace("(path)", "(path, log = 1)") })).toEqual([]);
});

test("calls of a function that became async are awaited where that can be", async () => {
  const before =
    "function load() {}\nasync function run() {\n  const text = load();\n}\nfunction other() {\n  load();\n}\n";
  const after = `async ${before}`;
  expect(await withOffered({ "a.ts": before }, { "a.ts": after })).toEqual({
    "a.ts": after.replace("= load()", "= await load()"),
  });
});

test("a function that works on with what became async becomes so itself; one whose result has a type does not", async () => {
  const python = "def load():\n    pass\n\ndef run():\n    text = load()\n    return text\n";
  expect(await withOffered({ "a.py": python }, { "a.py": `async ${python}` })).toEqual({
    "a.py": `async ${python.replace("def run", "async def run").replace("= load", "= await load")}`,
  });
  const typed = "function load() {}\nfunction run(): string {\n  const text = load();\n  return text;\n}\n";
  expect(await offered({ "a.ts": typed }, { "a.ts": `async ${typed}` })).toEqual([]);
});

test("an import whose names have moved is moved in other files, by their own way", async () => {
  const files = {
    "order.ts": "export const other = 1;\n",
    "price.ts": "export const priceOf = 1;\n",
    "a.ts": 'import { priceOf } from "./order";\n',
    "sub/b.ts": 'import { priceOf } from "../order";\nimport { other } from "../order";\n',
  };
  expect(await withOffered(files, { "a.ts": 'import { priceOf } from "./price";\n' })).toEqual({
    "sub/b.ts": 'import { priceOf } from "../price";\nimport { other } from "../order";\n',
  });
});

test("an import of what the old module still has is moved elsewhere by hand, after two files", async () => {
  const from = (module: string) => `import { priceOf } from "${module}";\n`;
  const files = { "a.ts": from("old"), "b.ts": from("old"), "c.ts": from("old") };
  expect(await offeredByHand(files, { "a.ts": from("new") })).toEqual([]);
  const steps = [{ "a.ts": from("new") }, { "b.ts": from("new") }];
  expect(await offered(files, ...steps)).toEqual([]);
  expect(await withOfferedByHand(files, ...steps)).toEqual({ "c.ts": from("new") });
});

test("what was replaced around two things is replaced around others", async () => {
  const before = "a = [x for x in one(1)]\n\nb = [x for x in two[2]]\n\nc = f([x for x in three(3, [4])], 5)\n";
  const first = before.replace("[x for x in one(1)]", "list(one(1))");
  const second = first.replace("[x for x in two[2]]", "list(two[2])");
  expect(await offered({ "a.py": before }, { "a.py": first })).toEqual([]);
  const more = `${before}d = [x for x in four()]\n`;
  const both = `${second}d = [x for x in four()]\n`;
  expect(await withOffered({ "a.py": more }, { "a.py": both })).toEqual({
    "a.py": both.replace("[x for x in four()]", "list(four())"),
  });
});
