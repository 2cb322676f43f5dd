import type { Generation } from "../../../models/engine.ts";
import type { PhaseName, Span } from "../../../models/trace.ts";

/** A phase by the clock of `performance.now()`. */
type Phase = { readonly phase: PhaseName; readonly startMs: number; readonly endMs: number };

/** Where the time of a request goes. To note a phase takes a look at the clock and no more. */
export class Timeline {
  readonly arrivedMs = performance.now();
  readonly #phases: Phase[] = [];

  /** A phase that began at `startMs` ends now, or at `endMs`. */
  note(phase: PhaseName, startMs: number, endMs = performance.now()): void {
    this.#phases.push({ phase, startMs, endMs });
  }

  /** The model's own times, as far as it says them: a server of text does not say when it has read its prompt. */
  noteGeneration({ queuedMs, firstTokenMs, readMs }: Generation, askedMs: number): void {
    const endMs = performance.now();
    const firstMs = askedMs + (firstTokenMs ?? endMs - askedMs);
    const readAtMs = readMs === undefined ? firstMs : Math.min(firstMs, askedMs + readMs);
    if (queuedMs > 0) this.note("queue", askedMs, askedMs + queuedMs);
    this.note("read", askedMs + queuedMs, readAtMs);
    if (firstMs > readAtMs) this.note("firstToken", readAtMs, firstMs);
    if (firstTokenMs !== null) this.note("write", firstMs, endMs);
  }

  /** The phases of a generation that the request has waited for are its own, too. */
  join({ spans, arrivedMs }: Timeline): void {
    for (const { phase, startMs, ms } of spans) {
      this.#phases.push({ phase, startMs: arrivedMs + startMs, endMs: arrivedMs + startMs + ms });
    }
  }

  /** In the order of their beginnings. */
  get spans(): readonly Span[] {
    return this.#phases
      .map(({ phase, startMs, endMs }) => ({
        phase,
        startMs: rounded(startMs - this.arrivedMs),
        ms: rounded(endMs - startMs),
      }))
      .sort((a, b) => a.startMs - b.startMs);
  }
}

/** To a microsecond. */
function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
