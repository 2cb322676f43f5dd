import { unlimitedMs } from "../context/typeFacts.ts";
import { frame, type Id } from "./frame.ts";
import type { OtherWorld } from "./otherVerifier.ts";
import type { Peer } from "./peer.ts";

/** A request, without its id. */
export type Question = { readonly method: string; readonly params: object };

/** Who has not answered by then is not waited for: the place is another one by then. */
const answerMs = unlimitedMs ?? 2000;
/** A server that was too slow so often in succession is left alone, for so long. */
const maxSilences = 3;
const restMs = 60_000;

/** Our own requests to the other server for what it knows of types. Their answers do not reach the editor. */
export class PatientRequests {
  readonly #world: Pick<OtherWorld, "name" | "peer" | "log">;
  #asked = 0;
  #silences = 0;
  #restUntilMs = 0;

  constructor(world: Pick<OtherWorld, "name" | "peer" | "log">) {
    this.#world = world;
  }

  /** True while nothing should be asked of a slow server. */
  get isResting(): boolean {
    return performance.now() < this.#restUntilMs;
  }

  /** The result; undefined where there is none in time. Its id is in `asking` meanwhile. */
  ask({ method, params }: Question, asking: Set<Id>): Promise<unknown> {
    const peer = this.#world.peer();
    if (!peer) return Promise.resolve(undefined);
    const id = `hearth-types:${++this.#asked}`;
    asking.add(id);
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#silent(id, asking, peer), answerMs).unref();
      peer.ask(frame({ id, method, params }), ({ message }) => {
        clearTimeout(timer);
        if (asking.delete(id) && !message.error) this.#silences = 0;
        resolve(message.error ? undefined : message.result);
      });
    });
  }

  cancel(asking: Set<Id>): void {
    const peer = this.#world.peer();
    for (const id of asking) peer?.tell(cancelled(id));
    asking.clear();
  }

  /** The other server is gone. The next one may be quicker. */
  lost(): void {
    this.#silences = 0;
    this.#restUntilMs = 0;
  }

  #silent(id: Id, asking: Set<Id>, peer: Peer): void {
    asking.delete(id);
    peer.tell(cancelled(id));
    if (++this.#silences < maxSilences) return;
    this.#silences = 0;
    this.#restUntilMs = performance.now() + restMs;
    this.#world.log.info(`${this.#world.name} is slow to tell of types, and is left alone for a minute`);
  }
}

function cancelled(id: Id) {
  return frame({ method: "$/cancelRequest", params: { id } });
}
