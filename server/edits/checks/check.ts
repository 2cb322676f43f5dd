import type { Draft } from "../draft.ts";
import type { KnownNames } from "../knownNames.ts";
import type { Original } from "../original.ts";
import type { Refusal } from "../proposal.ts";

/** Looks at a draft: refuses it, or says what the user should know. Most often nothing. */
export type DraftCheck = (draft: Draft, original: Original, names: KnownNames) => DraftVerdict | Promise<DraftVerdict>;

export type DraftVerdict = Refusal | readonly string[];
