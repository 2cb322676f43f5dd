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

test("a use that has a new name renames the declaration of its file", async () => {
  const before = "def price_of(order):\n    pass\n\nprice_of(1)\nprice_of(2)\n";
  const after = before.replace("price_of(1)", "price_of_all(1)");
  expect(await withOffered({ "a.py": before }, { "a.py": after })).toEqual({
    "a.py": "def price_of_all(order):\n    pass\n\nprice_of_all(1)\nprice_of_all(2)\n",
  });
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
