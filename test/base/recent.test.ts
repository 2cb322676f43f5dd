import { expect, test } from "@jest/globals";
import { Recent } from "../../base/recent.ts";

test("the entry that was not used for longest is forgotten first", () => {
  const recent = new Recent<string, number>(2);
  recent.set("a", 1);
  recent.set("b", 2);
  recent.get("a");
  recent.set("c", 3);
  expect([recent.get("a"), recent.get("b"), recent.get("c")]).toEqual([1, undefined, 3]);
});

test("a value that is set again takes the place of the old one", () => {
  const recent = new Recent<string, number>(2);
  recent.set("a", 1);
  recent.set("b", 2);
  recent.set("a", 3);
  expect(recent.newestFirst()).toEqual([3, 2]);
  expect(recent.size).toBe(2);
});
