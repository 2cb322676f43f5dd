import { expect, test } from "@jest/globals";
import { callSpot, memberSpot } from "../../server/context/spots.ts";

test.each([
  ["cart.│", "cart", "cart.|"],
  ["cart.it│", "cart", "cart.|"],
  ["return self.cart.items().│", "self.cart.items()", "return self.cart.items().|"],
  ["cart\n  .items()\n  .│", "cart.items()", "cart\n  .items()\n  .|"],
  ["cart?.│", "cart", "cart?.|"],
  ["a->b│", "a", "a->|"],
  ["Cart::│", "Cart", "Cart::|"],
  ['"a b".│', "", '"a b".|'],
])("%j has members of “%s”", (marked, name, at) => {
  const spot = memberSpot(marked.replace("│", ""));
  expect(spot && { name: spot.name, at: `${marked.slice(0, spot.at)}|` }).toEqual({ name, at });
});

test.each(["cart│", "1.│", "x = 12.│", "f(...│", "[..│", "cart. price = │"])("%j has no receiver", (marked) => {
  expect(memberSpot(marked.replace("│", ""))).toBeUndefined();
});

test("the last character of the receiver's name is known, in front of its arguments", () => {
  const before = "self.cart.items(1, (2)).";
  expect(before[memberSpot(before)?.nameAt ?? -1]).toBe("s");
  expect(memberSpot(before)?.nameAt).toBe("self.cart.items".length - 1);
});

test.each([
  ["total(│", "total", "total("],
  ["cart.total(tax, │", "total", "cart.total("],
  ["total(tax(1), ')', [2, │", "total", "total("],
  ["total({ rate: │", "total", "total({ rate: ".slice(0, 6)],
  ["total<Item>(│", "total", "total<Item>("],
  ["if (total(│", "total", "if (total("],
])("%j is within a call of %s", (marked, name, head) => {
  const spot = callSpot(marked.replace("│", ""));
  expect(spot && { name: spot.name, head: marked.slice(0, spot.at) }).toEqual({ name, head });
});

test.each([
  "total│",
  "total(1)│",
  "if (│",
  "def total(│",
  "function total(│",
  "func (c *Cart) total(│",
  "each(() => {\n  │",
  "f(function () {\n  │",
  "(1 + │",
])("%j is within no call", (marked) => {
  expect(callSpot(marked.replace("│", ""))).toBeUndefined();
});
