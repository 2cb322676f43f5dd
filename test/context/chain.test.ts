import { expect, test } from "@jest/globals";
import { receiverBefore } from "../../server/context/chain.ts";

test.each([
  ["cart.items().fir", "cart items()"],
  ["x = cart\n    .items(a, (b))\n    .", "cart items()"],
  ["this->cart_->", "this cart_"],
  ["Shop::", "Shop"],
  ["$this->cart?->", "$this cart"],
  ["rows[i][j].", "rows"],
  ["map.get<Item>().", "map get()"],
  ["cart?.items!!.", "cart items"],
  ["new Cart(1).", "new Cart()"],
  ["new \\App\\Cart(1)->", "new Cart()"],
])("before the dot of %j stands %s", (before, chain) => {
  const found = receiverBefore(before);
  const links = found?.links.map(({ name, isCall }) => name + (isCall ? "()" : "")).join(" ");
  expect(`${found?.isNew ? "new " : ""}${links}`).toBe(chain);
});

test.each(["cart", "1.", '"text".', "(a + b).", "", "a / b"])("before the end of %j stands nothing known", (before) => {
  expect(receiverBefore(before)).toBeUndefined();
});
