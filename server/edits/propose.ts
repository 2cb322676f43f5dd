import { maxParsedLength } from "../languages/parse.ts";
import { type ReadAnswer, readAnswer } from "./answer/read.ts";
import { applied } from "./changes.ts";
import { checked } from "./checks/checks.ts";
import { changesOf, type Draft } from "./draft.ts";
import type { KnownNames } from "./knownNames.ts";
import { annotated } from "./modes/annotate.ts";
import { documented } from "./modes/document.ts";
import { inserted } from "./modes/insert.ts";
import { renamed } from "./modes/rename.ts";
import { nothingChanged, replaced } from "./modes/replace.ts";
import { type Known, type Original, original } from "./original.ts";
import { isRefusal, type Proposal, type Refusal, refused } from "./proposal.ts";
import type { EditMode, EditTarget } from "./target.ts";

export type { Proposal, Refusal } from "./proposal.ts";

type Mode = (answer: ReadAnswer, original: Original, names: KnownNames) => Promise<Draft | Refusal>;

const modes: Readonly<Record<Exclude<EditMode, "rename">, Mode>> = {
  replace: replaced,
  insert: inserted,
  document: documented,
  annotate: annotated,
};

/**
 * The effect of a model's answer on its target, or why it is not applied. It parses and checks in slices, so that
 * typing goes on. `known` is the index's data of the target's very text, so that only the changes are parsed.
 *
 * The answer is text from anywhere. It decides nothing but what stands in the target. Its paths open no file, and no
 * other part of the file changes, but for imports that the target needs.
 */
export async function propose(
  answer: string,
  target: EditTarget,
  names: KnownNames,
  known?: Known,
): Promise<Proposal | Refusal> {
  const it = await original(target, known);
  await it.slices.restIfDue();
  if (it.language && !it.tree && target.text.length <= maxParsedLength) return tooSlow;
  if (target.mode === "rename") return renamed(answer, it, names);
  const read = readAnswer(answer, target.text);
  if (isRefusal(read)) return read;
  const draft = await modes[target.mode](read, it, names);
  if (isRefusal(draft)) return draft;
  const warnings = await checked(draft, it, names);
  if (isRefusal(warnings)) return warnings;
  await it.slices.restIfDue();
  const changes = changesOf(it, draft);
  if (changes.length === 0) return nothingChanged;
  return { kind: "edit", changes, newText: applied(target.text, changes), warnings: [...draft.warnings, ...warnings] };
}

/** Without a tree nothing of an answer could be checked. */
const tooSlow = refused("The file takes too long to parse.", "");
