import { expect, test } from "@jest/globals";
import { answerText, isTooLong, wholeSentences } from "../../server/explanations/answer.ts";

test.each([
  ["what a model thought is not said", "<think>Hm. It adds.</think>\nIt adds.", "It adds."],
  ["thought whose beginning the template wrote is not said", "Hm. It adds.\n</think>\n\nIt adds.", "It adds."],
  ["thought that goes on is nothing yet", "<think>Hm. It", ""],
  ["a tag that is not whole yet is nothing yet", "It adds.<thi", "It adds."],
  ["a fence around everything goes", "```markdown\nIt adds.\n```", "It adds."],
  ["a fence that is not closed yet goes", "```\nIt adds", "It adds"],
  ["a fence around a part stays", "```\na + b\n```\nIt adds.", "```\na + b\n```\nIt adds."],
  ["code in the middle stays", "It adds:\n```ts\na + b < c\n```", "It adds:\n```ts\na + b < c\n```"],
  ["escape sequences of terminals go", "It \u001b[31madds\u001b[0m.\u001b]8;;http://x\u0007\u009b2J", "It adds."],
  ["control characters go", "It\u0000 adds\u0008.\r\nYes.\u202e", "It adds.\nYes."],
])("%s", (_name, raw, said) => {
  expect(answerText(raw)).toBe(said);
});

test("an answer that does not end is cut behind a sentence", () => {
  const raw = "It adds. ".repeat(400);
  expect(isTooLong(raw)).toBe(true);
  expect(answerText(raw)).toMatch(/^(It adds\. )+It adds\.$/);
  expect(answerText(raw).length).toBeLessThanOrEqual(2000);
});

test("a text without a sentence that ends late says that it goes on", () => {
  expect(wholeSentences("One. Two three four five")).toBe("One. Two three four five …");
});
