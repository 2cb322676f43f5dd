/**
 * Bugs of HumanEvalPack, solved by the fix action of the real server and by the bare chat model beside it.
 *
 *     npm run eval:fix -- --model GGUF [--count N] [--told test|nothing] [--checked] [--seed N] [--threads N]
 *                         [--minutes N] [--resume FILE] [--json FILE] FILE...
 *
 * FILE is of HumanEvalPack, in Python or JavaScript. The server gets the function in a file of its own and a diagnostic
 * at the function's name, as a test runner's: the first test that fails, or, `--told nothing`, only that the function is
 * wrong. The bare model is told the same and asked for the whole function. What both write runs against the benchmark's
 * tests. With `--checked` the user's config names a checker that runs these tests, and in the place of the bare model
 * the fix stands beside its own first answer, which is what would have been applied unchecked. `--count` is for each language; more of them hold the fewer. With `--resume` a run that was cut off goes
 * on where it was; `--minutes` cuts it off, with exit code 75.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { TestUser } from "../process/environment.ts";
import { bugsIn } from "./benchmarks/bugs.ts";
import {
  benchmarkOptions,
  cutOff,
  dataOf,
  maxMsOf,
  numberOf,
  parsedOr,
  steady,
  threadsOf,
} from "./benchmarks/commandLine.ts";
import { inTurn } from "./benchmarks/inTurn.ts";
import { counted, printed } from "./benchmarks/printed.ts";
import { solveChecked } from "./fix/checked.ts";
import { solveAll } from "./fix/run.ts";
import { type Checked, checkedShares, type Found, type LeftOut, pairs, refusals, shares } from "./fix/tables.ts";
import { BadInput, runCommand } from "./lib/badInput.ts";
import { headerLines, headerOf } from "./lib/header.ts";
import { Journal } from "./lib/journal.ts";

const usage =
  "usage: npm run eval:fix -- --model GGUF [--count N] [--told test|nothing] [--checked] [--seed N] [--threads N] " +
  "[--minutes N] [--resume FILE] [--json FILE] FILE...";

await runCommand(async () => {
  const { values, positionals: files } = parsed();
  const { model, told, checked, json, resume } = values;
  if (!model || files.length === 0) throw new BadInput(usage);
  if (told !== "test" && told !== "nothing") throw new BadInput(`--told is "test" or "nothing"; ${usage}`);
  const [count, seed] = [numberOf("count", values.count), numberOf("seed", values.seed)];
  const bugs = inTurn(files.flatMap(bugsIn), ({ language }) => language, count, seed);
  if (checked && told !== "test") throw new BadInput(`a checker tells which test fails; ${usage}`);
  const options = { seed, told, data: dataOf(files), ...(checked && { checked }) };
  const header = headerOf("eval:fix", model, options);
  const settings = { model, threads: threadsOf(values.threads), gpu: "off", log: "error" } as const;
  using user = new TestUser();
  Object.assign(user.env, steady);
  const run = { user, settings, maxMs: maxMsOf(values.minutes) };
  const records: (Found | Checked | LeftOut)[] = [];
  const keep = <T extends Found | Checked>(journal: Journal<T | LeftOut>): T[] => {
    const own = bugs.flatMap(({ id }) => journal.get(id) ?? []);
    records.push(...own);
    return own.filter((record): record is T => !("leftOut" in record));
  };
  const measured = async () => {
    if (checked) {
      const journal = Journal.open<Checked | LeftOut>(resume, header);
      const isDone = await solveChecked(bugs, run, journal);
      const found = keep(journal);
      return { isDone, shares: checkedShares(found), more: [refusals(found.map(({ verified }) => verified))] };
    }
    const journal = Journal.open<Found | LeftOut>(resume, header);
    const isDone = await solveAll(bugs, { ...run, told }, journal);
    const found = keep(journal);
    return { isDone, shares: shares(found), more: [pairs(found), refusals(found.map(({ hearth }) => hearth))] };
  };
  const { isDone, shares: first, more } = await measured();
  const leftOut = records.flatMap((record) => ("leftOut" in record ? `${record.key}: ${record.leftOut}` : []));
  console.log(headerLines(header).join("\n"));
  for (const table of [first, ...more]) console.log(`\n${printed(table)}`);
  if (leftOut.length > 0) console.log(`\n${printed(counted(["left out", "n"], leftOut))}`);
  const found = records.filter((record) => !("leftOut" in record));
  if (json) writeFileSync(json, `${JSON.stringify({ header, shares: first, leftOut, found }, null, 1)}\n`);
  if (!isDone) {
    console.error(`${records.length} of ${bugs.length} bugs were tried; the same command goes on with --resume`);
    process.exitCode = cutOff;
  }
});
process.exit();

function parsed() {
  return parsedOr(usage, () =>
    parseArgs({
      allowPositionals: true,
      options: {
        ...benchmarkOptions,
        count: { type: "string", default: "40" },
        told: { type: "string", default: "test" },
        checked: { type: "boolean", default: false },
      },
    }),
  );
}
