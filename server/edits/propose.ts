import { changesBetween } from "./changes.ts";
import type { KnownNames } from "./knownNames.ts";
import { type Proposal, type Refusal, refused } from "./proposal.ts";
import type { EditTarget } from "./target.ts";

export type { Proposal, Refusal, TextChange } from "./proposal.ts";

/**
 * What a model's answer does to its target, or why it is not applied.
 *
 * The answer is text from anywhere: it decides nothing but what stands in the target.
 */
export function propose(answer: string, target: EditTarget, _names: KnownNames): Proposal | Refusal {
  const code = /```[^\n]*\n([\s\S]*?)```/.exec(answer)?.[1]?.trimEnd();
  if (!code) return refused("The answer holds no code.", "Answer with one fenced block of code.");
  const newText = target.text.slice(0, target.start) + code + target.text.slice(target.end);
  const changes = changesBetween(target.text, newText);
  if (changes.length === 0) return refused("The model changed nothing.", "Your answer is what stands there already.");
  return { kind: "edit", changes, newText, warnings: [] };
}
