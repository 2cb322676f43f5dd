import { expect, test } from "@jest/globals";
import { command, print } from "../../server/cli/command.ts";

/** What a command that prints a text writes to a terminal, or to a pipe. */
async function printed(text: string, isTTY = true): Promise<string> {
  let written = "";
  const output = { isTTY, write: (piece: string) => (written += piece) };
  const echo = command({
    usage: "echo",
    summary: "",
    details: "",
    options: {},
    run: async (_values, _positionals, io) => print(io, text),
  });
  await echo.run([], { stdout: output, stderr: output });
  return written;
}

test.each([
  ["clears the screen", "a\u001b[2Jb", "a\\u001b[2Jb"],
  ["sets the title", "\u001b]0;owned\u0007", "\\u001b]0;owned\\u0007"],
  ["writes over its line", "secret\rharmless", "secret\\u000dharmless"],
  ["uses one-byte controls", "\u009b31m", "\\u009b31m"],
  ["hides text", "\u001b[8mhidden", "\\u001b[8mhidden"],
  ["erases what was written", "rm\b\bls\u007f", "rm\\u0008\\u0008ls\\u007f"],
  ["turns the direction of text", "a\u202eb", "a\\u202eb"],
])("text of a workspace that %s is shown as what it is", async (_name, text, shown) => {
  expect(await printed(text)).toBe(`${shown}\n`);
});

test("lines, tabs and every script stay as they are", async () => {
  const text = "one\ttwo\r\nتجربة 漢字 😀\n";
  expect(await printed(text)).toBe(text);
});

test("a pipe gets the bytes that there are", async () => {
  expect(await printed("a\u001b[2Jb", false)).toBe("a\u001b[2Jb\n");
});
