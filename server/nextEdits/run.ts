import type { OffsetRange } from "../text/offsetRange.ts";
import type { Substitution } from "./substitutions.ts";

/** What was changed, and when: a higher `step` is later. */
type Example = Pick<Substitution, "step"> & {
  readonly now: Pick<OffsetRange, "start">;
};

/** Places of a file as somebody meets them who changes one after the other. */
type Ahead<T> = {
  /** Those still to come, the next first. */
  readonly next: readonly T[];
  /** Those between the examples and behind whoever goes through the file. */
  readonly past: readonly T[];
};

/**
 * So many places are told ahead, and no more than there are examples: where somebody turns out to mean others, few were
 * wrong, and who goes on is told the next.
 */
const maxAhead = 3;

/** The places that somebody may have gone past for each line of examples, where a rule knows no better. */
const maxPassed = 0.25;

/**
 * The next places of a file in which somebody has changed the examples, on so many lines. None where more than `passed` for
 * each of these lines were left as they were: whoever passed a place does not mean it.
 */
export function nextPlaces<T extends OffsetRange>(
  examples: readonly Example[],
  lines: number,
  places: readonly T[],
  passed = maxPassed,
): readonly T[] {
  const { next, past } = aheadOf(examples, places);
  return past.length > passed * lines ? [] : next.slice(0, Math.min(lines, maxAhead));
}

/**
 * The places ahead of the examples of their file. Who has changed one above another goes up; else one goes down, as one
 * reads.
 */
function aheadOf<T extends OffsetRange>(examples: readonly Example[], places: readonly T[]): Ahead<T> {
  const byTime = [...examples].sort((a, b) => b.step - a.step);
  const [last] = byTime;
  const before = byTime.find(({ step }) => step !== last?.step);
  const isUpwards = last !== undefined && before !== undefined && last.now.start < before.now.start;
  const sorted = [...places].sort((a, b) => a.start - b.start);
  if (isUpwards) {
    const first = Math.min(...examples.map(({ now }) => now.start));
    return {
      next: sorted.filter(({ start }) => start < first).reverse(),
      past: sorted.filter(({ start }) => start > first),
    };
  }
  const end = Math.max(-1, ...examples.map(({ now }) => now.start));
  return { next: sorted.filter(({ start }) => start > end), past: sorted.filter(({ start }) => start < end) };
}
