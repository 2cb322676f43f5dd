import { errorText } from "../../../base/errorText.ts";
import { AnswerCache, type ModelAnswer } from "../../explanations/cache.ts";
import { worksAhead } from "../generation/mayWorkAhead.ts";
import type { Session } from "../session.ts";
import type { Explainable } from "./explainable.ts";
import { Explaining } from "./explanationInFlight.ts";
import { type AnswerNeeds, type ExplainOptions, generateExplanation } from "./generateExplanation.ts";

/** A hover that came by itself is taken to mean something after so long. */
const idleMs = 1000;

/** Explanations that are known or under way, with what is remembered between requests. */
export class Explanations {
  readonly #cache: AnswerCache;
  readonly #log: (message: string) => void;
  readonly #underWay = new Map<string, Explaining>();
  #idle: NodeJS.Timeout | undefined;

  /** Without `folder` nothing is kept for the next start. */
  constructor(folder: string | undefined, log: (message: string) => void) {
    this.#cache = new AnswerCache({ folder, log });
    this.#log = log;
  }

  /** An earlier explanation, if nothing that it depends on has changed. Never asks a model. */
  known(wanted: Explainable): Promise<ModelAnswer | undefined> {
    return this.#cache.find(wanted.subject, wanted.key);
  }

  /**
   * The explanation that is under way under the key, or has just come, else a new one. Only one goes on that nobody
   * waits for: whoever asks for another has lost interest in it.
   */
  explain(session: AnswerNeeds, wanted: Explainable, key: string, options: ExplainOptions): Explaining {
    clearTimeout(this.#idle);
    const running = this.#underWay.get(key);
    const known = this.#cache.remembered(wanted.subject, key);
    if (running && !options.again) return running;
    if (known && !options.again) return new Explaining(async () => known);
    running?.cancel();
    for (const other of this.#underWay.values()) if (!other.isWaitedFor) other.cancel();
    const explaining = new Explaining(async (heard, source) => {
      const outcome = await generateExplanation(session, wanted, options, heard, source);
      if (typeof outcome === "object" && "text" in outcome) await this.#cache.keep(wanted.subject, key, outcome);
      // Not before it is known: whoever asks in between must find it in one place or the other.
      if (this.#underWay.get(key) === explaining) this.#underWay.delete(key);
      return outcome;
    });
    this.#underWay.set(key, explaining);
    return explaining;
  }

  /** Has it explained when the user stays with it, after everything that somebody waits for. */
  prefetch(session: AnswerNeeds & Pick<Session, "config">, wanted: Explainable): void {
    clearTimeout(this.#idle);
    const start = async () => {
      session.chat.start();
      const { status } = session.chat;
      if (status.state !== "ready" || !worksAhead(session.config, status.model)) return;
      this.explain(session, wanted, await wanted.key(), { priority: "background" });
    };
    const failed = (error: unknown) => this.#log(`nothing was explained ahead: ${errorText(error)}`);
    this.#idle = setTimeout(() => void start().catch(failed), idleMs).unref();
  }

  /** Ends what is under way; what is known stays. */
  dispose(): void {
    clearTimeout(this.#idle);
    for (const explaining of this.#underWay.values()) explaining.cancel();
  }
}
