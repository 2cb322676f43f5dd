import type { Language } from "../../../grammars/language.ts";
import { rulesOf } from "../../languages/languages.ts";
import { marksOf } from "../../languages/marks.ts";
import { syntaxErrorSteps } from "../../languages/parse.ts";
import { inSlices, type Steps } from "../../slices/slices.ts";
import { noBrackets, readBrackets } from "../../text/brackets.ts";
import { longEnds } from "../../text/inside.ts";
import { lastWrittenLine, lineEnd } from "../../text/lines.ts";
import { answerCutOff } from "../answer/read.ts";
import type { Parsed } from "../original.ts";
import { refused } from "../proposal.ts";
import type { DraftCheck } from "./check.ts";

/**
 * The file parses no worse than before, as a whole and in the region. Where there is no grammar its brackets must match
 * as they did.
 */
export const syntaxKept: DraftCheck = async (draft, original) => {
  const { language, slices } = original;
  if (!language) return bracketsLeft(draft.text) > bracketsLeft(original.text) ? broken(draft.text, draft.end) : [];
  if (!draft.tree) return original.tree ? tooLarge : [];
  const before = await inSlices(errorsIn(original, draft.from, draft.to, language), slices);
  const after = await inSlices(errorsIn(draft, draft.start, draft.end, language), slices);
  if (after.file <= before.file && after.region <= before.region) return [];
  const code = draft.text.slice(draft.start, draft.end);
  const { open, inside } = readBrackets(code, noBrackets, marksOf(language));
  const isCut = open.length > 0 || longEnds[inside] !== undefined || /[:,=(]\s*$/.test(code.slice(-200));
  return isCut ? answerCutOff : broken(draft.text, after.first);
};

const tooLarge = refused("The file would become too large to be checked.", "Your answer is far too long.");

function broken(text: string, offset: number) {
  const shown = lastWrittenLine(text.slice(0, lineEnd(text, offset)))
    .trim()
    .slice(0, 60)
    .trimEnd();
  return refused(
    // A line number would be one of the file as it would have been, which nobody can look up.
    `The answer would break the syntax of the file, near \`${shown}\`.`,
    `With your answer the file does not parse, near \`${shown}\`. Answer with the whole code, correctly written.`,
  );
}

type Errors = { readonly file: number; readonly region: number; readonly first: number };

function* errorsIn({ tree, text }: Parsed, start: number, end: number, language: Language): Steps<Errors> {
  if (!tree) return { file: Number.POSITIVE_INFINITY, region: Number.POSITIVE_INFINITY, first: start };
  const { layoutErrors } = rulesOf(language);
  const hasError = tree.rootNode.hasError;
  const file = hasError ? yield* syntaxErrorSteps(tree, 0, text.length) : 0;
  const region = hasError ? yield* syntaxErrorSteps(tree, start, end) : 0;
  const layout = layoutErrors ? yield* layoutErrors(tree, text, start, end) : [];
  const first = layout[0] ?? (region > 0 ? yield* firstError(tree, start, end) : start);
  return { file: file + layout.length, region: region + layout.length, first };
}

/** By halves: the errors of a range do not decrease as it grows. */
function* firstError(tree: NonNullable<Parsed["tree"]>, start: number, end: number): Steps<number> {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((yield* syntaxErrorSteps(tree, start, middle)) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

function bracketsLeft(text: string): number {
  const { open, unmatched } = readBrackets(text, noBrackets, []);
  return open.length + (unmatched === undefined ? 0 : 1);
}
