import { writeFileSync } from "node:fs";
import { basename } from "node:path";
import { runningTraces } from "../../../models/local/editors.ts";
import { type ClientTraces, type PhaseName, phases, type Trace } from "../../../models/trace.ts";
import { pathIn } from "../../index/paths.ts";
import { CommandError, command, print, printJson } from "../command.ts";
import { aligned } from "../sizes.ts";
import { traceFile } from "../traceFile.ts";

const defaultLast = 20;

export const traceCommand = command({
  usage: "trace [--last N] [--out FILE] [--json]",
  summary: "Shows where the time of the last requests went, in every editor that is running.",
  details: `
A row is a request, for a suggestion, an action, an explanation or a next edit that was found: when it came, for which
line, what became of it, and the ms of its phases.
${Object.entries(phases)
  .map(([name, meaning]) => `  ${name.padEnd(12)}${meaning}`)
  .join("\n")}
An editor remembers its last 100 requests. Its command hearth.traces tells the same, hearth view shows more as it comes.

  --last N     so many requests of each editor; ${defaultLast} without it
  --out FILE   writes all of them as a file that a browser's trace viewer opens: chrome://tracing, ui.perfetto.dev
  --json       [{name, pid, traces: [{arrivedAtMs, request, uri, line, outcome, totalMs,
               spans: [{phase, startMs, ms}], tokens: {prompt, evaluated, generated}}]}]`,
  options: {
    last: { type: "string", default: String(defaultLast) },
    out: { type: "string" },
    json: { type: "boolean" },
  },
  most: 0,
  run: async ({ last, out, json }, _positionals, io) => {
    const count = Number(last);
    if (!Number.isInteger(count) || count < 1) throw new CommandError(`--last ${last} is not a number of requests`, 2);
    const clients = (await runningTraces()).filter(({ traces }) => traces.length > 0);
    if (out !== undefined) writeFileSync(out, JSON.stringify(traceFile(clients)));
    if (json) return printJson(io, clients);
    if (clients.length === 0) print(io, "No running editor has asked for a suggestion.");
    else print(io, clients.map((client) => table(client, count)).join("\n\n"));
    if (out !== undefined) io.stderr.write(`hearth: wrote ${out}; open it in chrome://tracing or ui.perfetto.dev\n`);
  },
});

/** The requests of one editor, newest last. */
export function table({ name, pid, traces }: ClientTraces, last: number): string {
  const shown = traces.slice(-last);
  const used = (Object.keys(phases) as PhaseName[]).filter((phase) =>
    shown.some(({ spans }) => spans.some((span) => span.phase === phase)),
  );
  const head = ["at", "place", "request", "ms", ...used, "tokens", "outcome"];
  const rows = shown.map((trace) => [
    timeOf(trace),
    `${basename(pathIn(trace.uri))}:${trace.line}`,
    trace.request,
    trace.totalMs.toFixed(1),
    ...used.map((phase) => msIn(trace, phase)),
    tokensOf(trace),
    trace.outcome,
  ]);
  return [`${name}, process ${pid}`, ...aligned([head, ...rows], (column) => column >= 3)].join("\n");
}

function timeOf({ arrivedAtMs }: Trace): string {
  return new Date(arrivedAtMs).toTimeString().slice(0, 8);
}

/** Where a phase comes more than once its times are added. */
function msIn({ spans }: Trace, phase: PhaseName): string {
  const own = spans.filter((span) => span.phase === phase);
  return own.length === 0 ? "" : own.reduce((sum, { ms }) => sum + ms, 0).toFixed(1);
}

/** Tokens that the model read of those in the prompt, and those it wrote. */
function tokensOf({ tokens }: Trace): string {
  return tokens ? `${tokens.evaluated}/${tokens.prompt}+${tokens.generated}` : "";
}
