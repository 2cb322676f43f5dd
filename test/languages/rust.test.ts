import { expect, test } from "@jest/globals";
import { offersOf } from "../actions/offered.ts";
import { MemoryWorkspace } from "../context/memoryWorkspace.ts";
import { suggest } from "../suggestions/fixture.ts";
import { documented, told, used, words } from "./told.ts";

const shop = `use crate::tax::{rate, Level as Tax};
use std::fmt;
mod cart;

/// Is sold.
#[derive(Debug)]
pub struct Item<'a> {
    pub name: &'a str,
    cents: u32,
}

enum Kind { Book, Other(u8) }

pub trait Priced {
    fn price(&self) -> u32;
}

impl<'a> Priced for Item<'a> {
    fn price(&self) -> u32 {
        fn half(x: u32) -> u32 { x / 2 }
        half(self.cents)
    }
}

const LIMIT: u32 = 3;
macro_rules! sum { () => {} }
`;

test("types, traits, what is implemented and what is nested are declared", () => {
  expect(told("src/shop.rs", shop).definitions).toBe(
    "class Item, field Item.name, field Item.cents, (enum Kind), enumMember Kind.Book, enumMember Kind.Other, " +
      "interface Priced, method Priced.price, (class Item), method Item.price, function Item.price.half, " +
      "(constant LIMIT), (function sum)",
  );
});

test("names of a list are imported, under another name, too, and a module is one", () => {
  expect(told("src/shop.rs", shop).imports).toBe("crate::tax: rate Tax=Level; std: fmt; cart: cart=*");
});

test("documentation stands above the attributes of its item", () => {
  expect(documented("src/shop.rs", shop)).toEqual({ Item: "/// Is sold." });
});

test("lifetimes hide no code, and raw strings and nested comments hold none", () => {
  expect(words("a.rs", "fn f<'a>(x: &'a str) { r#\"b \"c\" \"# ; /* d /* e */ f */ '\\'' }")).toBe("f a x a");
});

test("a module is found by its path in the crate, and another crate by its name", () => {
  const workspace = new MemoryWorkspace({
    "Cargo.toml": '[package]\nname = "shop"\n',
    "src/lib.rs": "",
    "src/cart.rs": "",
    "src/tax/mod.rs": "",
    "src/tax/rate.rs": "",
    "money/Cargo.toml": '[package]\nname = "money-lib"\n',
    "money/src/lib.rs": "",
  });
  const from = (path: string, specifier: string, name?: string) => workspace.moduleOf(path, specifier, name);
  expect(from("src/cart.rs", "crate::tax", "Level")).toBe("src/tax/mod.rs");
  expect(from("src/cart.rs", "crate::tax", "rate")).toBe("src/tax/rate.rs");
  expect(from("src/tax/rate.rs", "super", "Level")).toBe("src/tax/mod.rs");
  expect(from("src/cart.rs", "money_lib", "Money")).toBe("money/src/lib.rs");
  expect(from("src/lib.rs", "cart", "*")).toBe("src/cart.rs");
  expect(from("src/cart.rs", "serde", "Serialize")).toBeUndefined();
});

test("parameters, `let` and patterns are local", () => {
  expect(used("a.rs", "fn f(item: u8) -> u8 { it│em }\n")).toBe("local item: u8) -> u8 { item }");
  expect(used("a.rs", "fn f() {\n    let x = 1;\n    g(│x);\n}\n")).toBe("local x = 1;");
});

test.each([
  [
    "a lifetime opens no string",
    "fn f<'a>(x: &'a str) {\n    g(│«x);»\n}\n",
    "fn f<'a>(x: &'a str) {\n    g(«x);»\n}\n",
  ],
  ["what breaks the syntax is not shown", "fn f() {\n    let x = │«y y;»\n}\n", "syntaxError"],
])("%s", (_, fixture, shown) => {
  expect(suggest(fixture, { language: "rust" })).toBe(shown);
});

test("a function can be documented", () => {
  expect(offersOf("document", "fn pri│ce() -> u8 {\n    1\n}\n", { path: "a.rs" })).toHaveLength(1);
});

test.each([
  [
    "a string over several lines is suggested whole",
    'fn long() -> &str {\n    │«"\nSet the path.\n"\n}»\n}\n',
    'fn long() -> &str {\n    «"\nSet the path.\n"»\n}\n',
  ],
  [
    "in a raw string a backslash and a quote are themselves",
    'fn f() -> bool {\n    g(r#"a"(\\"#, │«b)»\n}\n',
    'fn f() -> bool {\n    g(r#"a"(\\"#, «b)»\n}\n',
  ],
])("%s", (_, fixture, shown) => {
  expect(suggest(fixture, { language: "rust" })).toBe(shown);
});
