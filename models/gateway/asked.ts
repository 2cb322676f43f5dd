import type { GenerateRequest, Generation, LoadedModel } from "../engine.ts";

/** One server-sent event. */
export type Event = { readonly event?: string; readonly data: object | "[DONE]" };

/** How an API writes an answer: whole, or in events. `Head` is what every part of it repeats. */
export type AnswerFormat = {
  readonly whole: (generation: Generation) => object;
  readonly begin: () => readonly Event[];
  readonly piece: (text: string) => readonly Event[];
  readonly end: (generation: Generation) => readonly Event[];
};

/** A request that was understood: which model it is for, what that is asked, and how its answer is written. */
export type Asked = {
  readonly role: "completion" | "chat";
  readonly isStreamed: boolean;
  /** Throws Refusal where this model cannot do it. */
  readonly request: (model: LoadedModel) => Omit<GenerateRequest, "subject" | "maxMs">;
  readonly format: (model: LoadedModel) => AnswerFormat;
};
