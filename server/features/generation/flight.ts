import { type CancellationToken, CancellationTokenSource } from "vscode-languageserver";
import { within } from "../../../base/within.ts";
import type { OnText } from "../../../models/engine.ts";
import type { Cursor } from "../../context/cursor.ts";
import { Reader } from "../../suggestions/complete.ts";
import { isUnsure } from "../../suggestions/confidence.ts";
import { cutOff } from "../../suggestions/cutOff.ts";
import { atDeadline } from "../../suggestions/deadline.ts";
import { endings } from "../../suggestions/endings.ts";
import { Chronicle, type Fate, type Witness } from "../../suggestions/fate.ts";
import type { ShapedHole } from "../../suggestions/filter.ts";
import { applyFilters, filters, type Pipeline, type SuggestionOutcome } from "../../suggestions/filters.ts";
import type { Trigger } from "../../suggestions/shape.ts";
import { withLineFeeds } from "../../text/lines.ts";
import { type Allowance, larger } from "./allowance.ts";
import type { GeneratedInfill } from "./generate.ts";
import { Timeline } from "./timeline.ts";

/** A generation under way: streams from the model until the suggestion is complete. */
export type StartGeneration = (onText: OnText, token: CancellationToken) => Promise<GeneratedInfill>;

/** A generation that was not called off, what it is as a suggestion, and how it became that. */
export type Landed = GeneratedInfill & { readonly outcome: SuggestionOutcome; readonly fate: Fate };

type FlightOptions = {
  /** By hand a suggestion is shown however unsure the model is: whoever asks wants to see one. */
  readonly trigger?: Trigger;
  /** How far it goes for who starts it; without it as far as the model was asked to. */
  readonly allowance?: Allowance;
  /** Where its time goes. */
  readonly timeline?: Timeline;
};

/**
 * One generation and the requests that wait for it. Ghost text and popup at one place share it. So does the next key
 * stroke if it types what is being generated. It goes as far as the request that wants most of it. It ends early when
 * the suggestion is complete or nobody waits.
 */
export class Flight {
  readonly cursor: Cursor;
  readonly hole: ShapedHole;
  readonly timeline: Timeline;
  /** The result; rejects with the engine's error. Undefined if it was called off before it was complete. */
  readonly landed: Promise<Landed | undefined>;
  readonly #cancel = new CancellationTokenSource();
  readonly #reader: Reader;
  /** The model was not sure of what came next, so the text ends with the last line before. */
  #isUnsure = false;
  /** Nobody wants it any more, so that it does not matter how it ends. */
  #isCalledOff = false;
  #waiting = 0;
  #goesOn = false;
  #allowance: Allowance;
  /** The limit of the allowance that ended it. */
  #limit: "maxTokens" | "maxMs" | undefined;
  #tokens = 0;
  #firstTokenAtMs: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(cursor: Cursor, hole: ShapedHole, start: StartGeneration, options: FlightOptions = {}) {
    const { trigger = "automatic", allowance = { maxTokens: Infinity, maxMs: Infinity } } = options;
    this.timeline = options.timeline ?? new Timeline();
    this.cursor = cursor;
    this.hole = hole;
    this.#reader = new Reader(hole);
    this.#allowance = allowance;
    let complete = false;
    const onText = (piece: string, probability: number) => {
      if (complete || this.#limit) return;
      this.#isUnsure = trigger === "automatic" && isUnsure(probability);
      if (!this.#isUnsure && !this.#reader.add(piece)) return this.#wrote();
      complete = true;
      this.#cancel.cancel();
    };
    this.landed = start(onText, this.#cancel.token)
      .then(
        ({ generation, ...others }) => {
          const end = this.#limit ?? generation.end;
          if (!complete && (end === "cancelled" || end === "superseded")) return undefined;
          return {
            ...others,
            generation: { ...generation, end },
            ...this.#outcome(!complete && (end === "maxTokens" || end === "maxMs")),
          };
        },
        (error) => {
          if (!this.#isCalledOff) throw error;
          return undefined;
        },
      )
      .finally(() => clearTimeout(this.#timer));
    this.landed.catch(() => {}); // each who waits hears of it
  }

  /** Lets it go as far as one more of those who wait wants it to. */
  allow(allowance: Allowance): void {
    this.#allowance = larger(this.#allowance, allowance);
    if (this.#timer) this.#startTimer();
  }

  /** One more token. Its time counts from the first one, as the model's own does. */
  #wrote(): void {
    this.#tokens++;
    if (this.#firstTokenAtMs === undefined) {
      this.#firstTokenAtMs = performance.now();
      this.#startTimer();
    }
    if (this.#tokens >= this.#allowance.maxTokens) this.#endBy("maxTokens");
  }

  #startTimer(): void {
    clearTimeout(this.#timer);
    const leftMs = (this.#firstTokenAtMs ?? 0) + this.#allowance.maxMs - performance.now();
    if (leftMs !== Infinity) this.#timer = setTimeout(() => this.#endBy("maxMs"), leftMs).unref();
  }

  #endBy(limit: "maxTokens" | "maxMs"): void {
    this.#limit ??= limit;
    this.#cancel.cancel();
  }

  /**
   * True if a cursor is where this generation leads. That is its place, or behind text that it has written or may yet
   * write.
   */
  leadsTo({ file, before, after }: Cursor): boolean {
    if (file.uri !== this.cursor.file.uri || after !== this.cursor.after) return false;
    if (!before.startsWith(this.cursor.before)) return false;
    const typed = withLineFeeds(before.slice(this.cursor.before.length));
    const { text } = this.#reader;
    return text.startsWith(typed) || typed.startsWith(text);
  }

  /**
   * Waits for the landing, with `untilMs` no longer than until that time of `performance.now()`. Then the complete
   * lines of the text so far are the answer. The generation goes on for the next key stroke. Undefined when `token` is
   * cancelled first or the generation was called off.
   */
  async wait(
    token: CancellationToken,
    untilMs?: number,
  ): Promise<Landed | { readonly outcome: SuggestionOutcome } | undefined> {
    const ms = untilMs === undefined ? undefined : untilMs - performance.now();
    this.#waiting++;
    try {
      const landed = await within(
        this.landed.then((it) => ({ landed: it })),
        { ms, token },
      );
      if (landed) return landed.landed;
      if (token.isCancellationRequested) return undefined;
      this.#goesOn = true;
      return { outcome: atDeadline(this.#reader.text, this.hole) };
    } finally {
      this.#waiting--;
      // A newer request cancels this one before it asks itself: it may be about to wait for the same generation.
      setImmediate(() => {
        if (this.#waiting === 0 && !this.#goesOn) this.cancel();
      });
    }
  }

  #outcome(isCutOff: boolean): Pick<Landed, "outcome" | "fate"> {
    const chronicle = new Chronicle();
    const beganMs = performance.now();
    const outcome = this.#judged(isCutOff, { endings, filters }, chronicle);
    this.timeline.note("filters", beganMs);
    return { outcome, fate: chronicle.fate(this.#reader.text, this.#isUnsure) };
  }

  #judged(isCutOff: boolean, pipeline: Pipeline, witness: Witness): SuggestionOutcome {
    const { text, completeLines } = this.#reader;
    if (isCutOff) return cutOff(text, this.hole, pipeline, witness);
    if (!this.#isUnsure) return applyFilters(text, this.hole, pipeline, witness);
    return completeLines === "" ? { silence: "unsure" } : applyFilters(completeLines, this.hole, pipeline, witness);
  }

  cancel(): void {
    this.#isCalledOff = true;
    this.#cancel.cancel();
  }
}
