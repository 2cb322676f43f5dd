import type { ReadAnswer } from "../answer/read.ts";
import { unresolvedNames } from "../checks/unresolved.ts";
import { type Draft, drafted, withChange } from "../draft.ts";
import { withAnswerImports } from "../imports/answerImports.ts";
import { importInto } from "../imports/missingImport.ts";
import type { KnownNames } from "../knownNames.ts";
import { withoutBlankEnds } from "../lines.ts";
import type { Original } from "../original.ts";
import { isRefusal, type Refusal, refused } from "../proposal.ts";
import { fitted } from "../rewrite/fit.ts";
import { rewrittenByCode } from "../rewrite/fromCode.ts";
import { appliedHunks } from "../rewrite/hunks.ts";
import { withOwnComments } from "../rewrite/restoreComments.ts";
import { restoreSecrets } from "../rewrite/restoreSecrets.ts";
import { withOriginalStrings } from "../rewrite/strings.ts";

/** The target written anew. */
export async function replaced(answer: ReadAnswer, original: Original, names: KnownNames): Promise<Draft | Refusal> {
  const rewrite =
    answer.kind === "hunks" ? appliedHunks(answer.hunks, original) : await rewrittenByCode(answer, original);
  if (isRefusal(rewrite)) return rewrite;
  await original.slices.restIfDue();
  const code = rewrite.isFitted
    ? rewrite.code
    : await withOriginalStrings(fitted(rewrite.code, original), withoutBlankEnds(rewrite.code.split("\n")), original);
  const lines = restoreSecrets(code.split("\n"), original.text);
  if (isRefusal(lines)) return lines;
  const region = withOwnEnds(lines.join("\n"), original.region);
  const place = [original.regionStart, original.end] as const;
  const draft = await withOwnComments(await drafted(original, region, place, rewrite.warnings), original);
  const complete = await withAnswerImports(draft, rewrite.imports, original, names);
  if (isRefusal(complete)) return complete;
  if (isSame(draft.text.slice(draft.start, draft.end), original.region) && complete === draft) return nothingChanged;
  return withMissingImports(complete, original, names);
}

export const nothingChanged: Refusal = {
  ...refused(
    "The model changed nothing.",
    "To write the code again as it stands there already is no answer: make the change, or say in a comment why it cannot be made.",
  ),
  afresh: true,
};

/** Names that exactly one file of the workspace exports are imported from there. */
export async function withMissingImports(draft: Draft, original: Original, names: KnownNames): Promise<Draft> {
  let result = draft;
  for (const { name } of await unresolvedNames(draft, original)) {
    const change = importInto({ ...original, ...result }, name, names);
    if (change) result = await withChange(result, change, original);
  }
  return result;
}

/** The blank lines around the target are its surroundings. */
function withOwnEnds(code: string, region: string): string {
  const lead = /^(?:[ \t]*\n)*/.exec(region)?.[0] ?? "";
  const written = region.trimEnd();
  const inner = code.replace(/^(?:[ \t]*\n)+/, "").trimEnd();
  return written === "" ? inner : lead + inner + region.slice(written.length);
}

/** But for blanks at line ends and blank lines. */
function isSame(a: string, b: string): boolean {
  const dense = (text: string) =>
    text
      .split("\n")
      .map((line) => line.trimEnd())
      .filter((line) => line !== "")
      .join("\n");
  return dense(a) === dense(b);
}
