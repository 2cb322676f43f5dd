import { linesOf } from "../../text/lines.ts";
import { lostComments, orphanAmong } from "../comments.ts";
import { refused } from "../proposal.ts";
import type { DraftCheck } from "./check.ts";

/** Comments are kept where the code they explain is kept. */
export const comments: DraftCheck = (draft, original) => {
  if (original.mode === "document") return [];
  const lost = lostComments(draft, original);
  if (lost.length === 0) return [];
  const orphan = orphanAmong(lost, draft);
  if (orphan) {
    return refused(
      "The answer deletes a comment of code that stays.",
      `Keep all comments. This one is missing: \`${linesOf(orphan.text)[0]?.slice(0, 80)}\``,
    );
  }
  return [
    lost.length === 1
      ? "A comment is deleted with the code it explained."
      : `${lost.length} comments are deleted with the code they explained.`,
  ];
};
