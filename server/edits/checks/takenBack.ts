import { refused } from "../proposal.ts";
import type { DraftCheck } from "./check.ts";

/** The user made this very change, and took it back. */
export const takenBack: DraftCheck = (draft, original) => {
  const [before, after] = [original.text.slice(draft.from, draft.to), draft.text.slice(draft.start, draft.end)];
  const isSame = (one: string, other: string) => one.trim() === other.trim();
  const wasThere = original.takenBack?.some((one) => isSame(one.before, before) && isSame(one.after, after)) ?? false;
  return wasThere
    ? refused(
        "The answer is what you took back a moment ago.",
        "The programmer has taken this very change back. Make it otherwise.",
      )
    : [];
};
