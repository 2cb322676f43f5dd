import { expect, test } from "@jest/globals";
import { queryAt } from "../../server/context/query.ts";
import { cursorAt } from "./scene.ts";

const queryOf = (marked: string) => queryAt(cursorAt("main.ts", marked));

test("a word counts the more, the nearer to the cursor its line is", () => {
  const query = queryOf("const far = 1;\n\n\nconst near = 2;\n│\nconst below = 3;\n");
  const weights = ["near", "below", "far"].map((word) => query.get(word) ?? 0);
  expect(weights).toEqual([...weights].sort((a, b) => b - a));
  expect(weights.at(-1)).toBeGreaterThan(0);
});

test("what stands right of the cursor is not asked for", () => {
  expect(queryOf("const left = │right;\n").has("right")).toBe(false);
});

test("of a line of thousands of words only what is near to the cursor is read", () => {
  const words = Array.from({ length: 5000 }, (_, i) => `word${i}`).join(", ");
  const query = queryOf(`${words}\n${words}│\n${words}\n`);
  expect(query.has("word4999")).toBe(true);
  expect(query.has("word0")).toBe(true); // at the beginning of the line below
  expect(query.has("word2500")).toBe(false);
});
