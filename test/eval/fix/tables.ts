import type { Bug } from "../benchmarks/bugs.ts";
import { byLanguage, counted, inPoints, percent, type Row } from "../benchmarks/printed.ts";
import { bootstrap, mean } from "../bootstrap.ts";
import type { Score } from "./score.ts";

/** What became of a bug. */
export type Found = Pick<Bug, "language" | "name" | "type"> & {
  readonly key: string;
  /** What both were told of it. */
  readonly problem: string;
  /** Lines that the benchmark's own fix changes. */
  readonly rightLines: number;
  readonly hearth: Side & {
    /** Why nothing was changed, as the user was told; null where something was. */
    readonly refusal: string | null;
  };
  readonly bare: Side & { readonly answer: string };
};

/** A document after a fix, null where nothing was changed, and its score. */
export type Side = { readonly document: string | null; readonly score: Score | null; readonly ms: number };

/** What became of a bug whose tests a checker runs: the model's first answer, and what was made of it. */
export type Checked = Pick<Bug, "language" | "name" | "type"> & {
  readonly key: string;
  readonly problem: string;
  readonly unverified: Side;
  readonly verified: Found["hearth"];
  /** Why the checker could say nothing; null where it could. */
  readonly unchecked: string | null;
  /** Further answers that were drawn. */
  readonly drawn: number;
};

/** Bugs that cannot be measured on this machine, and why. */
export type LeftOut = { readonly key: string; readonly leftOut: string };

export function shares(found: readonly Found[]): Row[] {
  const heads = [
    "bugs",
    "n",
    "bare passes",
    "Hearth passes",
    "difference, 95 %",
    "Hearth refuses",
    "of its changes pass",
  ];
  const other = ["bare leaves other code", "Hearth leaves it", "lines changed: bare", "Hearth", "right fix"];
  return [[...heads, ...other], ...byLanguage(found).map(([name, group]) => sharesOf(name, group))];
}

function sharesOf(name: string, group: readonly Found[]): Row {
  const difference = bootstrap(group.map(({ bare, hearth }) => Number(passes(hearth)) - Number(passes(bare))));
  const changed = group.filter(({ hearth }) => hearth.document !== null);
  const lines = (of: (one: Found) => Side) =>
    mean(group.flatMap((one) => of(one).score?.changedLines ?? [])).toFixed(1);
  return [
    name,
    String(group.length),
    percent(group, ({ bare }) => passes(bare)),
    percent(group, ({ hearth }) => passes(hearth)),
    inPoints(difference),
    percent(group, ({ hearth }) => hearth.document === null),
    percent(changed, ({ hearth }) => passes(hearth)),
    percent(group, ({ bare }) => bare.score?.leavesOther ?? true),
    percent(group, ({ hearth }) => hearth.score?.leavesOther ?? true),
    lines(({ bare }) => bare),
    lines(({ hearth }) => hearth),
    mean(group.map(({ rightLines }) => rightLines)).toFixed(1),
  ];
}

/** The bugs whose tests pass after the fix, without and with a checker that runs them. */
export function checkedShares(found: readonly Checked[]): Row[] {
  const heads = ["bugs", "n", "unverified passes", "verified passes", "difference, 95 %"];
  const changes = [
    "changes made: unverified",
    "of these pass",
    "verified",
    "of these pass",
    "answers drawn",
    "not checked",
  ];
  const rows = byLanguage(found).map(([name, group]): Row => {
    const [without, checked] = [group.map((one) => one.unverified), group.map((one) => one.verified)];
    const difference = bootstrap(group.map((one) => Number(passes(one.verified)) - Number(passes(one.unverified))));
    const isMade = ({ document }: Side) => document !== null;
    return [
      name,
      String(group.length),
      percent(without, passes),
      percent(checked, passes),
      inPoints(difference),
      String(without.filter(isMade).length),
      percent(without.filter(isMade), passes),
      String(checked.filter(isMade).length),
      percent(checked.filter(isMade), passes),
      mean(group.map(({ drawn }) => drawn)).toFixed(1),
      String(group.filter(({ unchecked }) => unchecked !== null).length),
    ];
  });
  return [[...heads, ...changes], ...rows];
}

/** Of the bugs that one side solved, what the other made of them. */
export function pairs(found: readonly Found[]): Row[] {
  const row = (name: string, group: readonly Found[], other: (one: Found) => Side): Row => {
    const count = (is: (side: Side) => boolean) => String(group.filter((one) => is(other(one))).length);
    const isNothing = ({ document }: Side) => document === null;
    return [
      name,
      String(group.length),
      count(passes),
      count((side) => !passes(side) && !isNothing(side)),
      count(isNothing),
    ];
  };
  return [
    ["bugs", "n", "solved", "changed, still wrong", "refused"],
    row(
      "solved by the bare model; Hearth",
      found.filter(({ bare }) => passes(bare)),
      ({ hearth }) => hearth,
    ),
    row(
      "solved by Hearth; the bare model",
      found.filter(({ hearth }) => passes(hearth)),
      ({ bare }) => bare,
    ),
  ];
}

/** Why Hearth changed nothing; names and numbers in the sentences are left out. */
export function refusals(made: readonly Found["hearth"][]): Row[] {
  const sentences = made.flatMap(({ refusal }) => refusal ?? []);
  const plain = sentences.map((sentence) => sentence.replace(/[`“"'‘][^`”"'’]*[`”"'’]/g, "…").replace(/\d+/g, "N"));
  return counted(["Hearth refused: why", "n"], plain);
}

function passes({ score }: Side): boolean {
  return score?.passes ?? false;
}
