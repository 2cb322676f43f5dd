import { expect, test } from "@jest/globals";
import { commandLine } from "../../server/wrap/commandLine.ts";

test.each([
  ["pyright-langserver --stdio", ["pyright-langserver", "--stdio"]],
  ["  a   b\tc ", ["a", "b", "c"]],
  ["'/opt/my server/bin' --x", ["/opt/my server/bin", "--x"]],
  ['"/opt/my server/bin"', ["/opt/my server/bin"]],
  ["/opt/my\\ server --stdio", ["/opt/my server", "--stdio"]],
  ["a --json='{\"b\": 1}'", ["a", '--json={"b": 1}']],
  ['a "say \\"hi\\" \\\\ \\n"', ["a", 'say "hi" \\ \\n']],
  ["a ''", ["a", ""]],
  ["a b'c d'\"e f\"g", ["a", "bc de fg"]],
  ["a 'line\nbreak'", ["a", "line\nbreak"]],
])("%j is read as a shell reads it", (text, words) => {
  expect(commandLine(text)).toEqual(words);
});

test("variables, substitutions and operators are words like any other", () => {
  const words = ["a", "$HOME", "`id`", "$(id)", ";", "b", "&&", "c", "|", "d", ">", "e", "*"];
  expect(commandLine(words.join(" "))).toEqual(words);
});

test.each(["a 'b", 'a "b', "a b\\", "'"])("%j is refused, since a quote is not closed", (text) => {
  expect(() => commandLine(text)).toThrow("a quote is not closed");
});

test.each(["", "  ", "''"])("%j names no command", (text) => {
  expect(() => commandLine(text)).toThrow("no command");
});
