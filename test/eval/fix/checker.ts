/**
 * The checker of `eval:fix --checked`, as a user's config names one: `node checker.js RECORD`. It runs the tests of the
 * bug that lies in its folder and prints the first that fails, at the function's name. RECORD gets a line of JSON for
 * each text that it was run on.
 */
import { readFileSync } from "node:fs";
import { lineNumberAt, lineStarts } from "../../../server/text/lines.ts";
import { addLine } from "../lib/lines.ts";
import { runTests } from "../sandbox/run.ts";
import { type BugFolder, bugFile } from "./checked.ts";
import { nameIn, problemOf } from "./score.ts";

const [, , record = ""] = process.argv;
const { file, language, name, tests } = JSON.parse(readFileSync(bugFile, "utf8")) as BugFolder;
const text = readFileSync(file, "utf8");
addLine(record, text);
const problem = problemOf(await runTests(language, `${text}\n${tests}`));
if (problem !== undefined) {
  const starts = lineStarts(text);
  const at = Math.max(0, nameIn({ above: text, name, language }).start);
  const line = lineNumberAt(starts, at);
  console.log(`${file}:${line + 1}:${at - (starts[line] ?? 0) + 1}: error: ${problem}`);
  process.exitCode = 1;
}
