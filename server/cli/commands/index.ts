import { heldTexts, leftOutSentence } from "../../context/heldTexts.ts";
import type { Skipped } from "../../index/reading/listing.ts";
import { type Statistics, statistics } from "../../index/statistics.ts";
import { atOnce } from "../../slices/slices.ts";
import { command, type Io, print, printJson } from "../command.ts";
import { folderAt, withIndex } from "../workspaceOf.ts";

export const indexCommand = command({
  usage: "index [DIR] [--cold] [--json]",
  summary: "Indexes the code of a folder, keeps the index for the next start, and says what is in it.",
  details: `
Without DIR the current folder is meant.

  --cold   do not use what an earlier run kept
  --json   {files, lines, bytes, definitions, references, imports, warm, wallMs, cpuMs, rssMb, namesOnly,
           skipped: [{path, reason}]}; of \`namesOnly\` files the texts are not held while editing`,
  options: { json: { type: "boolean" }, cold: { type: "boolean" } },
  most: 1,
  run: async ({ json, cold = false }, [folder = "."], io) => {
    const root = await folderAt(folder);
    const report = await measured(root, io, cold);
    if (json) printJson(io, report);
    else print(io, readable(root, report));
  },
});

type Report = Statistics & {
  /** True if an index that was kept could be used. */
  readonly warm: boolean;
  readonly wallMs: number;
  /** The memory of this process and its children. */
  readonly cpuMs: number;
  /** The peaks of this process and its children added up, in 2^20 bytes. */
  readonly rssMb: number;
  /** How many files are not searched for code that helps, see `heldTexts`. */
  readonly namesOnly: number;
  readonly skipped: readonly Skipped[];
};

async function measured(root: string, io: Io, cold: boolean): Promise<Report> {
  const start = performance.now();
  return withIndex(root, io, { cold }, ({ workspace, folder }) => {
    const { user, system } = process.cpuUsage();
    const { cpuMs, peakBytes } = workspace.usage;
    return {
      ...statistics(folder.view),
      warm: folder.isWarm,
      wallMs: Math.round(performance.now() - start),
      cpuMs: Math.round((user + system) / 1000 + cpuMs),
      rssMb: Math.round(process.resourceUsage().maxRSS / 1024 + peakBytes / 2 ** 20),
      namesOnly: atOnce(heldTexts(folder.view, new Set())).leftOut,
      skipped: folder.view.skipped,
    };
  });
}

function readable(root: string, { skipped, namesOnly, warm, wallMs, cpuMs, rssMb, ...counts }: Report): string {
  const facts = Object.entries(counts).map(
    ([what, count]) => `${count.toLocaleString("en")} ${count === 1 ? what.replace(/s$/, "") : what}`,
  );
  const cost = `${(wallMs / 1000).toFixed(2)} s (${(cpuMs / 1000).toFixed(2)} s CPU), ${rssMb} MB`;
  const lines = [`${root}: ${facts.join(", ")}`, `${warm ? "warm" : "cold"} start: ${cost}`];
  const leftOut = leftOutSentence({ leftOut: namesOnly, files: counts.files });
  if (leftOut) lines.push(leftOut);
  if (skipped.length > 0) lines.push(`skipped ${skipped.length}:`);
  return `${[...lines, ...skipped.map(({ path, reason }) => `  ${path}: ${reason}`)].join("\n")}\n`;
}
