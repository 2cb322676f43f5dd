import { expect, test } from "@jest/globals";
import { offered, withOffered, withOfferedByHand } from "./offered.ts";

const order = `export function priceOf(order) {
  return order.sum;
}
export const double = (order) => 2 * priceOf(order);
`;
const renamed = order.replace("priceOf", "priceFor");

test("the uses of a renamed function are offered, in all files that import it", async () => {
  const files = {
    "order.ts": order,
    "cart.ts": `import { double, priceOf } from "./order";
console.log(priceOf(cart), shop.priceOf);
`,
    "all.ts": `import * as orders from "./order";
orders.priceOf(1);
`,
    "other.ts": `import { priceOf } from "./prices";
priceOf(1);
`,
    "prices.ts": "export const priceOf = 1;\n",
  };
  expect(await withOffered(files, { "order.ts": renamed })).toEqual({
    "order.ts": renamed.replace("priceOf", "priceFor"),
    "cart.ts": `import { double, priceFor } from "./order";
console.log(priceFor(cart), shop.priceOf);
`,
    "all.ts": `import * as orders from "./order";
orders.priceFor(1);
`,
  });
});

test("a name that hides the renamed one is left alone", async () => {
  const files = {
    "order.ts": order,
    "cart.ts": `import { priceOf } from "./order";
const of = (priceOf) => priceOf(1);
`,
  };
  const now = await withOffered(files, { "order.ts": renamed });
  expect(now["cart.ts"]).toBe(`import { priceFor } from "./order";
const of = (priceOf) => priceOf(1);
`);
});

test("files that import it through another get the new name too", async () => {
  const files = {
    "order.ts": order,
    "index.ts": `export { priceOf } from "./order";\n`,
    "cart.ts": `import { priceOf } from "./index";\npriceOf(1);\n`,
  };
  const now = await withOffered(files, { "order.ts": renamed });
  expect(now["index.ts"]).toBe(`export { priceFor } from "./order";\n`);
  expect(now["cart.ts"]).toBe(`import { priceFor } from "./index";\npriceFor(1);\n`);
});

test("in Python the name is followed through modules", async () => {
  const files = {
    "shop/order.py": "def price_of(order):\n    return order.sum\n",
    "shop/cart.py": "from .order import price_of\nfrom . import order\n\nprint(price_of(1), order.price_of(2))\n",
  };
  const now = await withOffered(files, { "shop/order.py": "def price_for(order):\n    return order.sum\n" });
  expect(now["shop/cart.py"]).toBe(
    "from .order import price_for\nfrom . import order\n\nprint(price_for(1), order.price_for(2))\n",
  );
});

test("a parameter is renamed in its function and nowhere else", async () => {
  const before = "function f(item, b) {\n  return item + b;\n}\nfunction g(item) {\n  return item;\n}\n";
  const after = before.replace("(item, b)", "(firstItem, b)");
  expect(await withOffered({ "a.ts": before }, { "a.ts": after })).toEqual({
    "a.ts": after.replace("item + b", "firstItem + b"),
  });
});

test("another thing in the place of the old one is no rename, until a use was changed so", async () => {
  const before = "import { load } from 'curio';\nload(1);\nload(2);\n";
  const after = before.replace("{ load }", "{ fetch2 }");
  expect(await offered({ "a.ts": before }, { "a.ts": after })).toEqual([]);
  const used = after.replace("load(1)", "fetch2(1)");
  expect(await withOffered({ "a.ts": before }, { "a.ts": after }, { "a.ts": used })).toEqual({
    "a.ts": used.replace("load(2)", "fetch2(2)"),
  });
});

test("nothing is offered while the old name is still declared", async () => {
  const before = "const one = 1;\nconst one2 = one + one;\n";
  const after = "const one = 1;\nconst one3 = one + one;\n";
  expect(await offered({ "a.ts": before }, { "a.ts": after })).toEqual([]);
});

test("a change that was undone has no offers any more", async () => {
  const files = { "order.ts": order };
  expect(await offered(files, { "order.ts": renamed }, { "order.ts": order })).toEqual([]);
});

test("a place that was changed as offered and changed back is not offered again", async () => {
  const before = "const sum = 1;\nconsole.log(sum);\nconsole.log(2, sum);\n";
  const after = before.replace("sum", "sumOfAll");
  const accepted = after.replace("log(sum)", "log(sumOfAll)");
  const now = await withOffered({ "a.ts": before }, { "a.ts": after }, { "a.ts": accepted }, { "a.ts": after });
  expect(now).toEqual({ "a.ts": after.replace("2, sum", "2, sumOfAll") });
});

test("an import that was exchanged for another that the module has too is no rename", async () => {
  const files = {
    "types.ts": "export type StrictOptions = 1;\nexport type LooseOptions = 2;\n",
    "a.ts": 'import { StrictOptions } from "./types";\nlet a: StrictOptions;\n',
  };
  const now = files["a.ts"].replace("StrictOptions", "LooseOptions");
  expect(await offered(files, { "a.ts": now })).toEqual([]);
});

test("a name that is a property's too is renamed for those who ask by hand", async () => {
  const before = "const sum = 1;\nconsole.log({ sum });\n";
  const after = before.replace("sum", "sumOfAll");
  expect(await offered({ "a.ts": before }, { "a.ts": after })).toEqual([]);
  expect(await withOfferedByHand({ "a.ts": before }, { "a.ts": after })).toEqual({
    "a.ts": after.replace("{ sum }", "{ sum: sumOfAll }"),
  });
});

test("a declaration by a name that is nothing like the old one may be another thing", async () => {
  const before = "const size = 1;\nconsole.log(size);\nconsole.log(2, size);\n";
  const after = before.replace("size", "isWide");
  expect(await offered({ "a.ts": before }, { "a.ts": after })).toEqual([]);
  expect(await withOfferedByHand({ "a.ts": before }, { "a.ts": after })).toEqual({
    "a.ts": before.replaceAll("size", "isWide"),
  });
  const used = after.replace("log(size)", "log(isWide)");
  expect(await withOffered({ "a.ts": before }, { "a.ts": after }, { "a.ts": used })).toEqual({
    "a.ts": before.replaceAll("size", "isWide"),
  });
});

test("an import of another name from another module is no rename", async () => {
  const before = 'import { StoreAdapter } from "store";\nlet a: StoreAdapter;\n';
  const after = before.replace('StoreAdapter } from "store"', 'CacheAdapter } from "cache"');
  expect(await offered({ "a.ts": before }, { "a.ts": after })).toEqual([]);
});

test("a name that has little in common with the old one counts once a use took it too", async () => {
  const before = "let hasWarned = false;\nif (hasWarned) run();\nstop(hasWarned);\n";
  const declared = before.replace("hasWarned", "hasChecked");
  expect(await withOffered({ "a.ts": before }, { "a.ts": declared })).toEqual({
    "a.ts": before.replaceAll("hasWarned", "hasChecked"),
  });
  const other = before.replace("hasWarned", "hasCheckedMismatch");
  expect(await offered({ "a.ts": before }, { "a.ts": other })).toEqual([]);
  const used = other.replace("(hasWarned)", "(hasCheckedMismatch)");
  expect(await withOffered({ "a.ts": before }, { "a.ts": other }, { "a.ts": used })).toEqual({
    "a.ts": before.replaceAll("hasWarned", "hasCheckedMismatch"),
  });
});

test("one import in the place of two may stand for either", async () => {
  const uses = "v0.string();\nv1.string();\n";
  const two = `import * as v0 from "valibot0";\nimport * as v1 from "valibot1";\n${uses}`;
  const one = `import * as v from "valibot";\n${uses}`;
  const other = (name: string) => ({ "b.ts": `import * as ${name} from "valibot";\n${name}.string();\n` });
  const before = { "a.ts": two, ...other("v0") };
  expect(await offered(before, other("v"), { "a.ts": one })).toEqual([]);
});

test("a parameter that begins with a line now is said to be unused", async () => {
  const text = (name: string) => `function get(${name}, key) {\n  return read(target[key]);\n}\n`;
  expect(await offered({ "a.ts": text("target") }, { "a.ts": text("_target") })).toEqual([]);
  expect(await withOffered({ "a.ts": text("target") }, { "a.ts": text("targetNode") })).toEqual({
    "a.ts": text("targetNode").replace("read(target[", "read(targetNode["),
  });
});
