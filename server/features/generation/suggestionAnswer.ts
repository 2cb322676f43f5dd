import type { Generation, LoadedModel } from "../../../models/engine.ts";
import type { Span } from "../../../models/trace.ts";
import type { Cursor } from "../../context/cursor.ts";
import type { Evidence } from "../../context/memory/recall.ts";
import { type ContextReport, completionReport } from "../../context/report.ts";
import type { Fate } from "../../suggestions/fate.ts";
import type { SuggestionOutcome } from "../../suggestions/filters.ts";
import { type NoSuggestionReason, noSuggestionSentence } from "../../suggestions/noSuggestionReason.ts";
import { type Suggestion, suggestionOf } from "../../suggestions/suggestion.ts";
import type { Landed } from "./flight.ts";
import type { Remembered } from "./remember.ts";

/** Why there is no suggestion: what the filters found, or what the engine says. */
type Reason = NoSuggestionReason | "loading" | "unavailable" | "cancelled";

export type SuggestionAnswer = {
  readonly suggestion: Suggestion | null;
  readonly reason: Reason | null;
  /** The reason as a sentence for people. */
  readonly message: string | null;
  readonly model: LoadedModel | null;
  /** Null when the answer was there without the model. */
  readonly generation: Generation | null;
  /** The snippets that the model was shown, and those left out; null if it was not asked. */
  readonly context: ContextReport | null;
  /** The model's text, and what endings and filters made of it; null if it was not asked. */
  readonly fate: Fate | null;
  /** Set where the suggestion is what the workspace remembers: how likely it is right, and where it stands. */
  readonly memory: Recollection | null;
  /** Where the time of the request went; see `phases` in `models/trace.ts`. */
  readonly spans: readonly Span[];
};

/** Where a suggestion was copied from, and what speaks for it. */
type Recollection = Evidence & { readonly confidence: number };

/** The answer that the memory of the workspace gives. */
export function recalled(
  { suggestion, confidence, evidence, fate }: Remembered,
  cursor: Cursor,
  model: LoadedModel | null,
): SuggestionAnswer {
  return {
    ...answered({ suggestion }, cursor, model, null),
    fate,
    memory: { ...evidence, confidence },
  };
}

/** The answer that an outcome is at a cursor; `generated` is null where it was there without the model. */
export function answered(
  outcome: SuggestionOutcome,
  cursor: Cursor,
  model: LoadedModel | null,
  generated: Landed | null,
): SuggestionAnswer {
  const asked = {
    model,
    generation: generated?.generation ?? null,
    context: generated && model && completionReport(generated.context, model.charactersPerToken),
    fate: generated?.fate ?? null,
  };
  if ("silence" in outcome) return { ...silent(outcome.silence), ...asked };
  return {
    suggestion: suggestionOf(outcome.suggestion, cursor),
    reason: null,
    message: null,
    ...asked,
    memory: null,
    spans: [],
  };
}

/** No suggestion, and why. */
export function silent(reason: Reason, message = sentence(reason)): SuggestionAnswer {
  return {
    suggestion: null,
    reason,
    message,
    model: null,
    generation: null,
    context: null,
    fate: null,
    memory: null,
    spans: [],
  };
}

function sentence(reason: Reason): string {
  if (reason === "loading") return "The model is still loading.";
  if (reason === "unavailable") return "There is no model to ask.";
  return reason === "cancelled"
    ? "The request was cancelled or a newer one took its place."
    : noSuggestionSentence(reason);
}
