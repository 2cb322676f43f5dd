import type { Generation } from "../../../models/engine.ts";
import type { Trace } from "../../../models/trace.ts";
import type { Cursor } from "../../context/cursor.ts";
import { lineNumberAt } from "../../text/lines.ts";
import type { Course, CourseEnd } from "./course.ts";
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
    const totalMs = performance.now() - timeline.arrivedMs;
    const trace = {
      arrivedAtMs: Math.round(Date.now() - totalMs),
      request,
      uri: place.uri,
      line: place.line,
      outcome: end.outcome,
      totalMs: Math.round(totalMs * 1000) / 1000,
      spans: timeline.spans,
      tokens: asked.length === 0 ? null : tokensOf(asked.map(({ generation }) => generation)),
    };
    this.#kept = [...this.#kept.slice(1 - most), () => trace];
    this.onEnd?.(course, end, trace);
  }

  /** Gives the trace that was added, to be put into words. */
  add(
    request: Trace["request"],
    { file, offset }: Pick<Cursor, "file" | "offset">,
    { reason, generation }: SuggestionAnswer,
    timeline: Timeline,
  ): () => Trace {
    const totalMs = performance.now() - timeline.arrivedMs;
    const arrivedAtMs = Date.now() - totalMs;
    const { uri } = file;
    const tokens = generation && tokensOf([generation]);
    // The text of the file is not held on to.
    const line = lineNumberAt(file.lineStarts, offset) + 1 - file.linesAbove;
    const trace = () => ({
      arrivedAtMs: Math.round(arrivedAtMs),
      request,
      uri,
      line,
      outcome: reason ?? "shown",
      totalMs: Math.round(totalMs * 1000) / 1000,
      spans: timeline.spans,
      tokens,
    });
    this.#kept = [...this.#kept.slice(1 - most), trace];
    return trace;
  }
}

function tokensOf(generations: readonly Generation[]): NonNullable<Trace["tokens"]> {
  const sum = (count: (generation: Generation) => number) => generations.reduce((all, each) => all + count(each), 0);
  return {
    prompt: sum(({ promptTokens }) => promptTokens),
    evaluated: sum(({ evaluatedTokens }) => evaluatedTokens),
    generated: sum(({ generatedTokens }) => generatedTokens),
  };
}
