import type { FimKind, FimPlace } from "../benchmarks/fim.ts";
import { counted, inPoints, percent, type Row } from "../benchmarks/printed.ts";
import { bootstrapByGroup } from "../bootstrap.ts";
import type { HearthAnswer } from "../replay/hearth.ts";
import type { Filled, Score } from "./score.ts";

/** What was found at a place. */
export type Found = {
  readonly key: string;
  readonly benchmark: FimPlace["benchmark"];
  readonly language: FimPlace["language"];
  readonly kind: FimKind;
  readonly problem: string;
  readonly line: string;
  readonly wanted: string;
  readonly bare: Side;
  readonly hearth: Side & Pick<HearthAnswer, "reason" | "written" | "end" | "filters"> & { readonly cause: string };
};

export type Side = Pick<Filled, "text"> &
  Score & { readonly evaluatedTokens: number; readonly generatedTokens: number; readonly ms: number };

/** What became of the same place on the other side. */
const others = ["the same", "right otherwise", "wrong", "nothing"] as const;

/** Shares of places, bare beside Hearth. */
export function shares(found: readonly Found[]): Row[] {
  const heads = [
    "places",
    "n",
    "bare",
    "Hearth",
    "difference, 95 %",
    "shown",
    "right of shown",
    "bare exact",
    "Hearth exact",
  ];
  return [heads, ...groupsOf(found).map(([name, group]) => sharesOf(name, group))];
}

function sharesOf(name: string, group: readonly Found[]): Row {
  const shown = group.filter(({ hearth }) => hearth.text !== null);
  const difference = bootstrapByGroup(
    group.map(({ problem, bare, hearth }) => ({
      group: problem,
      difference: Number(hearth.isRight) - Number(bare.isRight),
    })),
  );
  return [
    name,
    String(group.length),
    percent(group, ({ bare }) => bare.isRight),
    percent(group, ({ hearth }) => hearth.isRight),
    inPoints(difference),
    percent(group, ({ hearth }) => hearth.text !== null),
    percent(shown, ({ hearth }) => hearth.isRight),
    percent(group, ({ bare }) => bare.isWhole),
    percent(group, ({ hearth }) => hearth.isWhole),
  ];
}

/** Of the places where one side was right, what the other side had there. */
export function pairs(found: readonly Found[]): Row[] {
  const rows = groupsOf(found).flatMap(([name, group]): Row[] => {
    const bareRight = group.filter(({ bare }) => bare.isRight);
    const hearthRight = group.filter(({ hearth }) => hearth.isRight);
    return [
      [
        name,
        "bare right, Hearth:",
        String(bareRight.length),
        ...counts(
          bareRight,
          (one) => one.hearth,
          (one) => one.bare,
        ),
      ],
      [
        name,
        "Hearth right, bare:",
        String(hearthRight.length),
        ...counts(
          hearthRight,
          (one) => one.bare,
          (one) => one.hearth,
        ),
      ],
    ];
  });
  return [["places", "where", "n", ...others], ...rows];
}

function counts(group: readonly Found[], of: (one: Found) => Side, beside: (one: Found) => Side): string[] {
  const all = group.map((one) => otherOf(of(one), beside(one)));
  return others.map((name) => String(all.filter((other) => other === name).length));
}

function otherOf(side: Side, right: Side): (typeof others)[number] {
  if (side.text === null || side.text === "") return "nothing";
  if (!side.isRight) return "wrong";
  return side.text === right.text ? "the same" : "right otherwise";
}

/** Of the places where only the bare model was right: who lost it. */
export function losses(found: readonly Found[]): Row[] {
  const lost = found.filter(({ bare, hearth }) => bare.isRight && !hearth.isRight);
  return counted(
    ["only bare right; lost by", "n"],
    lost.map(({ hearth }) => hearth.cause),
  );
}

/** By benchmark, language and kind. */
function groupsOf(found: readonly Found[]): (readonly [string, readonly Found[]])[] {
  const groups = new Map<string, Found[]>();
  const add = (name: string, one: Found) => groups.set(name, [...(groups.get(name) ?? []), one]);
  for (const one of found) add(`${one.benchmark} ${one.language} ${one.kind}`, one);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}
