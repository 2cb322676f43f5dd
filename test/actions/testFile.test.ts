import { expect, test } from "@jest/globals";
import { languageOf } from "../../grammars/languages.ts";
import { testFileOf } from "../../server/actions/testFile.ts";
import type { TestRules } from "../../server/languages/language.ts";
import { rulesOf } from "../../server/languages/languages.ts";

test.each([
  ["beside the code, as others are", "src/a/cart.ts", ["src/b/price.ts", "src/b/price.test.ts"], "src/a/cart.test.ts"],
  ["called spec, as others are", "src/cart.tsx", ["src/price.ts", "src/price.spec.ts"], "src/cart.spec.tsx"],
  [
    "in __tests__ beside the code",
    "src/a/cart.ts",
    ["src/b/price.ts", "src/b/__tests__/price.test.ts"],
    "src/a/__tests__/cart.test.ts",
  ],
  [
    "in a tree that mirrors the code's",
    "src/a/cart.ts",
    ["src/b/price.ts", "test/b/price.test.ts"],
    "test/a/cart.test.ts",
  ],
  ["in one folder", "shop/cart.py", ["shop/price.py", "tests/test_price.py"], "tests/test_cart.py"],
  ["named with the word behind", "shop/cart.py", ["shop/price.py", "shop/price_test.py"], "shop/cart_test.py"],
  ["in the file that is there", "src/cart.ts", ["src/cart.ts", "tests/cart.test.ts"], "tests/cart.test.ts"],
  ["beside the code, where nothing tells", "src/cart.ts", ["src/price.ts"], "src/cart.test.ts"],
])("tests are written %s", (_, path, paths, expected) => {
  expect(placeOf(path, paths).path).toBe(expected);
});

test("the nearest test is the example", () => {
  const paths = ["a/x.ts", "a/x.test.ts", "b/c/y.ts", "b/c/y.test.ts"];
  expect(placeOf("b/c/cart.ts", paths).example).toBe("b/c/y.test.ts");
});

test("a test of another language is no example", () => {
  expect(placeOf("cart.py", ["price.ts", "price.test.ts"])).toEqual({ path: "test_cart.py", example: undefined });
});

function placeOf(path: string, paths: readonly string[]) {
  return testFileOf(path, paths, rulesOf(languageOf(path)).tests as TestRules);
}
