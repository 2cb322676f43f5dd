import { expect, test } from "@jest/globals";
import { offersOf } from "../actions/offered.ts";
import { MemoryWorkspace } from "../context/memoryWorkspace.ts";
import { suggest } from "../suggestions/fixture.ts";
import { documented, told, used, words } from "./told.ts";

const shop = `require "json"
require_relative "../lib/tax"

module Shop
  # Is sold.
  class Item < Base
    LIMIT = 3
    attr_reader :name, :cents
    Point = Struct.new(:x, :y)
    class << self
      def build(name) = new(name)
    end
    def initialize(name)
      @name = name
    end
    private def sold?; end
    alias_method :gone, :sold?
    def name=(value); end
  end
end
`;

test("modules, classes with their attributes and methods, constants and structures are declared", () => {
  expect(told("shop.rb", shop).definitions).toBe(
    "namespace Shop, class Shop.Item, field Shop.Item.LIMIT, method Shop.Item.name, method Shop.Item.cents, " +
      "class Shop.Item.Point, field Shop.Item.Point.x, field Shop.Item.Point.y, method Shop.Item.build, " +
      "method Shop.Item.initialize, method Shop.Item.sold, method Shop.Item.gone, method Shop.Item.name",
  );
});

test("all of a required file is imported, and a relative one is told apart", () => {
  expect(told("shop.rb", shop).imports).toBe("json: *; ./../lib/tax: *");
});

test("line comments above a declaration document it", () => {
  expect(documented("shop.rb", shop)).toEqual({ Item: "# Is sold." });
});

test("strings hold no identifiers but for the code in them, and names lose their signs", () => {
  expect(words("a.rb", "@a = \"b #{c}\" + 'd' # e\n=begin\nf\n=end\nsold?")).toBe("a c sold");
});

test("parameters and variables are local to a method or a block", () => {
  expect(used("a.rb", "def f(item)\n  it│em\nend\n")).toBe("local item)");
  expect(used("a.rb", "def f\n  [1].each { |x| g(│x) }\nend\n")).toBe("local x| g(x) }");
  expect(used("a.rb", "def f\n  shop.pri│ce\nend\n")).toBe("property");
});

test("a file is required from `lib`, from the gem that is called like it, or where it says", () => {
  const workspace = new MemoryWorkspace({
    "lib/shop/tax.rb": "",
    "lib/shop/cart.rb": "",
    "shop-web/lib/shop/web/app.rb": "",
    "spec/helper.rb": "",
  });
  expect(workspace.moduleOf("spec/cart_spec.rb", "shop/tax")).toBe("lib/shop/tax.rb");
  expect(workspace.moduleOf("spec/cart_spec.rb", "helper")).toBe("spec/helper.rb");
  expect(workspace.moduleOf("lib/shop/cart.rb", "./tax")).toBe("lib/shop/tax.rb");
  expect(workspace.moduleOf("lib/shop/cart.rb", "shop/web/app")).toBe("shop-web/lib/shop/web/app.rb");
  expect(workspace.moduleOf("lib/shop/cart.rb", "json")).toBeUndefined();
});

test.each([
  [
    "the body of a method ends with the word that the file lacks",
    "def price(cents)│«\n  cents * 2\nend\n\ndef other\nend»\n",
    "def price(cents)«\n  cents * 2\nend»\n",
  ],
  [
    "an end that the file has is not written again",
    "class Shop\n  def price(cents)\n    │«cents * 2\n  end\nend»\n  end\nend\n",
    "class Shop\n  def price(cents)\n    «cents * 2»\n  end\nend\n",
  ],
  [
    "a block that the suggestion begins is whole",
    "items.each do |item|\n  │«if item.sold?\n    puts item\n  end»\n  item.sell\nend\n",
    "items.each do |item|\n  «if item.sold?\n    puts item\n  end»\n  item.sell\nend\n",
  ],
  [
    "what is returned under a condition does not end a method",
    "def price\n  │«return if sold?\n  2»\nend\n",
    "def price\n  «return if sold?\n  2»\nend\n",
  ],
  [
    "what stands in a heredoc is no code",
    "def price\n  text = <<~SQL\n    don't (\n  SQL\n  f(│«text)»\nend\n",
    "def price\n  text = <<~SQL\n    don't (\n  SQL\n  f(«text)»\nend\n",
  ],
  [
    "a block whose head is half-written is suggested whole",
    "it 'sells\n  │«shop = Shop.new\n\n  shop.sell»\nend\n",
    "it 'sells\n  «shop = Shop.new\n\n  shop.sell»\nend\n",
  ],
  [
    "what a half-written head leaves open makes no arguments of its block",
    'define_method(:"sell_#{name}\n  │«shop = Shop.new\n  shop.sell»\nend\n',
    'define_method(:"sell_#{name}\n  «shop = Shop.new\n  shop.sell»\nend\n',
  ],
  [
    "a string that a line above left open and one below ends takes no code",
    'it "sells\n  item = find│«("a")»\n  it "\n  sell 1\n',
    'it "sells\n  item = find«("a")»\n  it "\n  sell 1\n',
  ],
  ["what breaks the syntax is not shown", "def f\n  x = │«[1 2»\nend\n", "syntaxError"],
])("%s", (_, fixture, shown) => {
  expect(suggest(fixture, { language: "ruby" })).toBe(shown);
});

test("a class in a module can be documented and tested", () => {
  const at = "module Shop\n  class Pri│ce\n    def f = 1\n  end\nend\n";
  expect(offersOf("document", at, { path: "lib/price.rb" })).toHaveLength(1);
  expect(offersOf("tests", at, { path: "lib/price.rb" })).toHaveLength(1);
});

test("what a method's body declares is found, whatever else it does", () => {
  const text = `class Shop
  LIMIT, RATE = 1, 2
  def make
    total = price
    kind = Class.new do
      attr_reader :tax
      def pay
        total
      end
    end
    define_method(:late) { total }
    require "tax"
  end
end
`;
  expect(told("shop.rb", text).definitions).toBe(
    "class Shop, field Shop.LIMIT, field Shop.RATE, method Shop.make, method Shop.make.tax, function Shop.make.pay, function Shop.make.late",
  );
  expect(told("shop.rb", text).imports).toBe("tax: *");
});
