import { expect, test } from "@jest/globals";
import { explain, silences } from "../../server/suggestions/silence.ts";

test.each(Object.values(silences))("a reason for silence is one sentence: %s", (sentence) => {
  expect(sentence).toMatch(/^[A-Z][^.]+\.$/);
});

test("a reason is explained in words", () => {
  expect(explain("repeatsNextLine")).toBe("The suggestion repeated what follows.");
});
