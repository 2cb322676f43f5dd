import type { Interval } from "../bootstrap.ts";
import type { Cost, Count, Row, Summary } from "./summary.ts";
import { patienceMs } from "./summary.ts";

/** The summary for people, in Markdown. */
export function tables(summary: Summary): string {
  const { places, commits, rows, quiet, wrongBlanks, bareRight, hearthRight, silences, cost, decoding, late } = summary;
  const bare = rows.some((row) => row.bare);
  return [
    `${places} places in ${commits} commits`,
    "",
    "Of places where something was typed, in %: the line is exact to the last blank; precision is of what is shown.",
    "",
    table(
      headOf(bare),
      rows.map((row) => cells(row, bare)),
    ),
    "",
    `Where nothing more was typed (${quiet.places} places) Hearth stays quiet in ${one(quiet.hearth)} %${
      quiet.bare === null ? "" : `, the bare model in ${one(quiet.bare)} %`
    }.`,
    "",
    `Lines that are wrong by their blanks alone: ${wrongBlanks.hearth} of Hearth's${
      wrongBlanks.bare === null ? "" : `, ${wrongBlanks.bare} of the bare model's`
    }.`,
    "",
    ...(bare
      ? [
          counts("the bare model was right; Hearth showed", bareRight),
          "",
          counts("Hearth was right; the bare model wrote", hearthRight),
          "",
        ]
      : []),
    counts("Hearth showed nothing, though something was typed", silences),
    "",
    costs(cost.hearth, cost.bare),
    "",
    ...decodes(decoding),
    "",
    `${late} answers took more than ${patienceMs / 1000} s, after which nobody waits; times are those of this machine and its load.`,
  ].join("\n");
}

/** Without drafts each token takes a decode of its own, and the text is the same: one run tells both. */
function decodes({ steps, tokens, written, shown }: Summary["decoding"]): string[] {
  if (steps === 0) return ["No model wrote anything."];
  const each = (count: number, characters: number) => (count / Math.max(1, characters)).toFixed(3);
  return [
    table(
      ["decodes per character", "with drafts", "without", "share"],
      [
        ["of what the model wrote and is shown", each(steps, written), each(tokens, written), each(steps, tokens)],
        ["of all that is shown, remembered or written", each(steps, shown), each(tokens, shown), each(steps, tokens)],
      ],
    ),
    "",
    `${steps} decodes for ${tokens} tokens; a draft counts as one decode, as on a GPU.`,
  ];
}

function headOf(bare: boolean): string[] {
  const own = ["", "places", "shown", "line exact", "precision", "whole exact", "kept", "similarity"];
  return bare ? [...own, "bare line exact", "bare similarity", "difference (95 %)"] : own;
}

function cells({ bare, difference, ...row }: Row, withBare: boolean): string[] {
  const { name, places, shown, lineExact, precision, wholeExact, kept, similarity } = row;
  const own = [name, String(places), ...[shown, lineExact, precision, wholeExact, kept, similarity].map(one)];
  if (!withBare) return own;
  return [
    ...own,
    bare ? one(bare.lineExact) : "",
    bare ? one(bare.similarity) : "",
    difference ? interval(difference) : "",
  ];
}

function counts(title: string, found: readonly Count[]): string {
  const all = found.reduce((sum, { count }) => sum + count, 0);
  return table(
    [`${title} (${all})`, "places", "%"],
    found.map(({ name, count }) => [name, String(count), one((100 * count) / all)]),
  );
}

function costs(hearth: Cost, bare: Cost | null): string {
  const row = (name: string, { msMedian, msP95, promptTokens, evaluatedTokens, generatedTokens }: Cost) =>
    [name, promptTokens, evaluatedTokens, generatedTokens, msMedian, msP95].map(String);
  return table(
    ["mean of a place", "prompt tokens", "evaluated", "generated", "ms median", "ms p95"],
    [row("Hearth", hearth), ...(bare ? [row("bare", bare)] : [])],
  );
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cellsOf: readonly string[]) => `| ${cellsOf.join(" | ")} |`;
  return [line(head), `|${"---|".repeat(head.length)}`, ...rows.map(line)].join("\n");
}

export function interval({ mean, low, high }: Interval): string {
  return `${signed(mean)} (${signed(low)} to ${signed(high)})`;
}

const one = (value: number) => value.toFixed(1);
const signed = (value: number) => `${value < 0 ? "" : "+"}${one(value)}`;
