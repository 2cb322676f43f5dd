import { type CancellationToken, CancellationTokenSource } from "vscode-languageserver";
import { within } from "../../../base/within.ts";

/** The outcome of asking a model for an explanation. */
export type ExplanationOutcome =
  | { readonly text: string; readonly model: string }
  /** One sentence that says why there is none. */
  | { readonly problem: string }
  | "cancelled";

/** Generates it. May itself cancel `source`, as others may. */
type Generate = (heard: (piece: string) => void, source: CancellationTokenSource) => Promise<ExplanationOutcome>;

/** One explanation being generated, and who waits for it. It goes on when nobody does. */
export class Explaining {
  readonly done: Promise<ExplanationOutcome>;
  readonly #cancel = new CancellationTokenSource();
  readonly #followers: ((raw: string) => void)[] = [];
  #raw = "";
  #waiting = 0;

  constructor(generate: Generate) {
    const heard = (piece: string) => {
      this.#raw += piece;
      for (const follower of this.#followers) follower(this.#raw);
    };
    this.done = generate(heard, this.#cancel);
  }

  /** The model's text so far, as it said it. */
  get raw(): string {
    return this.#raw;
  }

  /** Calls back with all that was said whenever there is more. */
  follow(follower: (raw: string) => void): void {
    this.#followers.push(follower);
  }

  get isWaitedFor(): boolean {
    return this.#waiting > 0;
  }

  cancel(): void {
    this.#cancel.cancel();
  }

  /** Resolves to undefined when the time is over or the token is cancelled first; nothing else ends by that. */
  async wait(token: CancellationToken, ms?: number): Promise<ExplanationOutcome | undefined> {
    this.#waiting++;
    try {
      return await within(this.done, { ms, token });
    } finally {
      this.#waiting--;
    }
  }
}
