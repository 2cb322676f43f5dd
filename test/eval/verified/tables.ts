import { byLanguage, inPoints, percent, type Row } from "../benchmarks/printed.ts";
import { bootstrap } from "../bootstrap.ts";

/** What became of one diagnostic: the model's first answer as it is, and what was made of it with a verifier. */
export type FixedDiagnostic = {
  readonly key: string;
  readonly language: string;
  readonly message: string;
  readonly code: string | undefined;
  readonly without: Fixed;
  readonly with: Fixed;
  /** Further answers that were drawn. */
  readonly drawn: number;
  /** From the choice to its end, verifier and second answer included. */
  readonly ms: number;
};

/** What one fix did. */
export type Fixed = {
  /** The file after the fix; null where nothing was changed. */
  readonly document: string | null;
  /** What the user was told. */
  readonly said: string;
  /** Messages of new errors and warnings. */
  readonly brought: readonly string[];
  /** The diagnostic is gone. */
  readonly isSolved: boolean;
  /** Why the verifier could say nothing; null where it could, or was not asked. */
  readonly unchecked: string | null;
};

const isApplied = ({ document }: Fixed) => document !== null;
const bringsNothing = ({ brought }: Fixed) => brought.length === 0;
const holds = (fixed: Fixed) => isApplied(fixed) && fixed.isSolved && bringsNothing(fixed);

/** For each language and each of the two ways: what was applied and what that brought. */
export function outcomes(found: readonly FixedDiagnostic[]): Row[] {
  const heads = [
    "diagnostics",
    "verified",
    "n",
    "applied",
    "bring nothing new",
    "and solve it",
    "of all",
    "not checked",
  ];
  const rows = byLanguage(found).flatMap(([name, group]) =>
    (["without", "with"] as const).map((way): Row => {
      const all = group.map((one) => one[way]);
      const applied = all.filter(isApplied);
      return [
        name,
        way === "with" ? "yes" : "no",
        String(all.length),
        String(applied.length),
        percent(applied, bringsNothing),
        percent(applied, holds),
        percent(all, holds),
        String(all.filter(({ unchecked }) => unchecked !== null).length),
      ];
    }),
  );
  return [heads, ...rows];
}

/** The share of all diagnostics whose fix was applied, solves them and brings nothing, with less without. */
export function holding(found: readonly FixedDiagnostic[]): Row[] {
  const rows = byLanguage(found).map(([name, group]): Row => {
    const difference = bootstrap(group.map((one) => Number(holds(one.with)) - Number(holds(one.without))));
    const worse = group.filter((one) => isApplied(one.without) && !bringsNothing(one.without)).length;
    const still = group.filter((one) => isApplied(one.with) && !bringsNothing(one.with)).length;
    return [name, inPoints(difference), `${worse} -> ${still}`];
  });
  return [["diagnostics", "hold: difference, 95 %", "applied and bring something"], ...rows];
}
