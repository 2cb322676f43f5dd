import { expect, test } from "@jest/globals";
import { withoutInventedErrors, withoutReceiver } from "../../server/edits/modes/whatIsTold.ts";

const script = "function f(a) {\n  if (!a) throw new RangeError('a');\n  return a;\n}";

test("an error that the code throws is told", () => {
  const doc = "/**\n * Gives a.\n * @throws {RangeError} without a\n */";
  expect(withoutInventedErrors(doc, script)).toBe(doc);
});

test("an error of which the code never speaks is not told, nor what is said of it on the next line", () => {
  const doc = "/**\n * Gives a.\n * @throws {TypeError} if a is\n *   no number\n * @returns a\n */";
  expect(withoutInventedErrors(doc, script)).toBe("/**\n * Gives a.\n * @returns a\n */");
});

test("a comment stays closed", () => {
  const doc = "/** Gives a.\n * @throws {TypeError} never */";
  expect(withoutInventedErrors(doc, script)).toBe("/** Gives a.\n */");
});

test.each([
  ["one of two entries", "Raises:\n    ValueError: if x.\n    OSError: if y.", "Raises:\n    ValueError: if x."],
  ["the whole section", "Raises:\n    OSError: if y.", ""],
])("of a docstring in Google's form %s goes", (_, section, left) => {
  const code = "def f(a):\n    raise ValueError(a)\n";
  const doc = (text: string) => `"""Gives a.${text && `\n\n${text}`}\n"""`;
  expect(withoutInventedErrors(doc(section), code)).toBe(doc(left));
});

test("a docstring with fields loses the field", () => {
  const doc = '"""Gives a.\n\n:param a: what\n:raises OSError: never\n:returns: a\n"""';
  expect(withoutInventedErrors(doc, "def f(a): return a")).toBe('"""Gives a.\n\n:param a: what\n:returns: a\n"""');
});

test.each([
  [
    "in JSDoc",
    "/**\n * Adds.\n * @param {Cart} this - the cart\n * @param item what\n */",
    "/**\n * Adds.\n * @param item what\n */",
  ],
  ["in fields", '"""Adds.\n\n:param self: the cart\n:param item: what\n"""', '"""Adds.\n\n:param item: what\n"""'],
  [
    "in Google's form",
    '"""Adds.\n\nArgs:\n    self (Cart): the cart.\n    item: what.\n"""',
    '"""Adds.\n\nArgs:\n    item: what.\n"""',
  ],
])("the object a method is called on is no parameter %s", (_, doc, told) => {
  expect(withoutReceiver(doc)).toBe(told);
});
