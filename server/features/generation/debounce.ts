import { numberAt } from "../../../base/at.ts";

/** How the user types and how the model answers, newest last. */
type Pace = {
  /** Times of the latest key strokes in the document, in milliseconds of any clock. */
  readonly keyTimesMs: readonly number[];
  /** How long the latest answers took from request to first token. */
  readonly latenciesMs: readonly number[];
};

/** A longer gap is a pause for thought, not a part of the typing pace. */
const pauseMs = 1000;

/** Nobody waits longer than this on purpose. */
const maxWaitMs = 250;

/** Measurements that count: a few seconds of typing. */
const remembered = 12;

/**
 * The wait after a key stroke before the model is asked.
 *
 * A model that answers between two key strokes is asked at once. A slower one is asked when a key stroke is overdue.
 * Before that its answer would come too late, and keep it busy when it is wanted.
 */
export function debounceMs({ keyTimesMs, latenciesMs }: Pace): number {
  const recent = keyTimesMs.slice(-remembered - 1);
  const gaps = recent.slice(1).map((time, i) => time - numberAt(recent, i));
  const gapMs = median(gaps.filter((gap) => gap > 0 && gap < pauseMs));
  const latencyMs = median(latenciesMs.slice(-remembered));
  if (gapMs === undefined || latencyMs === undefined || latencyMs <= gapMs / 2) return 0;
  return Math.round(Math.min(maxWaitMs, latencyMs - gapMs / 2, gapMs * 1.25));
}

function median(values: readonly number[]): number | undefined {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}
