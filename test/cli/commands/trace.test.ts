import { expect, test } from "@jest/globals";
import type { Trace } from "../../../models/trace.ts";
import { table } from "../../../server/cli/commands/trace.ts";
import { traceFile } from "../../../server/cli/traceFile.ts";

const trace: Trace = {
  arrivedAtMs: 1000,
  request: "ghost text",
  uri: "file:///w/cart.py",
  line: 7,
  outcome: "shown",
  totalMs: 50,
  spans: [
    { phase: "gather", startMs: -20, ms: 25 },
    { phase: "read", startMs: 5, ms: 30 },
    { phase: "write", startMs: 35, ms: 40 },
  ],
  tokens: { prompt: 900, evaluated: 40, generated: 6 },
};
const silent = { ...trace, arrivedAtMs: 1040, totalMs: 1, spans: [], tokens: null, outcome: "midWord" };
const client = { name: "Neovim", pid: 7, traces: [trace, silent] };

test("a table has a row for each request and a column for each phase that came", () => {
  const [title, head, first, second] = table(client, 20).split("\n");
  expect(title).toBe("Neovim, process 7");
  expect(head?.split(/ {2,}/)).toEqual([
    "at",
    "place",
    "request",
    "ms",
    "gather",
    "read",
    "write",
    "tokens",
    "outcome",
  ]);
  expect(first?.split(/ {2,}/).slice(1)).toEqual([
    ...["cart.py:7", "ghost text", "50.0", "25.0", "30.0", "40.0", "40/900+6", "shown"],
  ]);
  expect(second?.split(/ {2,}/).slice(1)).toEqual(["cart.py:7", "ghost text", "1.0", "midWord"]);
  expect(table(client, 1).split("\n")).toHaveLength(3);
});

test("in the file for trace viewers requests that overlap have rows of their own, and phases lie within them", () => {
  const { traceEvents } = traceFile([client]);
  expect(traceEvents.map(({ name, ph, pid, tid, ts, dur }) => [name, ph, pid, tid, ts, dur])).toEqual([
    ["process_name", "M", 7, 0, undefined, undefined],
    ["ghost text", "X", 7, 1, 1_000_000, 50_000],
    ["gather", "X", 7, 1, 1_000_000, 5_000],
    ["read", "X", 7, 1, 1_005_000, 30_000],
    ["write", "X", 7, 1, 1_035_000, 15_000],
    ["ghost text", "X", 7, 2, 1_040_000, 1_000],
  ]);
});
