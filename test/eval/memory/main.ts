/**
 * `npm run eval:memory -- [--commits N] [--each N] [--seed N] [--keep FILE] [--imports] REPO...`: what the memory of the workspace
 * says at the places of replayed commits, without server and model, and weights for its confidence.
 *
 * The places are those of `eval:replay`, and so is what is right. The table is cross-validated: each commit is judged by
 * weights that were fitted to the others. The weights that are printed are fitted to all, and stand in
 * `server/context/memory/confidence.ts`: name only repositories that nothing is measured on.
 *
 * --commits  the newest N commits of each repository that typed something (60)
 * --each     places of a commit (16)
 * --imports  the imports that commits add, typed when the rest of the commit is there, and nothing else
 * --keep     a file: what was found is written there, or read where it exists, so that weights are fitted anew at once
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { runCommand } from "../lib/badInput.ts";
import { openRepository } from "../replay/git.ts";
import { askedIn, type Remembering } from "./asked.ts";
import { importTable } from "./imports.ts";
import { report } from "./report.ts";

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    options: {
      commits: { type: "string", default: "60" },
      each: { type: "string", default: "16" },
      seed: { type: "string", default: "7" },
      keep: { type: "string" },
      imports: { type: "boolean", default: false },
    },
    allowPositionals: true,
  });
  const { keep } = values;
  const options = { commits: Number(values.commits), each: Number(values.each), seed: Number(values.seed) };
  if (values.imports) return console.log(importTable(positionals.map(openRepository), options));
  const kept = keep && existsSync(keep) ? (JSON.parse(readFileSync(keep, "utf8")) as Remembering[]) : undefined;
  const found = kept ?? positionals.flatMap((name) => [...askedIn(openRepository(name), options)]);
  if (keep && !kept) writeFileSync(keep, JSON.stringify(found));
  console.log(report(found));
});
