import { expect, test } from "@jest/globals";
import { heldTexts, leftOutSentence, surroundings } from "../../server/context/heldTexts.ts";
import { Layers } from "../../server/index/tables/layers.ts";
import { TextTableBuilder } from "../../server/index/tables/tables.ts";
import { atOnce } from "../../server/slices/slices.ts";

type File = readonly [path: string, modifiedMs: number, bytes: number];

/** Each list is a layer. */
function held(layers: readonly (readonly File[])[], maxBytes: number, opened: readonly string[] = []) {
  const tables = layers.map((files) => {
    const table = new TextTableBuilder();
    for (const [path, modifiedMs, bytes] of files) {
      table.add(path, { modifiedMs, bytes, hash: "0".repeat(16) }, "", [0], () => {});
    }
    return table.build();
  });
  const texts = tables.reduce((below, table) => below.with(table), new Layers<(typeof tables)[number]>());
  const around = new Set(opened.flatMap((path) => surroundings(path) ?? []));
  const { holds, ...counts } = atOnce(heldTexts({ texts }, around, maxBytes));
  return { paths: [...texts.paths()].filter(holds), ...counts };
}

const shop: readonly File[] = [
  ["shop/cart/a.ts", 1, 40],
  ["bank/b.ts", 3, 40],
  ["shop/till/c.ts", 2, 40],
];

test("all texts of a folder are held where they fit", () => {
  expect(held([shop], 120)).toEqual({ paths: shop.map(([path]) => path), leftOut: 0, files: 3 });
});

test("of a folder that is too large the texts are held that were changed last", () => {
  expect(held([shop], 80)).toEqual({ paths: ["bank/b.ts", "shop/till/c.ts"], leftOut: 1, files: 3 });
});

test("what is around an opened file is held first", () => {
  expect(held([shop], 80, ["shop/cart/new.ts"]).paths).toEqual(["shop/cart/a.ts", "shop/till/c.ts"]);
});

test("a file at the top of a folder is part of nothing smaller", () => {
  expect([surroundings("a.ts"), surroundings("src/a.ts"), surroundings("x/src/a.ts")]).toEqual([
    undefined,
    "src/",
    "x/",
  ]);
});

test("files of one time are held as they are listed", () => {
  const unpacked = ["a.ts", "b.ts", "c.ts"].map((path): File => [path, 5, 40]);
  expect(held([unpacked], 80).paths).toEqual(["a.ts", "b.ts"]);
});

test("a file that is in a newer layer counts as it is there", () => {
  expect(held([shop, [["shop/cart/a.ts", 9, 40]]], 40).paths).toEqual(["shop/cart/a.ts"]);
});

test("what is left out is said with what can be done about it", () => {
  expect(leftOutSentence({ leftOut: 0, files: 3 })).toBeUndefined();
  expect(leftOutSentence({ leftOut: 1, files: 3 })).toMatch(
    /^of 1 of 3 files only the names are known: .*\.hearthignore$/,
  );
});
