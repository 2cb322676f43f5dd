import { expect, test } from "@jest/globals";
import { offersOf } from "../actions/offered.ts";
import { MemoryWorkspace } from "../context/memoryWorkspace.ts";
import { suggest } from "../suggestions/fixture.ts";
import { documented, told, used, words } from "./told.ts";

const shop = `package shop.core

import shop.tax.Rate
import shop.tax.Level as Degree
import shop.util.*

/** Is sold. */
@Sold
data class Item(val name: String, other: Int) : Base(other) {
  companion object { const val LIMIT = 3 }
  val total: Int get() = 1
  fun price(tax: Int): Int {
    val local = tax
    return local
  }
}
interface Priced {
  fun price(): Int
}
enum class Kind { BOOK, OTHER }
object Shop {
  fun open() {}
}
typealias Cents = Int
fun String.cents(): Int = 1
val rate by lazy { 1 }
`;

test("classes with their properties, objects, enums, extensions and aliases are declared", () => {
  expect(told("src/main/kotlin/shop/core/Item.kt", shop).definitions).toBe(
    "class Item, field Item.name, field Item.LIMIT, field Item.total, method Item.price, interface Priced, " +
      "method Priced.price, enum Kind, enumMember Kind.BOOK, enumMember Kind.OTHER, class Shop, method Shop.open, " +
      "type Cents, function cents, variable rate",
  );
});

test("a name is imported by its path, under another name, too, or with all of its package", () => {
  expect(told("Item.kt", shop).imports).toBe("shop.tax.Rate: Rate; shop.tax.Level: Degree=Level; shop.util: *");
});

test("a doc comment stands above the annotations of its class", () => {
  expect(documented("Item.kt", shop)).toEqual({ Item: "/** Is sold. */" });
});

test("names in strings count, the rest of a string and nested comments do not", () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is Kotlin's.
  expect(words("a.kt", 'val a = "b $c ${d.e}" /* f /* g */ h */ + """i $j"""')).toBe("a c d e j");
});

test("parameters, values and what a lambda is given are local", () => {
  expect(used("a.kt", "fun f(item: Int) = g(it│em)\n")).toBe("local item: Int) = g(item)");
  expect(used("a.kt", "fun f() {\n  val x = 1\n  g(│x)\n}\n")).toBe("local x = 1");
  expect(used("a.kt", "fun f() = shop.pri│ce\n")).toBe("property");
});

test("a type is found by its package, and what a package declares is seen from where one name of it is imported", () => {
  const workspace = new MemoryWorkspace({
    "src/main/kotlin/shop/core/Item.kt": "import shop.tax.rate\n",
    "src/main/kotlin/shop/tax/Rate.kt": "",
    "src/main/kotlin/shop/tax/rates.kt": "",
    "src/main/kotlin/other/Rate.kt": "",
  });
  const from = "src/main/kotlin/shop/core/Item.kt";
  expect(workspace.moduleOf(from, "shop.tax.Rate")).toBe("src/main/kotlin/shop/tax/Rate.kt");
  expect(workspace.reaches(from, "src/main/kotlin/shop/tax/rates.kt")).toBe(true);
  expect(workspace.reaches(from, "src/main/kotlin/other/Rate.kt")).toBe(false);
});

test.each([
  [
    "the body of a function ends with its brace",
    "fun f(x: Int): Int {\n  │«return x\n}\n\nfun g() {}»\n",
    "fun f(x: Int): Int {\n  «return x\n}»\n",
  ],
  ["what breaks the syntax is not shown", "fun f() {\n  val x = │«y )»\n}\n", "fun f() {\n  val x = «y»\n}\n"],
])("%s", (_, fixture, shown) => {
  expect(suggest(fixture, { language: "kotlin" })).toBe(shown);
});

test("a function can be documented and tested", () => {
  const at = "fun pri│ce(): Int {\n  return 1\n}\n";
  expect(offersOf("document", at, { path: "src/main/kotlin/a/A.kt" })).toHaveLength(1);
  expect(offersOf("tests", at, { path: "src/main/kotlin/a/A.kt" })).toHaveLength(1);
});
