import { expect, test } from "@jest/globals";
import { offered, withOffered } from "./offered.ts";

const files = {
  "order.ts": "export function priceOf(order) {}\npriceOf(1);\n",
  "a.ts": 'import { priceOf } from "./order";\npriceOf(2);\n',
  "b.ts": 'import { priceOf } from "./order";\npriceOf(3);\n',
};

test("an import of a name that nobody declares renames the declaration, and what else means it", async () => {
  const now = await withOffered(files, {
    "a.ts": files["a.ts"].replace("{ priceOf", "{ priceOfAll"),
  });
  expect(now).toEqual({
    "order.ts": files["order.ts"].replaceAll("priceOf", "priceOfAll"),
    "a.ts": files["a.ts"].replaceAll("priceOf", "priceOfAll"),
    "b.ts": files["b.ts"].replaceAll("priceOf", "priceOfAll"),
  });
});

const sums = "def price_of(order):\n    pass\n\nprice_of(1)\nprice_of(2)\nprice_of(3)\n";

test("two uses that have a new name rename the declaration of their file", async () => {
  const after = sums.replace("price_of(1)", "price_of_all(1)").replace("price_of(2)", "price_of_all(2)");
  expect(await withOffered({ "a.py": sums }, { "a.py": after })).toEqual({
    "a.py": sums.replaceAll("price_of", "price_of_all"),
  });
});

test("one use that has a new name may be the first of a function that is still to be written", async () => {
  const after = sums.replace("price_of(1)", "price_of_all(1)");
  expect(await offered({ "a.py": sums }, { "a.py": after })).toEqual([]);
});

test("a name that is declared somewhere is another thing", async () => {
  const more = {
    ...files,
    "order.ts": `${files["order.ts"]}export function priceOfAll() {}\n`,
  };
  const edits = await offered(more, {
    "a.ts": files["a.ts"].replace("{ priceOf", "{ priceOfAll"),
  });
  expect(edits.filter(({ path }) => path !== "a.ts")).toEqual([]);
});

test("a name that has nothing in common with the old one is another thing", async () => {
  const edits = await offered(files, {
    "a.ts": files["a.ts"].replace("{ priceOf", "{ weigh"),
  });
  expect(edits).toEqual([]);
});
