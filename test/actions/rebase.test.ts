import { expect, test } from "@jest/globals";
import { rebased } from "../../server/actions/rebase.ts";
import { applied } from "../../server/edits/changes.ts";

const before = "import a;\n\nfunction f() {\n  return x;\n}\n\nlast();\n";
const target = { start: before.indexOf("function"), end: before.indexOf("}") + 1 };
const at = before.indexOf("x;");
const changes = [{ start: at, end: at + 1, newText: "y" }];

/** The text after what was typed and the change, or undefined where they collide. */
function after(now: string): string | undefined {
  const moved = rebased(changes, before, now, target);
  return moved && applied(now, moved);
}

test.each([
  ["nothing changed", before],
  ["lines came above", `// one\n// two\n${before}`],
  ["lines came below", `${before}more();\n`],
  ["lines went above", before.replace("import a;\n\n", "")],
  ["it changed above and below", before.replace("import a", "import b").replace("last", "first")],
  ["a line came right above", before.replace("function", "// about f\nfunction")],
])("where %s the change finds its place", (_, now) => {
  expect(after(now)).toBe(now.replace("return x", "return y"));
});

test.each([
  ["the changed line changed", before.replace("return x", "return x + 1")],
  ["another line of the target changed", before.replace("f()", "f(a)")],
  ["a line came into the target", before.replace("  return", "  log();\n  return")],
  ["the target is gone", "import a;\n"],
])("where %s there is none", (_, now) => {
  expect(after(now)).toBeUndefined();
});

test("an import beside the target moves by itself", () => {
  const both = [{ start: 9, end: 9, newText: "\nimport b;" }, ...changes];
  const now = before.replace("\n\nfunction", "\n\n// new\nfunction");
  const moved = rebased(both, before, now, target);
  expect(moved && applied(now, moved)).toBe(
    now.replace("import a;", "import a;\nimport b;").replace("return x", "return y"),
  );
});
