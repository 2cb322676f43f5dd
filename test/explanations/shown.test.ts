import { expect, test } from "@jest/globals";
import type { Facts } from "../../server/explanations/facts.ts";
import { markdown, plaintext, shown } from "../../server/explanations/shown.ts";

const facts: Facts = {
  name: "total",
  language: "typescript",
  signatures: ["const total: number"],
  doc: "In **cents**, see `tax`.\n\n```ts\na_b_c * d\n```",
  role: "exported constant",
  definedAt: { uri: "file:///w/(shop)/my_cart.ts", path: "(shop)/my_cart.ts", line: 4 },
  others: 0,
  uses: { count: 1234, files: 1, isByName: false, callers: [] },
};

test("Markdown has a block of code, and links that survive parentheses", () => {
  expect(shown(facts, undefined, markdown)).toBe(
    [
      "```typescript\nconst total: number\n```",
      facts.doc,
      "exported constant in [(shop)/my\\_cart.ts:5](file:///w/%28shop%29/my_cart.ts#L5); used 1234 times in 1 file",
    ].join("\n\n"),
  );
});

test("plain text reads without marks, and code keeps what looks like them", () => {
  expect(shown(facts, undefined, plaintext)).toBe(
    [
      "const total: number",
      "In cents, see tax.\n\na_b_c * d\n",
      "exported constant in (shop)/my_cart.ts:5; used 1234 times in 1 file",
    ].join("\n\n"),
  );
});

test("code that holds a fence is fenced by a longer one", () => {
  expect(shown({ ...facts, signatures: ["`".repeat(3)] }, undefined, markdown)).toContain("````typescript\n```\n````");
});

test("a file whose name holds escape sequences or line ends is shown without them", () => {
  const definedAt = { uri: "file:///w/a", path: "a\u001b[31m\nb.ts", line: 0 };
  expect(shown({ ...facts, definedAt }, undefined, plaintext)).toContain("in a b.ts:1");
});

test("an explanation that has not begun is promised", () => {
  expect(shown(facts, { text: "", model: "", isWhole: false }, plaintext)).toMatch(/\n\nExplaining …; hover again\.$/);
});
