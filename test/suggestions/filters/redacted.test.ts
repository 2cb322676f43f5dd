import { expect, test } from "@jest/globals";
import { suggest } from "../fixture.ts";

const python = { language: "python" };

test.each([
  ["alone", 'other = {"Authorization": "│«[secret]»"}\n'],
  ["behind a word", 'other = {"Authorization": "│«Bearer [secret]»"}\n'],
  ["in an address", '│«connect("postgres://me:[secret]@db/x")»\n'],
  ["half", 'token = "│«[secret»"\n'],
])("what stands in prompts for a secret is no code: %s", (_, fixture) => {
  expect(suggest(fixture, python)).toBe("redacted");
});

test("a suggestion of several lines ends before it", () => {
  const fixture = 'def f():\n    │«a = 1\n    token = "[secret]"\n    return a»\n';
  expect(suggest(fixture, python)).toBe("def f():\n    «a = 1»\n");
  const crlf = fixture.replaceAll("\n", "\r\n");
  expect(suggest(crlf, python)).toBe("def f():\r\n    «a = 1»\r\n");
});

test("its word alone is no code either, below a table of secrets", () => {
  const sums = ["0cc175b9c0f1b6a831c399e269772661", "92eb5ffee6ae2fec3ad71c777531578f"];
  const source = `const sums = [\n${sums.map((sum) => `  "${sum}",\n`).join("")}  │«"secret",»\n];\n`;
  expect(suggest(source)).toBe("redacted");
});

test("where no secret is near, the word is a word", () => {
  expect(suggest("const kind = │«'secret'»\n")).toBe("const kind = «'secret'»\n");
});

test("a file that holds the mark itself may hold it again", () => {
  const fixture = 'const mark = "[secret]";\nconst other = │«"[secret]";»\n';
  expect(suggest(fixture)).toBe(fixture.replace("│", ""));
});
