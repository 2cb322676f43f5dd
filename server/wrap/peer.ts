import { type Frame, failure, type Id, requestId } from "./frame.ts";

/** A server as the multiplexer sees it: it is told things, and asked what it then owes an answer to. */
export class Peer {
  readonly #write: (frame: Frame) => void;
  readonly #owed = new Map<Id, (answer: Frame) => void>();

  constructor(write: (frame: Frame) => void) {
    this.#write = write;
  }

  tell(frame: Frame): void {
    this.#write(frame);
  }

  /** `answered` is called at once when the answer comes, so that nothing overtakes it. */
  ask(request: Frame, answered: (answer: Frame) => void): void {
    this.#owed.set(requestId(request), answered);
    this.#write(request);
  }

  /** True while it owes no answer. */
  get isIdle(): boolean {
    return this.#owed.size === 0;
  }

  owes(id: Id): boolean {
    return this.#owed.has(id);
  }

  /** Takes an answer of this server. One to nothing that was asked is dropped, as the protocol wants it. */
  answered(answer: Frame): void {
    const id = requestId(answer);
    const answered = this.#owed.get(id);
    this.#owed.delete(id);
    answered?.(answer);
  }

  /** The server is gone: everything that it owes is answered with an error. */
  lost(reason: string): void {
    for (const id of [...this.#owed.keys()]) this.answered(failure(id, reason));
  }
}

/** The answer, for those that nothing can overtake. */
export function asked(peer: Peer, request: Frame): Promise<Frame> {
  return new Promise((resolve) => peer.ask(request, resolve));
}
