import type { Cursor } from "../context/cursor.ts";
import { type AnchoredHole, anchoredHole } from "../context/hole.ts";
import type { WindowSize } from "../context/window.ts";

/** Documents whose hole is remembered; the one not asked about for longest is forgotten first. */
const remembered = 32;

/** The hole of each document as the model last saw it, so that the next prompt differs as little as it can. */
export class Holes {
  readonly #holes = new Map<string, AnchoredHole>();

  /** The hole at a cursor, which is remembered. */
  at(cursor: Cursor, size: WindowSize): AnchoredHole {
    const hole = this.ahead(cursor, size);
    this.#holes.delete(hole.uri);
    this.#holes.set(hole.uri, hole);
    const [oldest] = this.#holes.keys();
    if (this.#holes.size > remembered && oldest !== undefined) this.#holes.delete(oldest);
    return hole;
  }

  /** The same for a place where the cursor is not yet; nothing is remembered. */
  ahead(cursor: Cursor, size: WindowSize): AnchoredHole {
    return anchoredHole(this.#holes.get(cursor.file.uri), cursor, size);
  }
}
