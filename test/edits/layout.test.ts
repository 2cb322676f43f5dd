import { expect, test } from "@jest/globals";
import { python } from "../../grammars/python/language.ts";
import { parse, type Tree } from "../../server/languages/parse.ts";
import { layoutErrors } from "../../server/languages/python/layout.ts";

test("the layout of a thousand statements is looked at in many steps", () => {
  const text = "a = 1\n".repeat(1000);
  const steps = [...layoutErrors(parse(python, text) as Tree, text, 0, text.length)];
  expect(steps.length).toBeGreaterThanOrEqual(10);
});
