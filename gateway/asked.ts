import type { GenerateRequest, Generation, LoadedModel } from "../models/engine.ts";
import type { AnswerPart } from "./tools/tool.ts";

/** One server-sent event. */
export type Event = { readonly event?: string; readonly data: object | "[DONE]" };

/** How an API writes one answer: whole, or in events. */
export type AnswerFormat = {
  readonly whole: (parts: readonly AnswerPart[], generation: Generation) => object;
  readonly begin: () => readonly Event[];
  readonly part: (part: AnswerPart) => readonly Event[];
  readonly end: (generation: Generation) => readonly Event[];
};

/** A request that was understood: which model it is for, what that is asked, and how its answer is written. */
export type UnderstoodRequest = {
  readonly role: "completion" | "chat";
  readonly isStreamed: boolean;
  /** The answer may call tools. */
  readonly hasTools: boolean;
  /** Throws ApiRefusal where this model cannot do it. */
  readonly request: (model: LoadedModel) => Omit<GenerateRequest, "subject" | "maxMs">;
  /** A new one for each answer. */
  readonly format: (model: LoadedModel) => AnswerFormat;
};

/** The text of an answer without its calls. */
export function textIn(parts: readonly AnswerPart[]): string {
  return parts.map((part) => ("text" in part ? part.text : "")).join("");
}
