import { expect, test } from "@jest/globals";
import { chunksOf } from "../../server/context/chunks.ts";
import { tagsOf } from "./memoryWorkspace.ts";

const body = (lines: number) => Array.from({ length: lines }, (_, i) => `  step(${i});`).join("\n");

test("a file is cut between its functions", () => {
  const text = `function a() {\n${body(14)}\n}\nfunction b() {\n${body(14)}\n}\nfunction c() {\n${body(14)}\n}\n`;
  const starts = chunksOf(text, tagsOf("a.ts", text).definitions).map(({ start }) => text.slice(start, start + 10));
  expect(starts).toEqual(["function a", "function b", "function c"]);
});

test("a comment stays with the function that it describes", () => {
  const text = `function a() {\n${body(14)}\n}\n/** Does b. */\nfunction b() {\n${body(18)}\n}\n`;
  const [, second] = chunksOf(text, tagsOf("a.ts", text).definitions);
  expect(text.slice(second?.start).startsWith("/** Does b. */")).toBe(true);
});

test("a text without syntax is cut at its blank lines", () => {
  const paragraph = `${"words\n".repeat(17)}\n`;
  const chunks = chunksOf(paragraph.repeat(3), []);
  expect(chunks.map(({ startLine, endLine }) => [startLine, endLine])).toEqual([
    [0, 17],
    [18, 35],
    [36, 53],
  ]);
});

test("no line stands in two chunks and no chunk is longer than thirty lines", () => {
  const text = "x\n".repeat(500);
  const chunks = chunksOf(text, []);
  for (const [i, { startLine, endLine }] of chunks.entries()) {
    expect(endLine - startLine).toBeLessThanOrEqual(30);
    expect(startLine).toBeGreaterThanOrEqual(chunks[i - 1]?.endLine ?? 0);
  }
  expect(chunks.at(-1)?.endLine).toBe(500);
});
