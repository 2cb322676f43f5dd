/** The phases of a request, in the order in which they come. */
export const phases = {
  load: "the model is loaded",
  cursor: "the text around the cursor is looked at",
  wait: "nothing is asked while keys are expected (debounce)",
  memory: "the workspace is asked how the line goes on elsewhere",
  gather: "sources find what may help",
  rank: "what was found is ranked, fitted and laid out",
  queue: "other requests are at the model",
  read: "the model reads what it has not read yet",
  firstToken: "the model writes its first token",
  write: "the model writes on, until the suggestion is complete",
  filters: "what it wrote is fitted to what stands around it",
  check: "a compiler or another language server looks at an edit",
  edit: "the editor makes an edit",
} as const;

export type PhaseName = keyof typeof phases;

/** A phase of a request. */
export type Span = {
  readonly phase: PhaseName;
  /** From the request's arrival; negative for what began before. */
  readonly startMs: number;
  readonly ms: number;
};

/** What is asked for. */
export type TracedRequest = Trace["request"];

/** A request, and where its time went. Nothing of any text. */
export type Trace = {
  /** Its arrival, in milliseconds since 1970. */
  readonly arrivedAtMs: number;
  readonly request: "ghost text" | "popup" | "by hand" | "action" | "explanation" | "next edit";
  readonly uri: string;
  /** Counts from 1. */
  readonly line: number;
  /** "shown", or the reason for silence; of an action "changed", "refused", "withheld", "cancelled" or "failed". */
  readonly outcome: string;
  readonly totalMs: number;
  readonly spans: readonly Span[];
  /**
   * Tokens of the prompt, those of them that the model had to read, and those it wrote; null where it was not asked. Where
   * it was asked again, their sums.
   */
  readonly tokens: { readonly prompt: number; readonly evaluated: number; readonly generated: number } | null;
};

/** What one editor's server remembers of its last requests. */
export type ClientTraces = { readonly name: string; readonly pid: number; readonly traces: readonly Trace[] };
