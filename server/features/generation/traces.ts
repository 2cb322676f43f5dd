import type { Generation } from "../../../models/engine.ts";
import type { Trace } from "../../../models/trace.ts";
import type { Cursor } from "../../context/cursor.ts";
import { type AskedPlace, askedPlace, type Course, type CourseEnd } from "./course.ts";
import type { SuggestionAnswer } from "./suggestionAnswer.ts";
import type { Timeline } from "./timeline.ts";

/** Requests remembered. */
const most = 100;

/** The last requests, and where their time went. They are put into words when somebody asks. */
export class Traces {
  #kept: readonly (() => Trace)[] = [];

  /** Oldest first. */
  get all(): readonly Trace[] {
    return this.#kept.map((trace) => trace());
  }

  /** Hears of each request that was none for a suggestion, after it was answered. Nothing more is kept of it. */
  onEnd: ((course: Course, end: CourseEnd, trace: Trace) => void) | undefined;

  /** A request for something else than a suggestion has ended now. */
  ended(course: Course, end: CourseEnd): void {
    const { request, place, timeline, asked } = course;
    const generations = asked.map(({ generation }) => generation);
    const trace = ending(request, place, end.outcome, timeline, generations)();
    this.#keep(() => trace);
    this.onEnd?.(course, end, trace);
  }

  /** Gives the trace that was added, to be put into words. */
  add(
    request: Trace["request"],
    { file, offset }: Pick<Cursor, "file" | "offset">,
    { reason, generation }: SuggestionAnswer,
    timeline: Timeline,
  ): () => Trace {
    const generations = generation ? [generation] : [];
    const trace = ending(request, askedPlace(file, offset), reason ?? "shown", timeline, generations);
    this.#keep(trace);
    return trace;
  }

  #keep(trace: () => Trace): void {
    this.#kept = [...this.#kept.slice(1 - most), trace];
  }
}

/** A request that ends now. Gives its trace, with the phases that are known when it is asked for. */
function ending(
  request: Trace["request"],
  { uri, line }: AskedPlace,
  outcome: string,
  timeline: Timeline,
  generations: readonly Generation[],
): () => Trace {
  const totalMs = performance.now() - timeline.arrivedMs;
  const arrivedAtMs = Date.now() - totalMs;
  const tokens = generations.length === 0 ? null : tokensOf(generations);
  return () => ({
    arrivedAtMs: Math.round(arrivedAtMs),
    request,
    uri,
    line,
    outcome,
    totalMs: Math.round(totalMs * 1000) / 1000,
    spans: timeline.spans,
    tokens,
  });
}

function tokensOf(generations: readonly Generation[]): NonNullable<Trace["tokens"]> {
  const sum = (count: (generation: Generation) => number) => generations.reduce((all, each) => all + count(each), 0);
  return {
    prompt: sum(({ promptTokens }) => promptTokens),
    evaluated: sum(({ evaluatedTokens }) => evaluatedTokens),
    generated: sum(({ generatedTokens }) => generatedTokens),
  };
}
