import { expect, test } from "@jest/globals";
import { languageGroupOf } from "../../server/languages/languageGroup.ts";
import { offersOf } from "../actions/offered.ts";
import { suggest } from "../suggestions/fixture.ts";
import { documented, told, used, words } from "./told.ts";

const shop = `#pragma once
namespace shop {

/** Is sold. */
template <typename T>
class Item : public Base {
 public:
  Item(int cents);
  ~Item();
  int price() const { Lock lock(mutex); return cents_; }
  virtual const T& kind() = 0;
  enum class Kind { Book };
  using Cents = int;
 private:
  int cents_ = 1;
};

int Item::rounded(int to) { return to; }
}
class EXPORT Cart {
 public:
  int sum;
};
`;

test("classes with their members, templates and what is defined outside of its class are declared", () => {
  expect(told("shop.hpp", shop).definitions).toBe(
    "namespace shop, class shop.Item, method shop.Item.Item, method shop.Item.~Item, method shop.Item.price, " +
      "method shop.Item.kind, enum shop.Item.Kind, enumMember shop.Item.Kind.Book, type shop.Item.Cents, " +
      "field shop.Item.cents_, function shop.rounded, class Cart, field Cart.sum",
  );
});

test("a doc comment stands above the template of its class", () => {
  expect(documented("shop.hpp", shop)).toEqual({ Item: "/** Is sold. */" });
});

test("raw strings and separated digits hold no identifiers", () => {
  expect(words("a.cpp", 'auto x = R"(a "b)" + 1\'000\'000 + y; // z')).toBe("x y");
});

test("a header is of C++ and of C, which use each other's code", () => {
  expect(languageGroupOf({ path: "a.c" })).toBe(languageGroupOf({ path: "a.h" }));
  expect(languageGroupOf({ path: "a.cpp" })).toBe(languageGroupOf({ path: "a.h" }));
});

test("parameters and variables are local", () => {
  expect(used("a.cpp", "int f(const T& item) { return g(it│em); }\n")).toBe("local item) { return g(item); }");
});

test("what breaks the syntax is not shown", () => {
  expect(suggest("int f() {\n  auto x = │«y y;»\n}\n", { language: "cpp" })).toBe("syntaxError");
});

test("a function can be documented", () => {
  expect(offersOf("document", "int pri│ce()\n{\n  return 1;\n}\n", { path: "a.cpp" })).toHaveLength(1);
});
