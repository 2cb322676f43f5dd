import { expect, test } from "@jest/globals";
import { phpReceivers } from "../../server/languages/php/receivers.ts";
import { nameFirst, nameThenType, type ReceiverRules, typeFirst } from "../../server/languages/receivers.ts";
import { rubyReceivers } from "../../server/languages/ruby/receivers.ts";
import { definitionsShown } from "./told.ts";

function typeOf(rules: ReceiverRules, text: string): string | undefined {
  return rules.typesOf(text, "item").at(-1)?.join(" ");
}

test.each([
  ["const Item& item, int x", "Item"],
  ["struct cart *item;", "cart"],
  ["std::vector<Item> item;", "vector Item"],
  ["Item item = new Item();", "Item"],
  ["try (Item item = open()) {", "Item"],
])("the type stands first in %s", (text, type) => {
  expect(typeOf(typeFirst, text)).toBe(type);
});

test.each([
  ["fun f(item: Item?)", "Item"],
  ["val item: List<Item> = listOf()", "List Item"],
  ["let item = Item::new();", "Item"],
  ["let item: &'a mut dyn Item = x;", "Item"],
])("the name stands first in %s", (text, type) => {
  expect(typeOf(nameFirst, text)).toBe(type);
});

test.each([
  ["func f(item *shop.Item) {", "Item"],
  ["item := &Item{}", "Item"],
  ["var item []Item", "Item"],
])("only a blank stands between in %s", (text, type) => {
  expect(typeOf(nameThenType, text)).toBe(type);
});

test.each([
  ["function f(Item $item)", "Item"],
  ["function __construct(private readonly ?\\App\\Item $item)", "Item"],
  ["    private Item|Other $item;", "Item Other"],
  ["    /** @var Item the first */\n    private $item;", "Item"],
  ["/** @param Item[] $item */", undefined],
  ["$item = new Item();", "Item"],
  ["$this->item = new Item();", "Item"],
  ["catch (ItemError $item) {", "ItemError"],
  ["return $item;", undefined],
  ["string $item", undefined],
])("in PHP a type stands before a name with a sign in %s", (text, type) => {
  expect(typeOf(phpReceivers, text)).toBe(type);
});

test.each([
  ["item = Item.new(1)", "Item"],
  ["@item ||= Shop::Item.find(1)", "Item"],
  ["# @param item [Shop::Item] the first", "Item"],
  ["# @param [Item, nil] item", "Item"],
  ["item == Item.new", undefined],
  ["@items = Item.all", undefined],
])("in Ruby a type makes the value of a name in %s", (text, type) => {
  expect(typeOf(rubyReceivers, text)).toBe(type);
});

test("in Ruby the class around, what it extends and mixes in need no name before their methods", () => {
  expect(rubyReceivers.around("class Cart < Shop::Base\n  include Sells, Taxed\n  extend Shop::Found\n")).toEqual([
    "Cart",
    "Base",
    "Sells",
    "Taxed",
    "Found",
  ]);
});

test.each([
  ["what a local was made of", "  def f\n    basket = Basket.new(1)\nFILLER\n    basket.│\n  end\n"],
  ["what a class mixes in, behind self", "  include Basket\n  def f\nFILLER\n    self.│\n  end\n"],
])("members of %s are shown in Ruby", (_, code) => {
  const filler = Array.from({ length: 40 }, (_, i) => `    use${i}(value)`).join("\n");
  const basket = `--- lib/basket.rb\n${code.includes("include") ? "module" : "class"} Basket\n  def total\n    1\n  end\nend\n`;
  const shown = definitionsShown(`${basket}--- lib/cart.rb\nclass Cart\n${code.replace("FILLER", filler)}end\n`);
  expect(shown).toContain("lib/basket.rb");
});

test.each(["aB3", "\\a", "a<b"])("data without end (%s) in a string is read soon in each language", (part) => {
  const text = `$data = "${part.repeat(10_000)}";\n`;
  const start = process.cpuUsage();
  for (const rules of [phpReceivers, rubyReceivers, typeFirst, nameFirst, nameThenType]) {
    rules.typesOf(text, "item");
    rules.valueOf(text, "item");
    rules.around(text);
  }
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(500);
});

test("the class that a method belongs to is around it, and the one that a class extends", () => {
  expect(typeFirst.around("int Cart::sum() const {\n  return ")).toContain("Cart");
  expect(typeFirst.around("class Cart extends Shop {\n  int f() { return ")).toContain("Shop");
  expect(nameFirst.around("func (c *Cart) Sum() int {\n")).toContain("Cart");
  expect(phpReceivers.around("class Cart extends \\App\\Shop {\n    use Sells, Taxed;\n")).toEqual([
    "Shop",
    "Sells",
    "Taxed",
  ]);
});

test("the members of a type are shown where a variable of it is used far from its declaration", () => {
  const filler = Array.from({ length: 30 }, (_, i) => `    use${i}(value);`).join("\n");
  const shown = definitionsShown(
    `--- a/Basket.java\npackage a;\n\npublic class Basket {\n  public int total() { return 1; }\n}\n--- a/Cart.java\npackage a;\n\nclass Cart {\n  void f(Basket things, int value) {\n${filler}\n    print(things.│);\n  }\n}\n`,
  );
  expect(shown).toContain("a/Basket.java");
});
