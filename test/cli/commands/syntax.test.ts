import { afterAll, expect, test } from "@jest/globals";
import { syntaxCommand } from "../../../server/cli/commands/syntax.ts";
import { Folder } from "../../index/workspace.ts";

const folder = new Folder("--- a.ts\nfunction f() {\n  return g(1)\n}\nh(\n--- notes.txt\nx\n");
afterAll(() => folder[Symbol.dispose]());

async function syntax(...args: string[]) {
  let [stdout, stderr] = ["", ""];
  const code = await syntaxCommand.run(args, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
  });
  return { code, stdout, stderr };
}

test("the nodes around a line and on it are shown, and what is wrong there, and what suggestions see", async () => {
  const { stdout } = await syntax(`${folder.path("a.ts")}:2`);
  expect(stdout).toContain("typescript; the cursor is in code, } to be closed\nsuggestions here: the rest of a line\n");
  expect(stdout).toMatch(/^ {2}1:1-3:2 +function_declaration$/m);
  expect(stdout).toMatch(/^ {2}2:3-2:14 +return_statement {2}return g\(1\)$/m);
  expect(stdout).toMatch(/^ {2}2:10-2:11 +function: identifier {2}g$/m);
  expect((await syntax(`${folder.path("a.ts")}:4`)).stdout).toMatch(/MISSING|ERROR/);
});

test("as JSON a node has its place, its field and the beginning of its text", async () => {
  const { line } = JSON.parse((await syntax(`${folder.path("a.ts")}:2`, "--json")).stdout);
  expect(line).toContainEqual({
    ...{ type: "identifier", field: "function", named: true, missing: false, depth: expect.any(Number) },
    ...{ startLine: 2, startColumn: 10, endLine: 2, endColumn: 11, text: "g" },
  });
});

test("a file without grammar is refused in one sentence", async () => {
  expect(await syntax(`${folder.path("notes.txt")}:1`)).toEqual({
    code: 1,
    stdout: "",
    stderr: "hearth: notes.txt is in no language that Hearth has a grammar of\n",
  });
});
