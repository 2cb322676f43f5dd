import { expect, test } from "@jest/globals";
import { ownActions } from "../../server/actions/own.ts";
import { offersOf, promptOf, siteOf, targetOf } from "./offered.ts";

const own = [{ title: "Translate the comments", instruction: "Translate comments to English.", languages: ["python"] }];

test("the user's own actions are offered in the languages they are for", () => {
  const python = offersOf("translate-the-comments", "def f():│\n    pass\n", { path: "a.py" }, own);
  expect(python.map(({ title }) => title)).toEqual(["Translate the comments"]);
  expect(offersOf("translate-the-comments", "f();│", { path: "a.ts" }, own)).toEqual([]);
});

test("they change what is selected, else the function around the cursor", () => {
  const everywhere = own.map(({ title, instruction }) => ({ title, instruction }));
  const text = "let a;\nfunction f() {\n  // Hallo\n  return│ 1;\n}";
  expect(targetOf(offersOf("translate-the-comments", text, {}, everywhere)[0])).toBe(
    "function f() {\n  // Hallo\n  return 1;\n}",
  );
  expect(targetOf(offersOf("translate-the-comments", "let a;\n│let b;│\n", {}, everywhere)[0])).toBe("let b;");
});

test("the last thing that the model reads is what the user wrote", () => {
  const [offer] = offersOf("translate-the-comments", "# Hallo│\nx = 1\n", { path: "a.py" }, own);
  expect(promptOf(offer, siteOf("# Hallo│\nx = 1\n", { path: "a.py" }))).toMatch(/\nTranslate comments to English\.$/);
});

test("an action is offered under each of its kinds", () => {
  const kinds = ["quickfix", "source.translate"];
  expect(ownActions([{ title: "A", instruction: "B.", kinds }]).map(({ kind }) => kind)).toEqual(kinds);
});
