import { expect, test } from "@jest/globals";
import { contextRequest } from "../../server/context/request.ts";
import { reachable } from "../../server/context/sources/reachable.ts";
import { atOnce } from "../../server/slices/slices.ts";
import { scene } from "./scene.ts";

/** What is shown of what needs no name before it, at the `│` of the last file. */
function shown(source: string): readonly string[] {
  const found = atOnce(reachable(contextRequest(scene(source).situation, 1000)));
  return found.map(({ path, text }) => `${path}: ${text}`);
}

const header = `--- cart.h
int cart_total(struct cart *cart);
void door_open(void);
#define CART_LIMIT 3
`;

test("of an included header what has words from around the cursor is shown", () => {
  expect(shown(`${header}--- a.c\n#include "cart.h"\nint f(struct cart *cart) {\n  return │\n}\n`)).toEqual([
    "cart.h: int cart_total(struct cart *cart);\n#define CART_LIMIT 3",
  ]);
});

test("what stands on the screen already, and what is in no included header, is not", () => {
  expect(shown(`${header}--- a.c\nint f(struct cart *cart) { return │ }\n`)).toEqual([]);
  const source = `${header}--- a.c\n#include "cart.h"\nint x = CART_LIMIT;\nint f(struct cart *cart) { return │ }\n`;
  expect(shown(source)).toEqual(["cart.h: int cart_total(struct cart *cart);"]);
});

test("members of the class that a method outside of it belongs to are shown", () => {
  const source = `--- cart.h
class Cart {
  int total_cents_;
  int open();
};
--- cart.cc
#include "cart.h"
int Cart::total() { return │ }
`;
  expect(shown(source)).toEqual(["cart.h: int total_cents_;"]);
});

test("what a class inherits is shown in its code", () => {
  const source = `--- a/Bag.java
package a;
public class Bag { protected int totalCents; }
--- a/Cart.java
package a;
class Cart extends Bag { int total() { return │ } }
`;
  expect(shown(source)).toEqual(["a/Bag.java: protected int totalCents;"]);
});

test("behind a dot nothing of it is", () => {
  expect(shown(`${header}--- a.c\n#include "cart.h"\nint f(struct cart *cart) { return cart->│ }\n`)).toEqual([]);
});
