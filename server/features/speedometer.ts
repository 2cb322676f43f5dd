/** Often enough to be seen moving. */
const sayMs = 250;

/** Counts tokens as they come, and says how many there are and how fast they come. */
export function speedometer(say: (message: string) => void, now: () => number = () => performance.now()): () => void {
  let tokens = 0;
  let firstMs = 0;
  let saidMs = Number.NEGATIVE_INFINITY;
  return () => {
    const atMs = now();
    if (tokens === 0) firstMs = atMs;
    tokens++;
    if (atMs - saidMs < sayMs) return;
    saidMs = atMs;
    const seconds = (atMs - firstMs) / 1000;
    const speed = seconds > 0 ? `, ${((tokens - 1) / seconds).toFixed(1)} tokens/s` : "";
    say(`${tokens} ${tokens === 1 ? "token" : "tokens"}${speed}`);
  };
}
