import { expect, test } from "@jest/globals";
import { offersOf } from "../actions/offered.ts";
import { MemoryWorkspace } from "../context/memoryWorkspace.ts";
import { suggest } from "../suggestions/fixture.ts";
import { documented, told, used, words } from "./told.ts";

const shop = `using System;
using Shop.Tax;
using Rates = Shop.Tax.Rates;

namespace Shop
{
    /// <summary>Is sold.</summary>
    [Serializable]
    public class Item<T> : IPriced
    {
        private int cents, limit;
        public string Name { get; set; } = "";
        public event EventHandler Sold;
        public Item(int cents) { }
        public int Price() { int Half(int x) { return x / 2; } return Half(cents); }
        public enum Kind { Book }
    }

    public record Point(int X);
    public delegate int Sum(int a);
}
`;

test("types, their members and functions in functions are declared", () => {
  expect(told("Item.cs", shop).definitions).toBe(
    "(module Shop), class Shop.Item, field Shop.Item.cents, field Shop.Item.limit, field Shop.Item.Name, " +
      "field Shop.Item.Sold, constructor Shop.Item.Item, method Shop.Item.Price, function Shop.Item.Price.Half, " +
      "enum Shop.Item.Kind, enumMember Shop.Item.Kind.Book, class Shop.Point, field Shop.Point.X, type Shop.Sum",
  );
});

test("namespaces are used as a whole, its own among them", () => {
  expect(told("Item.cs", shop).imports).toBe("System: *; Shop.Tax: *; Shop.Tax.Rates: Rates=*; Shop: *");
});

test("documentation stands above attributes", () => {
  expect(documented("Item.cs", shop)).toEqual({ Item: "/// <summary>Is sold.</summary>" });
});

test("strings hold no identifiers but those of the code in them", () => {
  expect(words("A.cs", 'x = @"a ""b" + $"c {d} e" + \'f\' + "g"; // h')).toBe("x d");
});

test("files of a namespace see each other, and those of a namespace that is used", () => {
  const workspace = new MemoryWorkspace({
    "src/Shop/Item.cs": "using Shop.Tax;\nnamespace Shop { class Item {} }\n",
    "src/Shop/Cart.cs": "namespace Shop { class Cart {} }\n",
    "src/Shop/Tax/Rate.cs": "namespace Shop.Tax { class Rate {} }\n",
    "src/Other/Rate.cs": "namespace Other { class Rate {} }\n",
  });
  const seen = ["src/Shop/Cart.cs", "src/Shop/Tax/Rate.cs", "src/Other/Rate.cs"];
  expect(seen.filter((path) => workspace.reaches("src/Shop/Item.cs", path))).toEqual(seen.slice(0, 2));
});

test("parameters and variables are local", () => {
  expect(used("A.cs", "class A { int F(int item) { return it│em; } }\n")).toBe("local item) { return item; } }");
});

test("what breaks the syntax is not shown", () => {
  const text = "class A\n{\n    int F()\n    {\n        var x = │«y y;»\n    }\n}\n";
  expect(suggest(text, { language: "csharp" })).toBe("syntaxError");
});

test("a method can be documented, and its class tested", () => {
  const text = "public class Pri│ce\n{\n    int F() { return 1; }\n}\n";
  expect(offersOf("document", text, { path: "src/Shop/Price.cs" })).toHaveLength(1);
  expect(offersOf("tests", text, { path: "src/Shop/Price.cs" })).toHaveLength(1);
});
