import type { Insertion } from "./filter.ts";
import type { NoSuggestionReason } from "./noSuggestionReason.ts";

/** The fate of what a model wrote, step by step: for people and evaluations that ask who changed it. */
export type Fate = {
  /** As far as it was read. */
  readonly written: string;
  /** The model was unsure of what comes next, so that the line before is the last. */
  readonly isUnsure: boolean;
  /** Which ending stopped the reading, and at which offset; null where the model itself ended. */
  readonly end: { readonly name: string; readonly offset: number } | null;
  /** Each filter that changed the suggestion and what it left, or why it let nothing pass. */
  readonly steps: readonly Step[];
};

/** What one ending or filter did: the text before and after it, or why it let nothing pass. */
type Change = { readonly by: string; readonly before: Insertion } & (
  | { readonly after: Insertion }
  | { readonly silence: NoSuggestionReason }
);

/** Each ending and filter that changed something, in order, with what it took. */
export function changesMade({ written, end, steps }: Fate): readonly Change[] {
  let before: Insertion = { text: written, replaceAfter: 0 };
  const changes: Change[] = [];
  if (end) {
    const after = { text: written.slice(0, end.offset), replaceAfter: 0 };
    if (after.text !== written) changes.push({ by: end.name, before, after });
    before = after;
  }
  for (const { filter, ...outcome } of steps) {
    if ("silence" in outcome) changes.push({ by: filter, before, silence: outcome.silence });
    else {
      changes.push({ by: filter, before, after: outcome.left });
      before = outcome.left;
    }
  }
  return changes;
}

type Step = { readonly filter: string } & ({ readonly left: Insertion } | { readonly silence: NoSuggestionReason });

/** Hears what endings and filters do. */
export type Witness = {
  readonly ended: (end: { readonly name: string; readonly offset: number }) => void;
  readonly filtered: (step: Step) => void;
};

/** Writes a fate down as it happens. */
export class Chronicle implements Witness {
  #end: Fate["end"] = null;
  readonly #steps: Step[] = [];

  ended({ name, offset }: { readonly name: string; readonly offset: number }): void {
    this.#end = { name, offset };
  }

  filtered(step: Step): void {
    this.#steps.push(step);
  }

  fate(written: string, isUnsure: boolean): Fate {
    return { written, isUnsure, end: this.#end, steps: this.#steps };
  }
}
