import { expect, test } from "@jest/globals";
import { type BesideFound, besideTable } from "./beside.ts";

/** A place where the commit has `price`, and what is shown there alone and beside. */
function place(
  key: string,
  lineBefore: string,
  rest: string,
  [alone, beside]: readonly (string | null)[],
): BesideFound {
  const answer = (text: string | null | undefined) => ({
    offered: text == null ? null : { text, replaceAfter: 0 },
    isShown: text != null,
    isLineExact: text === rest,
  });
  const where = { repository: "shop", commit: key, path: "a.py", language: "Python", isTest: false, line: 1 };
  const told = { member: "price", listed: 3, isListed: true };
  return { key, ...where, lineBefore, rest, ...told, alone: answer(alone), beside: answer(beside) } as BesideFound;
}

test("the table says how often the member and the line are right, alone and beside another server", () => {
  const table = besideTable([
    place("1", "return cart.", "price()", ["total()", "price()"]),
    place("2", "return cart.pr", "ice()", [null, "ice"]),
  ]);
  expect(table).toContain("| all | 2 | 0.0 | 100.0 | 0.0 | 50.0 | 50.0 | 100.0 |");
  expect(table).toContain("| behind a dot | 1 | 0.0 | 100.0 | 0.0 | 100.0 |");
  expect(table).toContain("| some letters behind it | 1 | 0.0 | 100.0 | 0.0 | 0.0 |");
  expect(table).toContain("Other answers at 2 places: 1 lines won, 0 lost.");
});
