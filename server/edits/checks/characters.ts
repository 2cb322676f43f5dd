import { refused } from "../proposal.ts";
import type { DraftCheck } from "./check.ts";

/** Control characters other than tab and line ends, marks that turn the direction of text, and blanks without width. */
const unseen = /(?![\t\n\r\f])\p{Cc}|[\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

const controlToken = /<[|｜][^\s<>|｜]{1,40}[|｜]>/g;

/** Nothing comes into a file that is not seen in it, nor what only a model reads. */
export const characters: DraftCheck = (draft, original) => {
  const region = draft.text.slice(draft.start, draft.end);
  const added = (pattern: RegExp) => [...region.matchAll(pattern)].some(([found]) => !original.text.includes(found));
  if (added(unseen)) {
    return refused(
      "The answer holds characters that cannot be seen.",
      "Your answer holds control characters or invisible characters. Write it without them.",
    );
  }
  if (added(controlToken)) {
    return refused("The answer holds a model's control tokens.", "Your answer holds control tokens. Write code only.");
  }
  return [];
};
