import type { TextChange } from "../text/textChange.ts";

/** An edit that passed every check. */
export type Proposal = {
  readonly kind: "edit";
  /** As few and small as lines allow; sorted, not overlapping. */
  readonly changes: readonly TextChange[];
  /** The whole file with the changes in it. */
  readonly newText: string;
  /** Sentences for the user to know before accepting it. */
  readonly warnings: readonly string[];
};

/** An answer that is not applied. */
export type Refusal = {
  readonly kind: "refused";
  /** One sentence for the user. */
  readonly reason: string;
  /** Advice for the model, which may try once more. */
  readonly feedback: string;
  /**
   * The model is asked as if for the first time, with `feedback` behind the instruction. Shown its own answer, a small
   * model says that it is right.
   */
  readonly afresh?: true;
};

export function refused(reason: string, feedback: string): Refusal {
  return { kind: "refused", reason, feedback };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "refused";
}
