import { type Answer, AnswerCache } from "../explanations/cache.ts";
import { type AnswerNeeds, answerOf, type ExplainOptions } from "./answerOf.ts";
import type { Explainable } from "./explainable.ts";
import { Explaining } from "./explaining.ts";
import { mayWorkAhead } from "./prefetch.ts";

/** A hover that came by itself is taken to mean something after so long. */
const idleMs = 1000;

/** Explanations that are known or under way, with what is remembered between requests. */
export class Explanations {
  readonly #cache: AnswerCache;
  readonly #underWay = new Map<string, Explaining>();
  #idle: NodeJS.Timeout | undefined;

  /** Without `folder` nothing is kept for the next start. */
  constructor(folder: string | undefined, log: (message: string) => void) {
    this.#cache = new AnswerCache({ folder, log });
  }

  /** What was explained before, if nothing that it depends on has changed. Never asks a model. */
  known(wanted: Explainable): Promise<Answer | undefined> {
    return this.#cache.find(wanted.subject, () => wanted.key);
  }

  /**
   * The explanation that is under way, else a new one. Only one goes on that nobody waits for: whoever asks for
   * another has lost interest in it.
   */
  explain(session: AnswerNeeds, wanted: Explainable, options: ExplainOptions): Explaining {
    clearTimeout(this.#idle);
    const running = this.#underWay.get(wanted.key);
    if (running && !options.again) return running;
    running?.cancel();
    for (const other of this.#underWay.values()) if (!other.isWaitedFor) other.cancel();
    const explaining = new Explaining(async (heard, source) => {
      const outcome = await answerOf(session, wanted, options, heard, source);
      if (this.#underWay.get(wanted.key) === explaining) this.#underWay.delete(wanted.key);
      if (typeof outcome === "object" && "text" in outcome) await this.#cache.keep(wanted.subject, wanted.key, outcome);
      return outcome;
    });
    this.#underWay.set(wanted.key, explaining);
    return explaining;
  }

  /** Has it explained when the user stays with it, after everything that somebody waits for. */
  prefetch(session: AnswerNeeds, wanted: Explainable): void {
    clearTimeout(this.#idle);
    const start = () => {
      session.chat.start();
      const { status } = session.chat;
      if (status.state !== "ready" || !mayWorkAhead(status.model)) return;
      this.explain(session, wanted, { priority: "background" });
    };
    this.#idle = setTimeout(start, idleMs).unref();
  }

  /** Ends what is under way; what is known stays. */
  dispose(): void {
    clearTimeout(this.#idle);
    for (const explaining of this.#underWay.values()) explaining.cancel();
  }
}
