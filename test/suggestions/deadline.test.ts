import { expect, test } from "@jest/globals";
import { atDeadline } from "../../server/suggestions/deadline.ts";
import { holeIn, parseFixture, show } from "./fixture.ts";

function shown(fixture: string): string {
  const { source, generated } = parseFixture(fixture);
  return show(source, atDeadline(generated, holeIn(source)));
}

test("at the deadline the complete lines are shown", () => {
  const fixture = "function f() {\n  │«const a = 1;\n  const b = 2;\n  retu»\n}\n";
  expect(shown(fixture)).toBe("function f() {\n  «const a = 1;\n  const b = 2;»\n}\n");
});

test("of these only the ones that parse", () => {
  const fixture = "function f() {\n  │«const a = 1;\n  if (a) {\n    b();\n    c»\n}\n";
  expect(shown(fixture)).toBe("function f() {\n  «const a = 1;»\n}\n");
});

test("half a line is not shown", () => {
  expect(shown("const a = │«f(»\n")).toBe("unfinished");
});

test("a text that is complete is shown whole", () => {
  expect(shown("const a = │«f();\n»\n")).toBe("const a = «f();»\n");
});
