/**
 * Bugs of HumanEvalPack, solved by the fix action of the real server and by the bare chat model beside it.
 *
 *     npm run eval:fix -- --model GGUF [--count N] [--told test|nothing] [--seed N] [--threads N] [--minutes N]
 *                         [--resume FILE] [--json FILE] FILE...
 *
 * FILE is of HumanEvalPack, in Python or JavaScript. The server gets the function in a file of its own and a diagnostic
 * at the function's name, as a test runner's: the first test that fails, or, `--told nothing`, only that the function is
 * wrong. The bare model is told the same and asked for the whole function. What both write runs against the benchmark's
 * tests. `--count` is for each language; more of them hold the fewer. With `--resume` a run that was cut off goes
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
import { solveAll } from "./fix/run.ts";
import { type Found, type LeftOut, pairs, refusals, shares } from "./fix/tables.ts";
import { BadInput, runCommand } from "./lib/badInput.ts";
import { headerLines, headerOf } from "./lib/header.ts";
import { Journal } from "./lib/journal.ts";

const usage =
  "usage: npm run eval:fix -- --model GGUF [--count N] [--told test|nothing] [--seed N] [--threads N] [--minutes N] " +
  "[--resume FILE] [--json FILE] FILE...";

await runCommand(async () => {
  const { values, positionals: files } = parsed();
  const { model, told, json, resume } = values;
  if (!model || files.length === 0) throw new BadInput(usage);
  if (told !== "test" && told !== "nothing") throw new BadInput(`--told is "test" or "nothing"; ${usage}`);
  const [count, seed] = [numberOf("count", values.count), numberOf("seed", values.seed)];
  const bugs = inTurn(files.flatMap(bugsIn), ({ language }) => language, count, seed);
  const header = headerOf("eval:fix", model, { seed, told, data: dataOf(files) });
  const journal = Journal.open<Found | LeftOut>(resume, header);
  const settings = { model, threads: threadsOf(values.threads), gpu: "off", log: "error" } as const;
  using user = new TestUser();
  Object.assign(user.env, steady);
  const isDone = await solveAll(bugs, { user, settings, told, maxMs: maxMsOf(values.minutes) }, journal);
  const records = bugs.flatMap(({ id }) => journal.get(id) ?? []);
  const found = records.filter((record): record is Found => !("leftOut" in record));
  const leftOut = records.flatMap((record) => ("leftOut" in record ? `${record.key}: ${record.leftOut}` : []));
  console.log(headerLines(header).join("\n"));
  for (const table of [shares(found), pairs(found), refusals(found)]) console.log(`\n${printed(table)}`);
  if (leftOut.length > 0) console.log(`\n${printed(counted(["left out", "n"], leftOut))}`);
  if (json) writeFileSync(json, `${JSON.stringify({ header, shares: shares(found), leftOut, found }, null, 1)}\n`);
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
      },
    }),
  );
}
