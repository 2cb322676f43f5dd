import { float64At, numberAt } from "../../base/at.ts";

/**
 * The score that the n-th best of these has, or 0 if there are fewer. A heap holds the best so far, the least on top.
 */
export function nthLargest(ids: readonly number[], scores: Float64Array, n: number): number {
  if (ids.length <= n) return 0;
  const heap = Float64Array.from(ids.slice(0, n), (id) => float64At(scores, id)).sort();
  for (let i = n; i < ids.length; i++) {
    const score = float64At(scores, numberAt(ids, i));
    if (score > float64At(heap, 0)) sink(heap, score);
  }
  return float64At(heap, 0);
}

/** Replaces the top of a heap. */
function sink(heap: Float64Array, value: number): void {
  let hole = 0;
  for (let child = 1; child < heap.length; child = 2 * hole + 1) {
    if (child + 1 < heap.length && float64At(heap, child + 1) < float64At(heap, child)) child++;
    if (float64At(heap, child) >= value) break;
    heap[hole] = float64At(heap, child);
    hole = child;
  }
  heap[hole] = value;
}
