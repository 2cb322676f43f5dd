import { expect, test } from "@jest/globals";
import { offersOf } from "../actions/offered.ts";
import { MemoryWorkspace } from "../context/memoryWorkspace.ts";
import { suggest } from "../suggestions/fixture.ts";
import { documented, told, used, words } from "./told.ts";

const shop = `package com.shop;

import com.shop.tax.Rate;
import com.shop.cart.*;
import static com.shop.tax.Rate.of;

/** Is sold. */
@Entity
public class Item<T> implements Priced {
  private static final int LIMIT = 1, MAX = 2;
  Item(int cents) {}
  public int price() { Runnable r = new Runnable() { public void run() {} }; return LIMIT; }
  enum Kind { BOOK, OTHER; int code; }
  interface Seen { void by(String who); }
}

record Point(int x, int y) {}
`;

test("types in types, their members, and those of classes without a name are declared", () => {
  expect(told("Item.java", shop).definitions).toBe(
    "class Item, field Item.LIMIT, field Item.MAX, constructor Item.Item, method Item.price, method Item.price.run, " +
      "enum Item.Kind, enumMember Item.Kind.BOOK, enumMember Item.Kind.OTHER, field Item.Kind.code, " +
      "interface Item.Seen, method Item.Seen.by, class Point, field Point.x, field Point.y",
  );
});

test("types, members and packages are imported", () => {
  expect(told("Item.java", shop).imports).toBe(
    "com.shop.tax.Rate: Rate; com.shop.cart: cart *; com.shop.tax.Rate.of: of",
  );
});

test("a doc comment stands above annotations", () => {
  expect(documented("Item.java", shop)).toEqual({ Item: "/** Is sold. */" });
});

test("text blocks and characters hold no identifiers", () => {
  expect(words("A.java", 'x = """\n a "b" c\n """ + \'d\' + e; // f')).toBe("x e");
});

test("a type is found by its package, from tests, too; files of a package see each other", () => {
  const workspace = new MemoryWorkspace({
    "core/src/main/java/com/shop/Item.java": "package com.shop;\nimport com.shop.cart.*;\nclass Item {}\n",
    "core/src/main/java/com/shop/tax/Rate.java": "package com.shop.tax;\nclass Rate {}\n",
    "core/src/main/java/com/shop/cart/Cart.java": "package com.shop.cart;\nclass Cart {}\n",
    "core/src/test/java/com/shop/ItemTest.java": "package com.shop;\nclass ItemTest {}\n",
  });
  const [item, test] = ["core/src/main/java/com/shop/Item.java", "core/src/test/java/com/shop/ItemTest.java"];
  const rate = "core/src/main/java/com/shop/tax/Rate.java";
  expect(workspace.moduleOf(item, "com.shop.tax.Rate", "Rate")).toBe(rate);
  expect(workspace.moduleOf(test, "com.shop.tax.Rate.of", "of")).toBe(rate);
  expect(workspace.moduleOf(item, "java.util.List", "List")).toBeUndefined();
  expect(workspace.reaches(test, item)).toBe(true);
  expect(workspace.reaches(item, rate)).toBe(false);
  workspace.update("A.java", "import com.shop.tax.Rate;\nclass A {}\n");
  expect(workspace.reaches("A.java", rate)).toBe(true);
  expect(workspace.reaches(item, "core/src/main/java/com/shop/cart/Cart.java")).toBe(true);
});

test("parameters and variables are local", () => {
  expect(used("A.java", "class A { int f(int item) { return it│em; } }\n")).toBe("local item) { return item; } }");
});

test.each([
  [
    "a method ends with its brace",
    "class A {\n  int f() {\n    │«return 1;\n  }\n\n  int g() {»\n}\n",
    "class A {\n  int f() {\n    «return 1;\n  }»\n}\n",
  ],
  ["what breaks the syntax is not shown", "class A {\n  int x = │«y y;»\n}\n", "syntaxError"],
])("%s", (_, fixture, shown) => {
  expect(suggest(fixture, { language: "java" })).toBe(shown);
});

test("a method can be documented, and its class tested in the mirrored folder", () => {
  const text = "package a;\n\npublic class Pri│ce {\n  int f() { return 1; }\n}\n";
  expect(offersOf("document", text, { path: "src/main/java/a/Price.java" })).toHaveLength(1);
  expect(offersOf("tests", text, { path: "src/main/java/a/Price.java" })).toHaveLength(1);
});
