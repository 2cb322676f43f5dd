import { bootstrapByGroup } from "../bootstrap.ts";
import type { HearthAnswer } from "./hearth.ts";
import type { Score } from "./score.ts";
import { interval, table } from "./tables.ts";

/** What was found at a place: Hearth alone, and with another language server beside it. */
export type BesideFound = {
  readonly key: string;
  readonly repository: string;
  readonly commit: string;
  readonly path: string;
  readonly language: string;
  readonly isTest: boolean;
  /** In the file as it was then, from 1 on. */
  readonly line: number;
  readonly lineBefore: string;
  readonly rest: string;
  /** The member that the commit has there. */
  readonly member: string;
  /** How many the other server lists, and whether it is among them. */
  readonly listed: number;
  readonly isListed: boolean;
  readonly alone: HearthAnswer & Score;
  readonly beside: HearthAnswer & Score;
};

/** The shares of 100 of both, by groups of places; and the difference with 95 % confidence, by commits. */
export function besideTable(found: readonly BesideFound[]): string {
  const groups: readonly (readonly [string, (one: BesideFound) => boolean])[] = [
    ["all", () => true],
    ["behind a dot", ({ lineBefore }) => /\.$/.test(lineBefore)],
    ["some letters behind it", ({ lineBefore }) => !/\.$/.test(lineBefore)],
    ["the other server lists the member", ({ isListed }) => isListed],
    ["it lists others", ({ isListed, listed }) => !isListed && listed > 0],
    ["it lists none", ({ listed }) => listed === 0],
    ...["language", "repository"].flatMap((name) => {
      const groupOf = (one: BesideFound) => String(one[name as "language"]);
      const values = [...new Set(found.map(groupOf))].sort();
      return values.map((value) => [value, (one: BesideFound) => groupOf(one) === value] as const);
    }),
  ];
  const rows = groups.flatMap(([name, isIn]) => {
    const places = found.filter(isIn);
    return places.length === 0 ? [] : [rowOf(name, places)];
  });
  const changed = found.filter(({ alone, beside }) => alone.offered?.text !== beside.offered?.text);
  const won = changed.filter(({ alone, beside }) => beside.isLineExact && !alone.isLineExact).length;
  const lost = changed.filter(({ alone, beside }) => alone.isLineExact && !beside.isLineExact).length;
  const head = [
    "in %",
    "places",
    "member right",
    "beside",
    "line exact",
    "beside",
    "shown",
    "beside",
    "difference (95 %)",
  ];
  return [table(head, rows), "", `Other answers at ${changed.length} places: ${won} lines won, ${lost} lost.`].join(
    "\n",
  );
}

function rowOf(name: string, places: readonly BesideFound[]): string[] {
  const share = (isIt: (one: BesideFound) => boolean) => percent(places.filter(isIt).length / places.length);
  const pairs = places.map(({ repository, commit, alone, beside }) => ({
    group: `${repository} ${commit}`,
    difference: 100 * (Number(beside.isLineExact) - Number(alone.isLineExact)),
  }));
  return [
    name,
    String(places.length),
    share((one) => hasMember(one, one.alone)),
    share((one) => hasMember(one, one.beside)),
    share(({ alone }) => alone.isLineExact),
    share(({ beside }) => beside.isLineExact),
    share(({ alone }) => alone.isShown),
    share(({ beside }) => beside.isShown),
    interval(bootstrapByGroup(pairs)),
  ];
}

/** What is shown begins with the commit's member, whatever follows. */
function hasMember({ lineBefore, member }: BesideFound, { offered }: HearthAnswer): boolean {
  const typed = /[\p{L}\p{N}_$]*$/u.exec(lineBefore)?.[0] ?? "";
  return offered !== null && /^[\p{L}\p{N}_$]*/u.exec(typed + offered.text)?.[0] === member;
}

const percent = (value: number) => (100 * value).toFixed(1);
