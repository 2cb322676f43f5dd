/**
 * What fixes of real diagnostics bring with them, with and without a verifier: the fix action of the real server, with
 * a real language server beside it (`--wrap`).
 *
 *     npm run eval:verified -- --model GGUF [--count N] [--each N] [--seed N] [--threads N] [--minutes N]
 *                              [--resume FILE] [--json FILE] [--strict] [--list] DIR...
 *
 * DIR is a tree of TypeScript (with a tsconfig.json) or Python. Its diagnostics are those of TypeScript's own server and of
 * pyright, as its own configuration has them; what follows from packages that are not installed is left out. `--count` is
 * for each tree and language, `--each` for each file. Each is fixed once, the file being as it is on disk. The model's
 * first answer counts as unverified: without a verifier it would have been applied. What the language server says
 * afterwards is held against what it said before, for both. Nothing is
 * written to the tree. `--strict` has a copy of the tree checked more strictly than it wants to be. `--list` shows the
 * diagnostics and asks no model. With `--resume` a run that was cut off goes on where it was; `--minutes` cuts it off,
 * with exit code 75.
 */
import { existsSync, writeFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { parseArgs } from "node:util";
import { TestUser } from "../../process/environment.ts";
import { benchmarkOptions, cutOff, maxMsOf, numberOf, parsedOr, steady, threadsOf } from "../benchmarks/commandLine.ts";
import { printed } from "../benchmarks/printed.ts";
import { BadInput, runCommand } from "../lib/badInput.ts";
import { headerLines, headerOf } from "../lib/header.ts";
import { Journal } from "../lib/journal.ts";
import { listed, solveAll } from "./run.ts";
import { strictCopies } from "./strictCopies.ts";
import { type FixedDiagnostic, holding, outcomes } from "./tables.ts";

const usage =
  "usage: npm run eval:verified -- --model GGUF [--count N] [--each N] [--seed N] [--threads N] [--minutes N] " +
  "[--resume FILE] [--json FILE] [--strict] [--list] DIR...";

await runCommand(async () => {
  const { values, positionals: folders } = parsedOr(usage, () =>
    parseArgs({
      allowPositionals: true,
      options: {
        ...benchmarkOptions,
        count: { type: "string", default: "30" },
        each: { type: "string", default: "2" },
        strict: { type: "boolean", default: false },
        list: { type: "boolean", default: false },
      },
    }),
  );
  const { model, resume, json, strict, list } = values;
  if ((!model && !list) || folders.length === 0) throw new BadInput(usage);
  const drawn = {
    count: numberOf("count", values.count),
    each: numberOf("each", values.each),
    seed: numberOf("seed", values.seed),
  };
  const missing = folders.find((folder) => !existsSync(folder));
  if (missing !== undefined) throw new BadInput(`there is no folder ${missing}`);
  using copies = strictCopies(strict ? folders.map((folder) => resolve(folder)) : []);
  const trees = folders.map((folder, at) => ({
    name: basename(resolve(folder)),
    folder: copies.folders[at] ?? resolve(folder),
  }));
  using user = new TestUser();
  Object.assign(user.env, steady);
  if (!model || list) {
    for (const line of await listed(trees, drawn, user)) console.log(line);
    return;
  }
  const header = headerOf("eval:verified", model, { ...drawn, strict, trees: trees.map(({ name }) => name) });
  const journal = Journal.open<FixedDiagnostic>(resume, header);
  const settings = { model: resolve(model), threads: threadsOf(values.threads), gpu: "off" };
  const isDone = await solveAll(trees, { ...drawn, user, settings, maxMs: maxMsOf(values.minutes) }, journal);
  const found = journal.records;
  console.log(headerLines(header).join("\n"));
  for (const table of [outcomes(found), holding(found)]) console.log(`\n${printed(table)}`);
  if (json) writeFileSync(json, `${JSON.stringify({ header, outcomes: outcomes(found), found }, null, 1)}\n`);
  if (!isDone) {
    console.error(`${found.length} diagnostics were tried; the same command goes on with --resume`);
    process.exitCode = cutOff;
  }
});
process.exit();
