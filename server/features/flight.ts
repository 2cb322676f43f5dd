import { type CancellationToken, CancellationTokenSource } from "vscode-languageserver";
import type { OnText } from "../../models/engine.ts";
import type { Cursor } from "../context/cursor.ts";
import { Reader } from "../suggestions/complete.ts";
import { isUnsure } from "../suggestions/confidence.ts";
import { cutOff } from "../suggestions/cutOff.ts";
import { atDeadline } from "../suggestions/deadline.ts";
import type { ShapedHole } from "../suggestions/filter.ts";
import { applyFilters, type Outcome } from "../suggestions/filters.ts";
import type { Trigger } from "../suggestions/shape.ts";
import type { Generated } from "./generate.ts";

/** A generation under way: streams from the model until the suggestion is complete. */
export type StartGeneration = (onText: OnText, token: CancellationToken) => Promise<Generated>;

/** A generation that was not called off, and what it is as a suggestion. */
export type Landed = Generated & { readonly outcome: Outcome };

/**
 * One generation and the requests that wait for it. Ghost text and popup at one place share it, and so does the next
 * key stroke if it types what is being generated. It ends early when the suggestion is complete or nobody waits.
 */
export class Flight {
  readonly cursor: Cursor;
  readonly hole: ShapedHole;
  /** What it leaves; rejects with the engine's error. Undefined if it was called off before it was complete. */
  readonly landed: Promise<Landed | undefined>;
  readonly #cancel = new CancellationTokenSource();
  readonly #reader: Reader;
  /** The model was not sure of what came next, so the text ends with the last line before. */
  #isUnsure = false;
  #waiting = 0;
  #goesOn = false;

  /** By hand a suggestion is shown however unsure the model is: whoever asks wants to see one. */
  constructor(cursor: Cursor, hole: ShapedHole, start: StartGeneration, trigger: Trigger = "automatic") {
    this.cursor = cursor;
    this.hole = hole;
    this.#reader = new Reader(hole);
    let complete = false;
    const onText = (piece: string, probability: number) => {
      if (complete) return;
      this.#isUnsure = trigger === "automatic" && isUnsure(probability);
      if (!this.#isUnsure && !this.#reader.add(piece)) return;
      complete = true;
      this.#cancel.cancel();
    };
    this.landed = start(onText, this.#cancel.token).then((generated) => {
      const { end } = generated.generation;
      if (!complete && (end === "cancelled" || end === "superseded")) return undefined;
      return {
        ...generated,
        outcome: this.#outcome(!complete && (end === "maxTokens" || end === "maxMs")),
      };
    });
    this.landed.catch(() => {}); // each who waits hears of it
  }

  /** Whether a cursor is where this generation leads: at its place, or behind text that it has written or may yet. */
  leadsTo({ file, before, after }: Cursor): boolean {
    if (file.uri !== this.cursor.file.uri || after !== this.cursor.after) return false;
    if (!before.startsWith(this.cursor.before)) return false;
    const typed = before.slice(this.cursor.before.length);
    const { text } = this.#reader;
    return text.startsWith(typed) || typed.startsWith(text);
  }

  /**
   * Waits for the landing. At the deadline the complete lines of the text so far are the answer, and the generation
   * goes on for the next key stroke. Undefined when `token` is cancelled first or the generation was called off.
   */
  async wait(
    token: CancellationToken,
    deadlineMs?: number,
  ): Promise<Landed | { readonly outcome: Outcome } | undefined> {
    this.#waiting++;
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<{ outcome: Outcome }>((resolve) => {
      if (deadlineMs === undefined) return;
      timer = setTimeout(() => {
        this.#goesOn = true;
        resolve({ outcome: atDeadline(this.#reader.text, this.hole) });
      }, deadlineMs);
    });
    const cancelled = new Promise<undefined>((resolve) => token.onCancellationRequested(() => resolve(undefined)));
    try {
      return await Promise.race([this.landed, deadline, cancelled]);
    } finally {
      clearTimeout(timer);
      this.#waiting--;
      // A newer request cancels this one before it asks itself: it may be about to wait for the same generation.
      setImmediate(() => {
        if (this.#waiting === 0 && !this.#goesOn) this.cancel();
      });
    }
  }

  #outcome(isCutOff: boolean): Outcome {
    if (isCutOff) return cutOff(this.#reader.text, this.hole);
    if (!this.#isUnsure) return applyFilters(this.#reader.text, this.hole);
    const { completeLines } = this.#reader;
    return completeLines === "" ? { silence: "unsure" } : applyFilters(completeLines, this.hole);
  }

  cancel(): void {
    this.#cancel.cancel();
  }
}
