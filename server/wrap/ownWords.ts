import { type Frame, frame, type Id } from "./frame.ts";
import type { Peer } from "./peer.ts";

/** What the other server is told and asked that the editor has not said. */
export class OwnWords {
  #isSpeaking = false;
  #asked = 0;

  /** True while such a message is on its way: nothing holds it back, and it speaks of versions as its reader counts. */
  get isSpeaking(): boolean {
    return this.#isSpeaking;
  }

  tell(peer: Peer, method: string, params: object): void {
    this.#say(() => peer.tell(frame({ method, params })));
  }

  /** Returns the id of the request. */
  ask(peer: Peer, method: string, params: object, answered: (answer: Frame) => void): Id {
    const id = `hearth-verify:${++this.#asked}`;
    this.#say(() => peer.ask(frame({ id, method, params }), answered));
    return id;
  }

  #say(say: () => void): void {
    this.#isSpeaking = true;
    try {
      say();
    } finally {
      this.#isSpeaking = false;
    }
  }
}
