import type { GenerationEnd } from "./engine.ts";
import type { PromptPiece } from "./promptPieces.ts";
import type { Trace } from "./trace.ts";

/** A text at the cursor, and how many characters behind it its place takes in. */
type TextThere = { readonly text: string; readonly replaceAfter: number };

/** What one ending or filter did to a suggestion: the text before and after it, or why it let nothing pass. */
export type SuggestionChange = { readonly by: string; readonly before: TextThere } & (
  | { readonly after: TextThere }
  | { readonly silence: string }
);

/**
 * A request, and all of how its answer came to be. A server makes it only while somebody watches, tells
 * it and keeps nothing of it. Secrets are replaced in its texts, as in prompts.
 */
export type RequestRecord = Trace & {
  /** Counts in its server. */
  readonly id: number;
  /** What was asked for, in words: an action's title, the name that is explained. Null for a suggestion. */
  readonly title: string | null;
  /** The file, for a model: below its folder, `/` between folders. */
  readonly path: string;
  /** The model's name; null where none was asked. */
  readonly model: string | null;
  /** Empty where no model was asked. */
  readonly prompt: readonly PromptPiece[];
  /** What was found and left out of the prompt, the best first, and why. */
  readonly omitted: readonly LeftOut[];
  /** As far as it was read; null where nothing was written. */
  readonly written: string | null;
  /** Why the model ended; null where it was not asked. */
  readonly end: GenerationEnd | null;
  /** The model was unsure of what comes next, so that the line before is the last. */
  readonly isUnsure: boolean;
  readonly changes: readonly SuggestionChange[];
  /** The text that is suggested, the lines that an edit changes, an explanation; null where there is none. */
  readonly suggested: string | null;
  /** The reason for silence as a sentence, or what the user was told; null where there is nothing to say. */
  readonly message: string | null;
  /** Where the workspace remembers the suggestion from, and how likely it is right, from 0 to 1. */
  readonly memory: { readonly path: string; readonly confidence: number } | null;
};

/** Lines count from 1 and `endLine` is the last one. */
export type LeftOut = {
  readonly source: string;
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly tokens: number;
  readonly score: number;
  readonly why: string;
};
