import type { Trace } from "../../../models/trace.ts";
import type { Cursor } from "../../context/cursor.ts";
import { lineNumberAt } from "../../text/lines.ts";
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
    const tokens = generation && {
      prompt: generation.promptTokens,
      evaluated: generation.evaluatedTokens,
      generated: generation.generatedTokens,
    };
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
