/**
 * All faults, with as many random messages as are asked for, and a table of what was measured.
 * `npm run test:faults -- [--seed N] [--messages N] [NAME...]`, a name being part of a test file's.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { repository } from "../process/environment.ts";
import { table } from "./lib/figures.ts";

const { values, positionals } = parseArgs({
  options: { seed: { type: "string" }, messages: { type: "string", default: "10000" } },
  allowPositionals: true,
});
const seed = values.seed ?? String(Math.floor(Math.random() * 1e9));
const folder = mkdtempSync(join(tmpdir(), "hearth-figures-"));
const figures = join(folder, "figures.jsonl");

console.log(`seed ${seed}: npm run test:faults -- --seed ${seed} --messages ${values.messages} sends the same`);
const wanted = positionals.length > 0 ? positionals.map((name) => `dist/test/faults/${name}`) : ["dist/test/faults"];
const { status } = spawnSync(
  process.execPath,
  [
    "--experimental-vm-modules",
    "--disable-warning=ExperimentalWarning",
    "node_modules/jest/bin/jest.js",
    "--verbose",
    ...wanted,
  ],
  {
    cwd: repository,
    stdio: "inherit",
    env: {
      ...process.env,
      HEARTH_FAULTS: "full",
      HEARTH_FUZZ_SEED: seed,
      HEARTH_FUZZ_MESSAGES: values.messages,
      HEARTH_FIGURES: figures,
    },
  },
);
console.log(`\n${table(figures)}`);
rmSync(folder, { recursive: true });
process.exitCode = status ?? 1;
