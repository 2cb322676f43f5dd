/** The score that the n-th best of these has, or 0 if there are fewer: a heap of the best so far, the least on top. */
export function nthLargest(ids: readonly number[], scores: Float64Array, n: number): number {
  if (ids.length <= n) return 0;
  const heap = Float64Array.from(ids.slice(0, n), (id) => scores[id] as number).sort();
  for (let i = n; i < ids.length; i++) {
    const score = scores[ids[i] as number] as number;
    if (score > (heap[0] as number)) sink(heap, score);
  }
  return heap[0] as number;
}

/** Replaces the top of a heap. */
function sink(heap: Float64Array, value: number): void {
  let hole = 0;
  for (let child = 1; child < heap.length; child = 2 * hole + 1) {
    if (child + 1 < heap.length && (heap[child + 1] as number) < (heap[child] as number)) child++;
    if ((heap[child] as number) >= value) break;
    heap[hole] = heap[child] as number;
    hole = child;
  }
  heap[hole] = value;
}
