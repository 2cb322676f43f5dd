import { expect, test } from "@jest/globals";
import { noSuggestionReasons, noSuggestionSentence } from "../../server/suggestions/noSuggestionReason.ts";

test.each(Object.values(noSuggestionReasons))("a reason for silence is one sentence: %s", (sentence) => {
  expect(sentence).toMatch(/^[A-Z][^.]+\.$/);
});

test("a reason is explained in words", () => {
  expect(noSuggestionSentence("repeatsNextLine")).toBe("The suggestion repeated what follows.");
});
