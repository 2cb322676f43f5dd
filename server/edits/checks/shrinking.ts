import { writtenLines } from "../lines.ts";
import type { DraftCheck } from "./check.ts";

/** The number of lines that may go before it is said. */
const unsaidLines = 8;
const unsaidShare = 0.5;

export const shrinking: DraftCheck = (draft, original) => {
  const before = writtenLines(original.text.slice(draft.from, draft.to)).length;
  const gone = before - writtenLines(draft.text.slice(draft.start, draft.end)).length;
  return gone > unsaidLines && gone > unsaidShare * before ? [`Of ${before} lines ${before - gone} are left.`] : [];
};
