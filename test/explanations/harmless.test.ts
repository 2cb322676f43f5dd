import { expect, test } from "@jest/globals";
import { harmlessMarkdown } from "../../server/explanations/harmless.ts";

test.each([
  ["an image is not fetched", "a ![b](https://x.example/?q=1) c", "a b c"],
  ["a link runs nothing", "[run](command:evil) [see](<file:///etc/passwd>)", "run see"],
  ["a link that is defined elsewhere leads nowhere", "[a][b]\n\n[b]: https://x.example\n", "a\n\n"],
  ["HTML is text", "<img src=x onerror=y> </b> <!-- c -->", "\\<img src=x onerror=y> \\</b> \\<!-- c -->"],
  ["a comparison is left alone", "a < b", "a < b"],
  ["code is left alone", "`![a](b) <c>`", "`![a](b) <c>`"],
  ["a block of code is left alone", "x\n```ts\n<A b={c} />\n```\n<b>", "x\n```ts\n<A b={c} />\n```\n\\<b>"],
  ["a block of code that is not closed is left alone", "```\n<A />", "```\n<A />"],
])("%s", (_name, text, harmless) => {
  expect(harmlessMarkdown(text)).toBe(harmless);
});
