import { expect, test } from "@jest/globals";
import { answerText, isTooLong, wholeSentences } from "../../server/explanations/answer.ts";

test.each([
  ["what a model thought is not said", "<think>Hm. It adds.</think>\nIt adds.", "It adds."],
  ["thought whose beginning the template wrote is not said", "Hm. It adds.\n</think>\n\nIt adds.", "It adds."],
  ["thought that goes on is nothing yet", "<think>Hm. It", ""],
  ["a tag that is not whole yet is nothing yet", "It adds.<thi", "It adds."],
  ["a fence around everything goes", "```markdown\nIt adds.\n```", "It adds."],
  ["a fence that is not closed yet goes", "```\nIt adds", "It adds"],
  ["code beside it goes: the reader has it", "```\na + b\n```\nIt adds.", "It adds."],
  ["code that has not ended yet goes", "It adds.\n```ts\na + b", "It adds."],
  ["headings go", "### What it does\nIt adds.\n\n**Errors:**\n\nNone.", "It adds.\n\nNone."],
  ["names between backticks stay", "It adds `a` to `b`.", "It adds `a` to `b`."],
  ["escape sequences of terminals go", "It \u001b[31madds\u001b[0m.\u001b]8;;http://x\u0007\u009b2J", "It adds."],
  ["control characters go", "It\u0000 adds\u0008.\r\nYes.\u202e", "It adds.\nYes."],
])("%s", (_name, raw, said) => {
  expect(answerText(raw)).toBe(said);
});

test("an answer that does not end is cut behind a sentence", () => {
  const raw = "It adds. ".repeat(400);
  expect(isTooLong(raw)).toBe(true);
  expect(answerText(raw)).toMatch(/^(It adds\. )+It adds\.$/);
  expect(answerText(raw).length).toBeLessThanOrEqual(800);
});

test.each([
  ["One. Two thr", "One."],
  ["It calls `a.b. c", "It calls `a.b. c …"],
  ["It takes a path, e.g. a file. It is", "It takes a path, e.g. a file."],
  ["It says “no” (twice.) Then", "It says “no” (twice.)"],
  ["1. It adds.\n\n2. Th", "1. It adds."],
  ["1. It adds.\n\n2. ", "1. It adds."],
  ["It is version 3. Then", "It is version 3."],
])("an answer that ended by a limit ends with a sentence: %s", (text, whole) => {
  expect(wholeSentences(text)).toBe(whole);
});

test("a text without a whole sentence says that it goes on", () => {
  expect(wholeSentences("One two three four five")).toBe("One two three four five …");
});
