import { expect, test } from "@jest/globals";
import { causeOf } from "./losses.ts";
import type { Found } from "./records.ts";

const found = (hearth: Partial<Found["hearth"]>, rest = "circles)") =>
  ({ rest, hearth: { written: null, filters: [], end: null, reason: null, ...hearth } }) as unknown as Found;

test("a rule before the model is named", () => {
  expect(causeOf(found({ reason: "textAfterCursor" }))).toBe("not asked: textAfterCursor");
});

test("a filter that refused the right line is named", () => {
  const filters = ["tail", "syntax: syntaxError"];
  expect(causeOf(found({ written: "circles)\n", filters, reason: "syntaxError" }))).toBe("filter syntax: syntaxError");
});

test("a filter that changed the right line is named", () => {
  expect(causeOf(found({ written: "circles)", filters: ["spacing"] }))).toBe("filter spacing");
});

test("an ending that stopped the reading in the right line is named", () => {
  expect(causeOf(found({ written: "circles", end: "unmatchedClosers" }))).toBe("ending unmatchedClosers");
  expect(causeOf(found({ written: "circ", end: "unsure", reason: "unsure" }))).toBe("ending unsure");
});

test("where the model wrote something else, the prompt is named", () => {
  expect(causeOf(found({ written: " squares)" }))).toBe("prompt");
  expect(causeOf(found({ written: "squares)", reason: "repeatsNextLine" }))).toBe("prompt, then repeatsNextLine");
});
