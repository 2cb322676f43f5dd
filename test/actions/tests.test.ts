import { expect, test } from "@jest/globals";
import { offersOf, promptOf, siteOf, titlesOf } from "./offered.ts";

const cart = `export class Cart {
  constructor(private readonly rate: number) {}

  │total(price: number): number {
    return price * this.rate;
  }

  clear(): void {}
}
`;

test("tests are written for a method of a class that others can import", () => {
  expect(titlesOf("tests", cart, { path: "cart.ts" })).toEqual(["Write tests for total"]);
});

test.each([
  ["a private method", "cart.ts", "export class Cart {\n  private │total() {}\n}\n"],
  ["a method whose name begins with #", "cart.ts", "export class Cart {\n  #│total() {}\n}\n"],
  ["a method whose name begins with _", "cart.py", "class Cart:\n    def │_total(self):\n        return 1\n"],
  ["a method of a class that nobody can import", "cart.ts", "class Cart {\n  │total() {}\n}\n"],
  [
    "a method of a class in a function",
    "cart.py",
    "def made():\n    class Cart:\n        def │total(self):\n            return 1\n",
  ],
])("no tests are written for %s", (_, path, marked) => {
  expect(titlesOf("tests", marked, { path })).toEqual([]);
});

test("a model that tests a method sees what it is part of, and how that is made", () => {
  const site = siteOf(cart, { path: "cart.ts" });
  const prompt = promptOf(offersOf("tests", cart, { path: "cart.ts" })[0], site);
  expect(prompt).toContain("Write tests for `Cart.total`.");
  expect(prompt).toContain("constructor(private readonly rate: number) {}");
  expect(prompt).toContain("clear(): void");
});

test("a model that tests a function in a module is told its name alone", () => {
  const marked = "export function │tax(price: number) {\n  return price;\n}\n";
  const prompt = promptOf(offersOf("tests", marked, { path: "price.ts" })[0], siteOf(marked, { path: "price.ts" }));
  expect(prompt).toContain("Write tests for `tax`.");
});
