import { expect, test } from "@jest/globals";
import { docMarkdown } from "../../server/explanations/docs.ts";

test.each([
  ["a comment of one line", "/** In cents. */", "In cents."],
  ["stars", "/**\n * One.\n *\n * * item\n */", "One.\n\n* item"],
  ["line comments", "// One,\n// two.", "One,\ntwo."],
  ["comments of Python", "# One,\n# two.", "One,\ntwo."],
  ["a raw docstring", 'r"""One."""', "One."],
  [
    "the tags of TSDoc",
    "/**\n * @param a - first, see {@link Foo}\n * @returns the sum\n * @throws {RangeError} when large\n * @deprecated use b\n */",
    "- `a`: first, see `Foo`\n- returns the sum\n- throws RangeError when large\n**Deprecated.** use b",
  ],
  ["types and defaults of JSDoc", '/** @param {string} [name="x"] who */', "- `name`: who"],
  [
    "reStructuredText",
    '"""Pushes.\n\n    :param item: what\n    :type item: int\n    :returns: ``None``\n    """',
    "Pushes.\n\n- `item`: what\n- returns `None`",
  ],
  ["code in a comment", "/**\n * @example\n * ```ts\n * @dec f()\n * ```\n */", "**Example**\n```ts\n@dec f()\n```"],
  ["nothing", "/** */", ""],
])("%s reads as Markdown", (_name, comment, markdown) => {
  expect(docMarkdown(comment)).toBe(markdown);
});

test("a long comment is shortened at a line end, and its block of code closed", () => {
  const lines = Array.from({ length: 40 }, (_, i) => ` * line ${i}`).join("\n");
  expect(docMarkdown(`/**\n * \`\`\`\n${lines}\n */`)).toMatch(/line 14\n```\n…$/);
});
