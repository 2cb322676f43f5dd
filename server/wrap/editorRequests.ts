import { changed, type Frame, type Id, paramsOf, requestId } from "./frame.ts";
import type { Peer } from "./peer.ts";

/**
 * The requests of two servers to one editor. Their ids may be the same; then one of them is known to the editor by
 * another name. An id that nobody else uses stays, and so do the message's bytes.
 */
export class EditorRequests {
  readonly #asked = new Map<Id, { readonly by: Peer; readonly id: Id }>();

  /** The request as the editor gets it, under `name` if that is free. */
  ask(by: Peer, request: Frame, name: Id): Frame {
    const id = requestId(request);
    let free = name;
    for (let count = 2; this.#asked.has(free); count++) free = `${name}~${count}`;
    this.#asked.set(free, { by, id });
    return free === id ? request : changed(request, { id: free });
  }

  /** Hands the editor's answer to whoever asked. */
  answered(answer: Frame): void {
    const name = requestId(answer);
    const asked = this.#asked.get(name);
    this.#asked.delete(name);
    asked?.by.tell(asked.id === name ? answer : changed(answer, { id: asked.id }));
  }

  /** The cancellation of a request as the editor gets it: it may know that by another name. */
  cancel(by: Peer, told: Frame): Frame {
    const { id } = paramsOf<{ id: Id }>(told.message);
    const name = this.#nameOf(by, id) ?? id;
    return name === id ? told : changed(told, { params: { id: name } });
  }

  #nameOf(by: Peer, id: Id): Id | undefined {
    for (const [name, asked] of this.#asked) if (asked.by === by && asked.id === id) return name;
    return undefined;
  }
}
