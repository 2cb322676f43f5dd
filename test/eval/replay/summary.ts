import { bootstrapByGroup, type Interval, mean } from "../bootstrap.ts";
import { gains, type Loss, losses, pairs } from "./losses.ts";
import { kinds } from "./places.ts";
import { type Found, firstLine, isQuiet } from "./records.ts";

/** Shares are of 100. Those of Hearth are of all places of the row; "precision" is of what is shown. */
export type Row = {
  readonly name: string;
  readonly places: number;
  readonly shown: number;
  readonly lineExact: number;
  readonly precision: number;
  readonly wholeExact: number;
  readonly kept: number;
  readonly similarity: number;
  readonly bare: { readonly lineExact: number; readonly similarity: number } | null;
  /** Hearth's share of exact lines less the bare model's, and where it lies with 95 % confidence, by commits. */
  readonly difference: Interval | null;
};

export type Count = { readonly name: string; readonly count: number };

export type Cost = {
  readonly msMedian: number;
  readonly msP95: number;
  readonly promptTokens: number;
  readonly evaluatedTokens: number;
  readonly generatedTokens: number;
};

/** What was written for what is shown: tokens of text and the decodes that brought them. */
type Decoding = {
  readonly tokens: number;
  readonly steps: number;
  /** Characters of suggestions that the model wrote, and of all: what is remembered is shown without a decode. */
  readonly written: number;
  readonly shown: number;
};

export type Summary = {
  readonly places: number;
  readonly commits: number;
  readonly rows: readonly Row[];
  readonly quiet: { readonly places: number; readonly hearth: number; readonly bare: number | null };
  /** Lines that are wrong by their blanks alone. */
  readonly wrongBlanks: { readonly hearth: number; readonly bare: number | null };
  /** Of the places where the bare model was right, by what Hearth showed and who lost it. */
  readonly bareRight: readonly Count[];
  readonly hearthRight: readonly Count[];
  /** Why nothing was shown where something was typed. */
  readonly silences: readonly Count[];
  readonly cost: { readonly hearth: Cost; readonly bare: Cost | null };
  readonly decoding: Decoding;
  /** Of the answers, how many an editor's user would not have waited for. */
  readonly late: number;
};

/** After so long without a limit the server ends an answer; see `longestMs` of inline completion. */
export const patienceMs = 5000;

export function summaryOf(found: readonly Found[]): Summary {
  const typed = found.filter((each) => !isQuiet(each));
  const quiet = found.filter(isQuiet);
  const rows = [
    rowOf("all", typed),
    ...kinds
      .filter((kind) => kind !== "quiet")
      .map((kind) =>
        rowOf(
          kind,
          by(typed, ({ kind: own }) => own === kind),
        ),
      ),
    rowOf(
      "remembered",
      by(typed, ({ hearth }) => hearth.isRemembered),
    ),
    rowOf(
      "not remembered",
      by(typed, ({ hearth }) => !hearth.isRemembered),
    ),
    ...names(typed, ({ language }) => language).map((name) =>
      rowOf(
        name,
        by(typed, (each) => each.language === name),
      ),
    ),
    rowOf(
      "code",
      by(typed, ({ isTest }) => !isTest),
    ),
    rowOf(
      "tests",
      by(typed, ({ isTest }) => isTest),
    ),
    ...names(typed, ({ repository }) => repository).map((name) =>
      rowOf(
        name,
        by(typed, ({ repository }) => repository === name),
      ),
    ),
  ].filter(({ places }) => places > 0);
  const bares = found.flatMap(({ bare }) => bare ?? []);
  return {
    places: found.length,
    commits: new Set(found.map(groupOf)).size,
    rows,
    quiet: {
      places: quiet.length,
      hearth: percent(quiet, ({ hearth }) => !hearth.isShown),
      bare: quiet.some(({ bare }) => bare) ? percent(quiet, ({ bare }) => bare?.isShown === false) : null,
    },
    wrongBlanks: {
      hearth: by(typed, ({ hearth, ...place }) => hasWrongBlanks(hearth.offered, place)).length,
      bare: bares.length > 0 ? by(typed, ({ bare, ...place }) => hasWrongBlanks(bare, place)).length : null,
    },
    bareRight: counted(losses(found).map(wordsOf)),
    hearthRight: counted(gains(found).map(wordsOf)),
    silences: counted(by(typed, ({ hearth }) => !hearth.isShown).map(({ hearth }) => hearth.reason ?? "no reason")),
    cost: { hearth: costOf(found.map(({ hearth }) => hearth)), bare: bares.length > 0 ? costOf(bares) : null },
    decoding: decodingOf(found),
    late: found.filter(({ hearth }) => hearth.ms > patienceMs).length,
  };
}

function hasWrongBlanks(
  offered: { readonly text: string; readonly replaceAfter?: number } | null,
  { rest, lineAfter }: Pick<Found, "rest" | "lineAfter">,
): boolean {
  if (!offered?.text.trim()) return false;
  const line = firstLine(offered.text + lineAfter.slice(offered.replaceAfter ?? 0));
  const withoutBlanks = (text: string) => text.replace(/\s/g, "");
  return line !== rest + lineAfter && withoutBlanks(line) === withoutBlanks(rest + lineAfter);
}

function rowOf(name: string, found: readonly Found[]): Row {
  const shown = found.filter(({ hearth }) => hearth.isShown);
  const both = pairs(found);
  const share = (isTrue: boolean) => (isTrue ? 100 : 0);
  const differences = both.map((each) => ({
    group: groupOf(each),
    difference: share(each.hearth.isLineExact) - share(each.bare.isLineExact),
  }));
  return {
    name,
    places: found.length,
    shown: percent(found, ({ hearth }) => hearth.isShown),
    lineExact: percent(found, ({ hearth }) => hearth.isLineExact),
    precision: percent(shown, ({ hearth }) => hearth.isLineExact),
    wholeExact: percent(found, ({ hearth }) => hearth.isWholeExact),
    kept: 100 * mean(shown.map(({ hearth }) => hearth.kept ?? 0)),
    similarity: 100 * mean(found.map(({ hearth }) => hearth.similarity)),
    bare:
      both.length === 0
        ? null
        : {
            lineExact: percent(both, ({ bare }) => bare.isLineExact),
            similarity: 100 * mean(both.map(({ bare }) => bare.similarity)),
          },
    difference: both.length === 0 ? null : bootstrapByGroup(differences),
  };
}

/** Places of one commit are alike. */
function groupOf({ repository, commit }: Found): string {
  return `${repository} ${commit}`;
}

function wordsOf({ fate, cause }: Loss): string {
  return cause === "" ? fate : `${fate}, ${cause}`;
}

function costOf(of: readonly Found["bare"][] | readonly Found["hearth"][]): Cost {
  const each = of.flatMap((one) => one ?? []);
  const ms = each.map((one) => one.ms).sort((a, b) => a - b);
  const asked = each.filter(({ promptTokens }) => promptTokens > 0);
  return {
    msMedian: ms[ms.length >> 1] ?? 0,
    msP95: ms[Math.floor(ms.length * 0.95)] ?? 0,
    promptTokens: Math.round(mean(asked.map(({ promptTokens }) => promptTokens))),
    evaluatedTokens: Math.round(mean(each.map(({ evaluatedTokens }) => evaluatedTokens))),
    generatedTokens: Math.round(10 * mean(each.map(({ generatedTokens }) => generatedTokens))) / 10,
  };
}

function decodingOf(found: readonly Found[]): Decoding {
  const sum = (of: (hearth: Found["hearth"]) => number) => found.reduce((total, { hearth }) => total + of(hearth), 0);
  const charactersOf = ({ offered }: Found["hearth"]) => offered?.text.length ?? 0;
  return {
    tokens: sum(({ generatedTokens }) => generatedTokens),
    steps: sum(({ decodeSteps }) => decodeSteps),
    written: sum((each) => (each.isRemembered ? 0 : charactersOf(each))),
    shown: sum(charactersOf),
  };
}

function by(found: readonly Found[], fits: (each: Found) => boolean): Found[] {
  return found.filter(fits);
}

function names(found: readonly Found[], of: (each: Found) => string): string[] {
  return [...new Set(found.map(of))].sort();
}

function percent<T>(of: readonly T[], fits: (each: T) => boolean): number {
  return 100 * mean(of.map((each) => (fits(each) ? 1 : 0)));
}

/** The most frequent first; of the same count in the order of the alphabet. */
function counted(words: readonly string[]): Count[] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}
