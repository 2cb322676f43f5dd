import { expect, test } from "@jest/globals";
import { languageWithId } from "../../grammars/languages.ts";
import { endings } from "../../server/suggestions/endings.ts";
import { Chronicle } from "../../server/suggestions/fate.ts";
import { applyFilters, filters } from "../../server/suggestions/filters.ts";
import { holeAt } from "../../server/suggestions/hole.ts";
import { shaped } from "../../server/suggestions/shape.ts";

function fateOf(marked: string, written: string) {
  const [before = "", after = ""] = marked.split("│");
  const lineBefore = before.slice(before.lastIndexOf("\n") + 1);
  const lineAfter = after.split("\n", 1)[0] as string;
  const hole = shaped(holeAt({ before, after, lineBefore, lineAfter }, languageWithId("typescript")));
  const chronicle = new Chronicle();
  applyFilters(written, hole, { endings, filters }, chronicle);
  return chronicle.fate(written, false);
}

test("the filter that let nothing pass is named", () => {
  expect(fateOf("const a = │\n", "[secret]").steps).toEqual([{ filter: "redacted", silence: "redacted" }]);
});

test("a filter that changed the suggestion says what it left", () => {
  const { steps } = fateOf("call(│)\n", "first, second)");
  expect(steps).toEqual([{ filter: "tail", left: { text: "first, second", replaceAfter: 0 } }]);
});

test("the ending that stopped the reading is named with its place", () => {
  expect(fateOf("const a = │\nconst c = 3;\n", "width * 2;\nconst b = 1;\n").end).toEqual({
    name: "singleLine",
    offset: "width * 2;".length,
  });
});

test("a suggestion that nothing touched has no story", () => {
  expect(fateOf("const area = │\n", "width * height;")).toEqual({
    written: "width * height;",
    isUnsure: false,
    end: expect.objectContaining({ name: "singleLine" }),
    steps: [],
  });
});
