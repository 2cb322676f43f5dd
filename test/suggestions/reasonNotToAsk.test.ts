import { expect, test } from "@jest/globals";
import { reasonNotToAsk } from "../../server/suggestions/reasonNotToAsk.ts";
import { holeIn } from "./fixture.ts";

test.each([
  ["before the rest of a word", "con│sole.log();", "midWord"],
  ["with much code on the right", "f(│) + anotherCall();", "textAfterCursor"],
  ["behind a semicolon", "f();│\n", "statementComplete"],
  ["behind a finished call", "const a = f(b)│\n", "statementComplete"],
  ["behind a finished string", "name = 'b'│\n", "statementComplete"],
  ["behind a finished call that a comment explains", "f(a)│  // because of b\n", "statementComplete"],
  ["behind a finished sum", "const a = (b + c)│\n", "statementComplete"],
  ["in a minified line", `${"a();".repeat(300)}│`, "longLine"],
])("the model is not asked %s", (_, source, reason) => {
  expect(reasonNotToAsk(holeIn(source), "automatic")).toBe(reason);
});

test.each([
  ["at the end of a line", "const a = │\n"],
  ["before closers of the editor", "f({ a: [│] });\n"],
  ["before a short tail", "if (│) return;\n"],
  ["behind a call that is not finished", "f(g(a)│\n"],
  ["behind a space, which asks for more", "f(g(a)) │\n"],
  ["behind a condition", "if (a)│\n"],
  ["behind a function's parameters", "export async function f(a)│\n"],
  ["in the head of a loop", "for (let i = 0;│\n"],
  ["before closers and a comment that explains the line", "f(│);  // explained at length\n"],
  ["behind an arrow's parameters", "const f = async (a: A, { b })│\n"],
  ["behind the parameters of a function that is a value", "const f = function (a)│\n"],
  ["behind a semicolon in a string", "const css = 'color: red;│\n"],
])("the model is asked %s", (_, source) => {
  expect(reasonNotToAsk(holeIn(source), "automatic")).toBeUndefined();
});

test("whoever asks by hand is answered everywhere", () => {
  expect(reasonNotToAsk(holeIn("con│sole.log();"), "manual")).toBeUndefined();
});
