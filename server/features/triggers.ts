import type { Trigger } from "../suggestions/shape.ts";

/** An editor that asks by itself does so within this time of a key. By hand somebody has stopped typing first. */
const afterKeyMs = 300;

/** Editors open their list up to so long after a key. A list that is asked for later is asked for by hand. */
const idleListMs = 600;

/**
 * Tells requests of the editor itself from requests by hand, by what the editor sent before.
 *
 * In drafts of LSP 3.18 inline completion by hand was 0 and automatic 1. In the protocol they are 1 and 2. Clients
 * built on vscode-languageserver-types 3.17 (vscode-languageclient 9) send the old numbers to this day.
 */
export class Triggers {
  /** The numbers that the editor was seen to use. */
  #numbers: "unknown" | "draft" | "final" = "unknown";
  #keyMs = Number.NEGATIVE_INFINITY;

  /** A document was changed. */
  changed(nowMs: number): void {
    this.#keyMs = nowMs;
  }

  /** `kind` is what came as inline completion's trigger kind. */
  inlineCompletion(kind: unknown, nowMs: number): Trigger {
    if (kind === 0) this.#numbers = "draft";
    if (kind === 2) this.#numbers = "final";
    if (kind === 0) return "manual";
    if (kind !== 1 || this.#numbers === "draft") return "automatic";
    return this.#numbers === "unknown" && nowMs - this.#keyMs <= afterKeyMs ? "automatic" : "manual";
  }

  /** True if a list was asked for by hand. `kind` is completion's: "invoked" is said of typed letters too. */
  isListByHand(kind: unknown, nowMs: number): boolean {
    return (kind === 1 || kind === undefined) && nowMs - this.#keyMs > idleListMs;
  }
}
