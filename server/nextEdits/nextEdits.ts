import { lineEnd, lineStart } from "../text/lines.ts";
import type { OffsetRange } from "../text/offsetRange.ts";
import type { TextChange } from "../text/textChange.ts";
import type { CodeFiles } from "./codeFiles.ts";
import { errorsIn } from "./fit.ts";
import type { FileChanges, Undone } from "./history.ts";
import { nextEditRules } from "./rules.ts";
import { type Substitution, substitutionsIn } from "./substitutions.ts";

/** What rules look at. Files are named by their paths relative to the folder. */
export type NextEditQuestion = {
  readonly files: CodeFiles;
  /** The late changes, those of the last changed file first. Their keys are paths. */
  readonly changes: readonly FileChanges[];
  /** The step since which a change counts as made a moment ago. */
  readonly since: number;
  /** What was replaced a moment ago, the last first: edits are offered that follow from these. */
  readonly late: readonly Substitution[];
  /** All that is remembered, the late ones among them, the last first. */
  readonly all: readonly Substitution[];
  /** What is said to be wrong in the texts as they are. */
  readonly errors: readonly ReportedError[];
};

/** An error that an editor or another server reports of a file. */
export type ReportedError = OffsetRange & { readonly path: string; readonly message: string };

/** One place where a change belongs, and why, in a sentence. */
export type FoundEdit = TextChange & { readonly path: string; readonly because: string };

/** A way in which a change asks for others. Whatever it finds is right together. */
export type NextEditRule = {
  readonly name: string;
  /** What is sure enough to be shown to somebody who did not ask for it. */
  readonly find: (asked: NextEditQuestion) => Promise<readonly FoundEdit[]>;
  /** What looks alike, for somebody who asks and looks through it. It may have in it what `find` finds. */
  readonly alike?: (asked: NextEditQuestion) => Promise<readonly FoundEdit[]>;
};

/** An edit that is offered, with the rule that found it. Offsets are in the text of its file as the workspace has it. */
export type OfferedEdit = FoundEdit & {
  readonly rule: string;
  /** False where it is shown to those only who ask for all that looks alike. */
  readonly isSure: boolean;
};

/** So many changes ago still count as a moment ago. */
const lateSteps = 1;

/** A line that has less in common with what it was is another line: what differs in it says nothing of others. */
const leastLikeness = 0.5;

/** More places are no offer that anybody looks through. */
const maxPlaces = 100;

/**
 * The edits that belong to what was just changed, in the order of the rules: all are right together, and none overlaps
 * another. Empty where nothing follows. Those that only look alike come last, if they are wanted.
 */
export async function nextEdits(
  files: CodeFiles,
  changes: readonly FileChanges[],
  undone: readonly Undone[],
  wantsAlike = false,
  errors: readonly ReportedError[] = [],
): Promise<OfferedEdit[]> {
  const all = changes
    .flatMap(substitutionsIn)
    .filter(({ likeness }) => likeness >= leastLikeness)
    .sort((a, b) => b.step - a.step);
  const steps = [...new Set(changes.flatMap(({ lines }) => lines.map(({ step }) => step)))].sort((a, b) => b - a);
  const oldest = steps[lateSteps - 1] ?? steps.at(-1) ?? 0;
  const late = all.filter(({ step }) => step >= oldest);
  const asked = { files, changes, since: oldest, late, all, errors };
  const offered: OfferedEdit[] = [];
  const take = (found: readonly FoundEdit[], rule: string, isSure: boolean) => {
    for (const edit of found) {
      if (offered.length === maxPlaces) return;
      const text = files.workspace.file(edit.path)?.text;
      const isNew = !offered.some((one) => overlap(one, edit));
      if (text === undefined || !isNew || !isChange(text, edit) || wasUndone(text, edit, undone)) continue;
      const { path, start, end, newText, because } = edit;
      offered.push({ path, start, end, newText, because, rule, isSure });
    }
  };
  for (const { name, find } of nextEditRules) if (offered.length < maxPlaces) take(await find(asked), name, true);
  const sure = await parsing(files, offered);
  if (!wantsAlike) return sure;
  offered.splice(0, offered.length, ...sure);
  for (const { name, alike } of nextEditRules)
    if (alike && offered.length < maxPlaces) take(await alike(asked), name, false);
  const sound = await parsing(files, offered);
  return [...sure, ...sound.filter(({ isSure }) => !isSure)];
}

/** The edits of files that have no more syntax errors with all of them than without. */
async function parsing(files: CodeFiles, offered: readonly OfferedEdit[]): Promise<OfferedEdit[]> {
  const sound = new Set<string>();
  for (const path of new Set(offered.map((one) => one.path))) {
    const here = offered.filter((one) => one.path === path).sort((a, b) => a.start - b.start);
    const code = await files.code(path);
    const after = code && (await files.after(code, here));
    if (after && errorsIn(after) <= errorsIn(code)) sound.add(path);
  }
  return offered.filter(({ path }) => sound.has(path));
}

function overlap(a: FoundEdit, b: FoundEdit): boolean {
  return a.path === b.path && a.start <= b.end && b.start <= a.end;
}

function isChange(text: string, { start, end, newText }: FoundEdit): boolean {
  return text.slice(start, end) !== newText;
}

/** True if the user took this very change of a line back. */
function wasUndone(text: string, { path, start, end, newText }: FoundEdit, undone: readonly Undone[]): boolean {
  const [from, to] = [lineStart(text, start), lineEnd(text, end)];
  const [before, after] = [text.slice(from, to), text.slice(from, start) + newText + text.slice(end, to)];
  return undone.some((one) => one.key === path && one.before.includes(before) && one.after.includes(after));
}
