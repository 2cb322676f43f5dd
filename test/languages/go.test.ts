import { expect, test } from "@jest/globals";
import { offersOf } from "../actions/offered.ts";
import { MemoryWorkspace, tagsOf } from "../context/memoryWorkspace.ts";
import { suggest } from "../suggestions/fixture.ts";
import { documented, told, used, words } from "./told.ts";

const shop = `package shop

import (
	"fmt"
	yaml "gopkg.in/yaml.v3"
	"example.com/shop/tax/v2"
)

// Item is sold.
type Item struct {
	Name  string
	cents int
}

type Priced interface{ Price() int }

const rate = 1

var open = true

// Price is in cents.
func (i *Item) Price() int {
	type local struct{ a int }
	x := i.cents
	return x
}

func New(name string) *Item { return &Item{Name: name} }
`;

test("types with their fields, functions, methods and the package's own names are declared", () => {
  expect(told("shop.go", shop).definitions).toBe(
    "class Item, field Item.Name, field Item.cents, interface Priced, method Priced.Price, constant rate, " +
      "variable open, method Price, class Price.local, field Price.local.a, function New",
  );
});

test("each name of a list is declared", () => {
  const names = tagsOf("a.go", "package a\n\nvar a, b = 1, 2\n").definitions.map(({ name }) => name);
  expect(names).toEqual(["a", "b"]);
});

test("a package is known by the last part of its path, without its version", () => {
  expect(told("shop.go", shop).imports).toBe("fmt: fmt=*; gopkg.in/yaml.v3: yaml=*; example.com/shop/tax/v2: tax=*");
});

test("line comments above a declaration document it", () => {
  expect(documented("shop.go", shop)).toEqual({ Item: "// Item is sold.", Price: "// Price is in cents." });
});

test("raw strings, characters and keywords hold no identifiers", () => {
  expect(words("a.go", "var s = `a \"b` + 'c' + '\\'' // d\nx := \"e\"")).toBe("s x");
});

test("parameters and short variables are local", () => {
  expect(used("a.go", "package a\nfunc f(item int) { g(it│em) }\n")).toBe("local item int) { g(item) }");
  expect(used("a.go", "package a\nfunc f() {\n\tx := 1\n\tg(│x)\n}\n")).toBe("local x := 1");
});

test("files of a folder see each other, and those that are imported by module and folder", () => {
  const workspace = new MemoryWorkspace({
    "go.mod": "module example.com/shop\n",
    "cart.go": 'package shop\nimport "example.com/shop/tax"\n',
    "item.go": "package shop\n",
    "tax/rate.go": "package tax\n",
    "other/rate.go": "package other\n",
  });
  const seen = ["item.go", "tax/rate.go", "other/rate.go"].filter((path) => workspace.reaches("cart.go", path));
  expect(seen).toEqual(["item.go", "tax/rate.go"]);
});

test.each([
  [
    "the body of a function ends with its brace",
    "func f() {\n\t│«return 1\n}\n\nfunc g() {}»\n",
    "func f() {\n\t«return 1\n}»\n",
  ],
  ["what breaks the syntax is not shown", "package a\n\nfunc f() {\n\tx := │«y y»\n}\n", "syntaxError"],
])("%s", (_, fixture, shown) => {
  expect(suggest(fixture, { language: "go" })).toBe(shown);
});

test("a raw string with brackets in it leaves no bracket open", () => {
  const text = "package a\n\nfunc f() {\n\tx := `((`\n\ty := g(│«x)»\n}\n";
  expect(suggest(text, { language: "go" })).toBe("package a\n\nfunc f() {\n\tx := `((`\n\ty := g(«x)»\n}\n");
});

test("a function can be documented, and tested beside its file", () => {
  const at = "package a\n\nfunc Pri│ce(cents int) int {\n\treturn cents\n}\n";
  expect(offersOf("document", at, { path: "price.go" })).toHaveLength(1);
  expect(offersOf("tests", at, { path: "price.go" })).toHaveLength(1);
});
