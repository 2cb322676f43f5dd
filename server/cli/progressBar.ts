import type { Io } from "./command.ts";
import { roughTime, size } from "./sizes.ts";

/** How far something is that goes through the bytes of a file. */
type Step = {
  readonly name: string;
  readonly bytes: number;
  /** Null where nobody knows. */
  readonly totalBytes: number | null;
  /** The present time, on any clock that only goes forward. */
  readonly nowMs: number;
};

const barWidth = 20;
/** A terminal is not written to more often: nobody reads that fast. */
const drawMs = 100;
/** Elsewhere, in a log, a line says that one more of so many parts is done. */
const loggedParts = 10;

/** Shows progress on stderr: on a terminal as a bar in one line, elsewhere as a line now and then. */
export class ProgressBar {
  readonly #io: Io;
  #first: Step | undefined;
  #shownMs = -Infinity;
  #shownShare = 0;
  #isDrawn = false;

  constructor(io: Io) {
    this.#io = io;
  }

  show(step: Step): void {
    if (this.#first?.name !== step.name || step.bytes < this.#first.bytes) this.#begin(step);
    const share = step.totalBytes ? step.bytes / step.totalBytes : 0;
    if (this.#io.stderr.isTTY) {
      if (step.nowMs - this.#shownMs < drawMs && share < 1) return;
      this.#io.stderr.write(`\r\u001b[K${barLine(step, this.#first as Step)}`);
      this.#isDrawn = true;
    } else {
      if (Math.floor(share * loggedParts) <= Math.floor(this.#shownShare * loggedParts)) return;
      this.#io.stderr.write(`${plainLine(step)}\n`);
    }
    this.#shownMs = step.nowMs;
    this.#shownShare = share;
  }

  /** The next output begins on a line of its own. */
  end(): void {
    if (this.#isDrawn) this.#io.stderr.write("\n");
    this.#isDrawn = false;
    this.#first = undefined;
  }

  #begin(step: Step): void {
    this.end();
    this.#first = step;
    this.#shownMs = -Infinity;
    this.#shownShare = step.totalBytes ? step.bytes / step.totalBytes : 0;
  }
}

/** "m.gguf  [#####     ]  25 %  0.4 of 1.6 GB  12 MB/s  2 min left"; the speed counts from `first` on. */
export function barLine(step: Step, first: Step): string {
  const { name, bytes, totalBytes, nowMs } = step;
  const seconds = (nowMs - first.nowMs) / 1000;
  const perSecond = seconds > 0 ? (bytes - first.bytes) / seconds : 0;
  const speed = perSecond > 0 ? [`${size(perSecond)}/s`] : [];
  if (!totalBytes) return [name, size(bytes), ...speed].join("  ");
  const filled = Math.min(barWidth, Math.floor((bytes / totalBytes) * barWidth));
  const bar = `[${"#".repeat(filled)}${" ".repeat(barWidth - filled)}]`;
  const left = perSecond > 0 && bytes < totalBytes ? [`${roughTime((totalBytes - bytes) / perSecond)} left`] : [];
  return [name, bar, percent(bytes, totalBytes), `${size(bytes)} of ${size(totalBytes)}`, ...speed, ...left].join("  ");
}

function plainLine({ name, bytes, totalBytes }: Step): string {
  return totalBytes ? `${name}: ${percent(bytes, totalBytes)} of ${size(totalBytes)}` : `${name}: ${size(bytes)}`;
}

function percent(bytes: number, totalBytes: number): string {
  return `${Math.floor((bytes / totalBytes) * 100)} %`;
}
