import { expect, test } from "@jest/globals";
import { nameFirst, typeFirst } from "../../server/languages/receivers.ts";
import { definitionsShown } from "./told.ts";

test.each([
  ["const Item& item, int x", "Item"],
  ["struct cart *item;", "cart"],
  ["std::vector<Item> item;", "vector"],
  ["Item item = new Item();", "Item"],
  ["try (Item item = open()) {", "Item"],
])("the type stands first in %s", (text, type) => {
  expect(typeFirst.typesOf(text, "item").at(-1)).toBe(type);
});

test.each([
  ["fun f(item: Item?)", "Item"],
  ["func f(item *shop.Item) {", "Item"],
  ["let item = Item::new();", "Item"],
  ["item := &Item{}", "Item"],
])("the name stands first in %s", (text, type) => {
  expect(nameFirst.typesOf(text, "item").at(-1)).toBe(type);
});

test("the class that a method belongs to is around it, and the one that a class extends", () => {
  expect(typeFirst.around("int Cart::sum() const {\n  return ")).toContain("Cart");
  expect(typeFirst.around("class Cart extends Shop {\n  int f() { return ")).toContain("Shop");
  expect(nameFirst.around("func (c *Cart) Sum() int {\n")).toContain("Cart");
});

test("the members of a type are shown where a variable of it is used far from its declaration", () => {
  const filler = Array.from({ length: 30 }, (_, i) => `    use${i}(value);`).join("\n");
  const shown = definitionsShown(
    `--- a/Basket.java\npackage a;\n\npublic class Basket {\n  public int total() { return 1; }\n}\n--- a/Cart.java\npackage a;\n\nclass Cart {\n  void f(Basket things, int value) {\n${filler}\n    print(things.│);\n  }\n}\n`,
  );
  expect(shown).toContain("a/Basket.java");
});
