import type { Draft } from "../draft.ts";
import type { KnownNames } from "../knownNames.ts";
import type { Original } from "../original.ts";
import { isRefusal } from "../proposal.ts";
import { characters } from "./characters.ts";
import type { DraftCheck, DraftVerdict } from "./check.ts";
import { comments } from "./comments.ts";
import { kept } from "./kept.ts";
import { keptNames } from "./keptNames.ts";
import { outward } from "./outward.ts";
import { shrinking } from "./shrinking.ts";
import { silencing } from "./silencing.ts";
import { syntaxKept } from "./syntax.ts";
import { takenBack } from "./takenBack.ts";
import { unresolved } from "./unresolved.ts";
import { values } from "./values.ts";

/** Every check, the ones that say most about an answer first. An answer that does not parse has no names to look at. */
const checks: readonly DraftCheck[] = [
  characters,
  takenBack,
  syntaxKept,
  kept,
  values,
  keptNames,
  unresolved,
  comments,
  silencing,
  outward,
  shrinking,
];

/** The first refusal, or all warnings. */
export async function checked(draft: Draft, original: Original, names: KnownNames): Promise<DraftVerdict> {
  const warnings: string[] = [];
  for (const check of checks) {
    const result = await check(draft, original, names);
    if (isRefusal(result)) return result;
    warnings.push(...result);
    await original.slices.restIfDue();
  }
  return warnings;
}
