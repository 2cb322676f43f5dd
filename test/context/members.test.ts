import { expect, test } from "@jest/globals";
import { contextRequest } from "../../server/context/request.ts";
import { members } from "../../server/context/sources/members.ts";
import { scene } from "./scene.ts";

/** The members that are shown before the `│` of the last file. */
function shown(source: string): string | undefined {
  return members(contextRequest(scene(source).situation, 1000))[0]?.text;
}

test.each([
  [
    "a parameter in Java",
    `--- a/Basket.java
package a;
public class Basket extends Bag {
  private int count;
  public Item first() { return null; }
  public int total(int tax) { return 1; }
}
--- a/Bag.java
package a;
public class Bag { public int size() { return 1; } }
--- a/Cart.java
package a;
class Cart { int f(Basket basket) { return basket.│ } }
`,
    "public class Basket extends Bag\n  // first, total, size",
  ],
  [
    "what a method gives back, through what it inherits",
    `--- a/Basket.java
package a;
public class Basket extends Bag { }
--- a/Bag.java
package a;
public class Bag { public Item first() { return null; } }
--- a/Item.java
package a;
public class Item { public int price() { return 1; } }
--- a/Cart.java
package a;
class Cart { int f(Basket basket) { var x = basket.first();
  return x.│ } }
`,
    "public class Item\n  // price",
  ],
  [
    "a field that a header declares, in C++",
    `--- cart.h
class Store {
 public:
  int load(int key);
};
class Cart {
 public:
  int sum();
 private:
  Store* store_;
};
--- cart.cc
#include "cart.h"
int Cart::sum() { return store_->│ }
`,
    "class Store\n  // load",
  ],
  [
    "the structure behind a typedef, in C",
    `--- cart.h
struct cart { int cents; };
typedef struct cart cart_t;
--- cart.c
#include "cart.h"
int sum(cart_t *cart) { return cart->│ }
`,
    "struct cart\n  // cents",
  ],
  [
    "a property of PHP",
    `--- src/Store.php
<?php
class Store { public function load(int $key): Item {} }
--- src/Cart.php
<?php
class Cart {
    public function __construct(private Store $store) {}
    function sum() { return $this->store->│; }
}
`,
    "class Store\n  // load",
  ],
  [
    "a value of Go, with its methods",
    `--- item.go
package shop

type Item struct { Name string }

func (i *Item) Price() int { return 1 }

func Open() (*Item, error) { return nil, nil }
--- cart.go
package shop

func Sum() int {
	item, err := Open()
	return item.│
}
`,
    "type Item struct\n  // Name, Price",
  ],
  [
    "a value of Rust, with what is implemented",
    `--- src/item.rs
pub struct Item { pub name: u32 }
impl Item {
    pub fn new() -> Self { todo!() }
    pub fn price(&self) -> u32 { 1 }
}
--- src/cart.rs
use crate::item::Item;
fn sum() -> u32 {
    let item = Item::new();
    item.│
}
`,
    "pub struct Item\n  // name, new, price",
  ],
  [
    "an element of a list of Kotlin, with extensions",
    `--- src/shop/Item.kt
package shop
class Item { fun price(): Int = 1 }
fun Item.taxed(): Int = 2
--- src/shop/Cart.kt
package shop
class Cart(val items: List<Item>) {
  fun sum() { for (item in items) item.│ }
}
`,
    "class Item\n  // price, taxed",
  ],
])("the members of %s are shown", (_, source, text) => {
  expect(shown(source)).toBe(text);
});

test("where nothing tells what stands before the dot nothing is shown", () => {
  expect(shown("--- a/Cart.java\npackage a;\nclass Cart { int f(Map map) { return map.│ } }\n")).toBeUndefined();
});

test("what was begun to be typed is the beginning of all names that are shown", () => {
  const source =
    "--- a.h\nstruct cart { int cents; int count; int sum; };\n--- a.c\nint f(struct cart *c) { return c->c│ }\n";
  expect(shown(source)).toBe("struct cart\n  // cents, count");
});
