import { expect, test } from "@jest/globals";
import { insertionAt, type SuggestedChange, suggestionOf } from "../../server/suggestions/suggestion.ts";

const uri = "file:///a.ts";
/** `f(│x)` */
const cursor = { file: { uri }, offset: 2, lineAfter: "x)" };
const change = { uri, start: 2, end: 3, text: "y" };

test("a text at the cursor is a suggestion of one change, and read from it again", () => {
  const suggestion = suggestionOf({ text: "y", replaceAfter: 1 }, cursor);
  expect(suggestion).toEqual({ changes: [change] });
  expect(insertionAt(suggestion, cursor)).toEqual({ text: "y", replaceAfter: 1 });
});

test.each<[string, SuggestedChange[]]>([
  ["there are none", []],
  ["there is another one besides", [change, { ...change, start: 9, end: 9 }]],
  ["it is in another document", [{ ...change, uri: "file:///b.ts" }]],
  ["it begins elsewhere", [{ ...change, start: 1 }]],
  ["it reaches beyond the line", [{ ...change, end: 5 }]],
])("changes are no text at the cursor where %s", (_where, changes) => {
  expect(insertionAt({ changes }, cursor)).toBeUndefined();
});
