import { expect, test } from "@jest/globals";
import { cursorIn } from "../../server/context/cursor.ts";
import { SourceFile } from "../../server/index/sourceFile.ts";
import { Workspace } from "../../server/index/workspace.ts";
import { linesBefore, WithdrawnSuggestions } from "../../server/suggestions/withdrawn.ts";

const uri = "file:///a.ts";
const snapshot = new Workspace().snapshot();

function placeAt(marked: string) {
  const text = marked.replace("│", "");
  const file = new SourceFile({ uri, path: "a.ts", languageId: "typescript", version: 1, text });
  return cursorIn(snapshot, file, marked.indexOf("│"));
}

const insertion = (text: string) => ({ text, replaceAfter: 0 });

/** One that is wrong in its second line was withdrawn at `f(│`. */
function withdrawn() {
  const all = new WithdrawnSuggestions();
  all.add(uri, placeAt("f(│\nend();\n"), insertion("a,\n  b.wrong,\n);"), "a,\n  b.wr".length);
  return all;
}

test.each([
  ["it is not shown again at its place", "f(│\nend();\n", "a,\n  b.wrong,\n);", true],
  ["nor is its rest while it is typed", "f(a,│\nend();\n", "\n  b.wrong,\n);", true],
  ["nor is a longer one that begins alike", "f(│\nend();\n", "a,\n  b.wrong,\n  c,\n);", true],
  ["another one is", "f(│\nend();\n", "a,\n  b.right,\n);", false],
  ["its lines before the wrong one are", "f(│\nend();\n", "a,", false],
  ["it is at another place", "g(│\nend();\n", "a,\n  b.wrong,\n);", false],
  ["it is where something was changed below", "f(│\nother();\n", "a,\n  b.wrong,\n);", false],
  ["it is behind what was typed otherwise", "f(x│\nend();\n", "a,\n  b.wrong,\n);", false],
])("of a suggestion that is wrong: %s", (_name, marked, text, isWithdrawn) => {
  expect(withdrawn().has(uri, placeAt(marked), insertion(text))).toBe(isWithdrawn);
});

test("of another file nothing is withdrawn", () => {
  expect(withdrawn().has("file:///b.ts", placeAt("f(│\nend();\n"), insertion("a,\n  b.wrong,\n);"))).toBe(false);
});

test.each([
  ["a;\nb;\nwrong;\nc;", "a;\nb;\nwr", "a;\nb;"],
  ["a;\nwrong;", "a;\n", "a;"],
  ["wrong;\nb;", "wr", undefined],
  ["\n  wrong;", "\n  wr", undefined],
])("the lines of %j before the wrong one", (text, upTo, lines) => {
  expect(linesBefore(insertion(text), upTo.length)).toBe(lines);
});
