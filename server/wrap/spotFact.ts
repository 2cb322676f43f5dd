import type { Spot } from "../context/spots.ts";
import type { Origin, ToldMembers, ToldSignature } from "../context/typeFacts.ts";
import { lineEnd } from "../text/lines.ts";
import type { Id } from "./frame.ts";
import { membersIn, signatureIn } from "./toldResults.ts";

/** What is asked of one spot, and what was told. It holds while only its own line changes, behind it. */
export class SpotFact {
  readonly uri: string;
  readonly spot: Spot;
  /** The text up to the spot, and from the end of its line on. */
  readonly head: string;
  readonly #tail: string;
  readonly askedMs = performance.now();
  /** Resolves when all was told that is told. */
  told: Promise<unknown> = Promise.resolve();
  value: Omit<ToldMembers, "origins"> | Omit<ToldSignature, "origins"> | undefined;
  origins: readonly Origin[] | undefined;
  areOriginsAsked = false;
  /** Our own requests that are under way. */
  readonly asking = new Set<Id>();
  /** The editor has asked for the same, and its answer is ours. */
  isEditors = false;
  isOver = false;

  constructor(uri: string, text: string, spot: Spot) {
    this.uri = uri;
    this.spot = spot;
    this.head = text.slice(0, spot.at);
    this.#tail = text.slice(lineEnd(text, spot.at));
  }

  /** True if it holds of this spot. */
  isOf(uri: string, text: string, { kind, at }: Spot): boolean {
    return (
      this.spot.kind === kind &&
      this.spot.at === at &&
      this.uri === uri &&
      text.startsWith(this.head) &&
      text.endsWith(this.#tail) &&
      lineEnd(text, at) === text.length - this.#tail.length
    );
  }

  /** The answer to what was asked of the spot. The first that tells something counts: the editor may ask beside us. */
  take(result: unknown): void {
    const { kind, name } = this.spot;
    this.value ??= kind === "members" ? membersIn(result, name) : signatureIn(result, name);
  }
}
