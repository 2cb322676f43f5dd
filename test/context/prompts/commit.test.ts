import { expect, test } from "@jest/globals";
import { chatText } from "../../../server/context/prompts/chat.ts";
import { commitContext, commitMessageIn } from "../../../server/context/prompts/commit.ts";
import { atOnce } from "../../../server/slices/slices.ts";

test("a model is shown earlier messages, then the changes, smaller ones first, and is asked last", () => {
  const files = [
    { path: "large.py", diff: "+x\n".repeat(20) },
    { path: "small.py", diff: '+password = "hunter2hunter2"' },
  ];
  const room = { promptTokens: 2000, charactersPerToken: 3 };
  const text = chatText(atOnce(commitContext({ files, subjects: ["Carts have a total"] }, "Write the message.", room)));
  const order = ["Carts have a total", "small.py", "large.py", "Write the message"].map((part) => text.indexOf(part));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(order[0]).toBeGreaterThanOrEqual(0);
  expect(text).not.toContain("hunter2");
});

test.each([
  ["Carts have a total", "Carts have a total"],
  ["```\nCarts have a total\n\nIt is used in the bill.\n```", "Carts have a total\n\nIt is used in the bill."],
  ["Commit message: Carts have a total", "Carts have a total"],
  ["Here is the commit message:\n\nCarts have a total", "Carts have a total"],
  ['"Carts have a total"', "Carts have a total"],
  ["Carts have a total\n# a comment", "Carts have a total"],
  ["  \n", ""],
])("of the answer %j the message is taken", (answer, message) => {
  expect(commitMessageIn(answer)).toBe(message);
});
