import { expect, test } from "@jest/globals";
import { typescript } from "../../grammars/typescript/language.ts";
import { parse, type Tree } from "../../server/languages/parse.ts";
import { type SyntaxNode, syntaxIn } from "../../server/languages/syntaxIn.ts";

/** What is read of a text around the `│`. */
function around(marked: string): SyntaxNode {
  const at = marked.indexOf("│");
  return syntaxIn(parse(typescript, marked.replace("│", "")) as Tree, at, at);
}

test("of a thousand statements those beside the place are read", () => {
  const statements = Array.from({ length: 1000 }, (_, i) => `f${i}(${i === 500 ? "│" : ""});\n`).join("");
  expect(around(statements).children).toHaveLength(4);
});

test("behind the last statement the two before are read", () => {
  expect(around(`${"f();\n".repeat(1000)}\n\n│\n`).children).toHaveLength(2);
});

test("a comment between two children does not change what they are to their parent", () => {
  const [declaration] = around("const add = (a: number) =>\n  // sums\n  a + 1│;\n").children;
  const arrow = declaration?.children[1]?.children.at(-1);
  expect(arrow?.children.map(({ type, field }) => [type, field])).toEqual([
    ["=>", null],
    ["comment", null],
    ["binary_expression", "body"],
  ]);
});
