import type { InfillParts } from "../../models/family.ts";
import type { Cursor } from "../context/cursor.ts";
import type { AnchoredHole } from "../context/hole.ts";
import { prefixSlack, type WindowSize } from "../context/window.ts";

export type Budget = { readonly beforeCharacters: number; readonly afterCharacters: number };

/** The parts of a prompt that shows the hole and nothing else. */
export function infillParts({ file, repository }: Cursor, { before, typed, after }: AnchoredHole): InfillParts {
  return { repository, path: file.path, context: [], before, after, typed };
}

/** Room for the text around the cursor: what one side leaves the other may use, and the prefix may grow into its own. */
export function windowSize({ before, after }: Cursor, { beforeCharacters, afterCharacters }: Budget): WindowSize {
  const spareAfter = Math.max(0, afterCharacters - after.length);
  const spareBefore = Math.max(0, beforeCharacters - before.length);
  return {
    prefixCharacters: Math.floor((beforeCharacters + spareAfter) / prefixSlack),
    suffixCharacters: afterCharacters + spareBefore,
  };
}
