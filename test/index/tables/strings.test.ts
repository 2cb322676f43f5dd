import { expect, test } from "@jest/globals";
import { countOf, Interner, idOf, stringAt } from "../../../server/index/tables/strings.ts";

test("room for many strings is made in steps, and each string keeps its number", () => {
  const names = Array.from({ length: 20_000 }, (_, i) => `name${i}`);
  const interner = new Interner();
  let steps = 0;
  for (const [i, name] of names.entries()) {
    if (i % 1000 === 0) for (const _ of interner.makeRoom()) steps++;
    expect(interner.intern(name)).toBe(i);
  }
  expect(steps).toBeGreaterThan(1);
  const strings = interner.strings();
  expect(countOf(strings)).toBe(names.length);
  expect(names.every((name, i) => idOf(strings, name) === i && stringAt(strings, i) === name)).toBe(true);
});
