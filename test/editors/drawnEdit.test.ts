import { expect, test } from "@jest/globals";
import { drawnEdit, mayTakeTab } from "../../editors/vscode/src/drawnEdit.ts";

/** An edit as VS Code draws it: what goes away in `[-…-]`, what comes in `{+…+}`. */
function drawing(old: string, fresh: string): string {
  const lines = old.split("\n");
  for (const { line, start, end, text } of drawnEdit(old, fresh, 0, 0).toReversed()) {
    const whole = lines[line] ?? "";
    const gone = end > start ? `[-${whole.slice(start, end)}-]` : "";
    const come = text === "" ? "" : `{+${text}+}`;
    lines[line] = whole.slice(0, start) + gone + come + whole.slice(end);
  }
  return lines.join("\n");
}

test.each([
  ["a word that grows is kept", "area(3)", "areaOf(3)", "area{+Of+}(3)"],
  ["a word that shrinks loses its end", "areaOf(3)", "area(3)", "area[-Of-](3)"],
  ["a word that becomes another one is replaced whole", "cost + 1", "cast + 1", "[-cost-]{+cast+} + 1"],
  [
    "two words of a line are two changes",
    "area(3) + area(4)",
    "areaOf(3) + areaOf(4)",
    "area{+Of+}(3) + area{+Of+}(4)",
  ],
  ["what comes between two words stands between them", "get(a)", "await get(a)", "{+await +}get(a)"],
  ["each line of several is drawn by itself", "a(1)\nb(2)", "a(1, x)\nb(2, x)", "a(1{+, x+})\nb(2{+, x+})"],
  ["new lines below a line stand behind it", "import a", "import a\nimport b", "import a{+⏎import b+}"],
  ["new lines above a line stand before it", "", "import b\n", "{+import b⏎+}"],
  ["a line that goes away is marked", "a\nb\nc", "a\nc", "a\n[-b-]\nc"],
  ["lines that become more lines are replaced", "a\nb\nc", "a\nd\ne\nc", "a\n[-b-]{+d⏎e+}\nc"],
  ["letters of two units stay whole", "é𝄞(1)", "é𝄞(2)", "é𝄞([-1-]{+2+})"],
])("in a next edit in VS Code %s", (_what, old, fresh, drawn) => {
  expect(drawing(old, fresh)).toBe(drawn);
});

test("a next edit is drawn where it is in its line, and on the lines below from their start", () => {
  expect(drawnEdit("area(1,\n2)", "areaOf(1,\n3)", 7, 4)).toEqual([
    { line: 7, start: 8, end: 8, text: "Of" },
    { line: 8, start: 0, end: 1, text: "3" },
  ]);
});

test("what a next edit brings is cut off where nobody reads it at a glance", () => {
  const [piece] = drawnEdit("x", `x = ${"long ".repeat(100)}`, 0, 0);
  expect(piece?.text).toHaveLength(120);
  expect(piece?.text.endsWith("…")).toBe(true);
});

test.each([
  ["        │return", false],
  ["│return", false],
  ["    │", false],
  ["", false],
  ["    ret│urn", true],
  ["return│", true],
])("Tab indents left of the text of a line, and goes to the next edit behind: %s", (line, takes) => {
  expect(mayTakeTab(line.replace("│", ""), Math.max(line.indexOf("│"), 0))).toBe(takes);
});
