import { expect, test } from "@jest/globals";
import { harmlessPieces } from "../../models/prompt.ts";

test("text without control tokens stays in one piece", () => {
  expect(harmlessPieces("if (a < b) {}", ["<fim>"])).toEqual(["if (a < b) {}"]);
});

test("text is cut inside every control token", () => {
  expect(harmlessPieces("a<fim>b<fim><end>", ["<fim>", "<end>"])).toEqual(["a<", "fim>b<", "fim><", "end>"]);
});

test("control tokens that overlap are both cut", () => {
  expect(harmlessPieces("ababa", ["aba"])).toEqual(["a", "ba", "ba"]);
});

test("a control token that ends another one's is cut as well", () => {
  expect(harmlessPieces("▁<PRE>", ["▁<PRE>", "<PRE>"])).toEqual(["▁", "<", "PRE>"]);
});
