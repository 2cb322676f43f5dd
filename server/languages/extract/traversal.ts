import type { TreeCursor } from "tree-sitter";
import type { Tree } from "../parse.ts";
import type { Hints } from "./hints.ts";

/** Where to go inside a node: nowhere, to the children that hold hints, to all. */
export const pass = 0;
export const toHints = 1;
export const enter = 2;
export type WalkStep = typeof pass | typeof toHints | typeof enter;

/**
 * Goes through a tree in preorder, and jumps over what holds no hint. What moves the cursor meanwhile brings it back.
 */
export class Traversal {
  readonly cursor: TreeCursor;
  readonly #hints: Hints;
  /** Hints are known from here on. */
  readonly #from: number;
  /** For each node around: its end if only its children with hints are visited, 0 if all are. */
  readonly #jumpsUntil: number[] = [];

  constructor(tree: Tree, hints: Hints, from: number) {
    this.cursor = tree.walk();
    this.#hints = hints;
    this.#from = from;
  }

  /** True if more than `own` hints lie inside the node. */
  hinted(own: number): boolean {
    if (this.#beganBefore()) return true;
    const end = this.cursor.endIndex;
    if (this.#hints.peek() >= end) return false;
    this.#hints.drop(this.cursor.startIndex + 1); // nor can they lie inside later nodes
    return this.#hints.peek(own) < end;
  }

  /** True if a hint lies inside the node from an offset in it on; those before it are passed over. */
  hintedFrom(offset: number): boolean {
    if (this.#beganBefore()) return true;
    if (this.#hints.peek() >= this.cursor.endIndex) return false;
    this.#hints.drop(offset);
    return this.#hints.peek() < this.cursor.endIndex;
  }

  /** Moves to the node to visit after this one; false at the end of the tree. */
  next(step: WalkStep): boolean {
    if (step !== pass && this.#goInto(step)) return true;
    for (;;) {
      const jumpsUntil = this.#jumpsUntil.at(-1);
      if (jumpsUntil === undefined) return false;
      if (jumpsUntil === 0) {
        if (this.cursor.gotoNextSibling()) return true;
        this.cursor.gotoParent();
      } else {
        this.#hints.drop(this.cursor.endIndex);
        this.cursor.gotoParent();
        if (this.#goToHint(jumpsUntil)) return true;
      }
      this.#jumpsUntil.pop();
    }
  }

  /** A node that began before the range has hints that are not all known. */
  #beganBefore(): boolean {
    return this.#from > 0 && this.cursor.startIndex < this.#from;
  }

  #goInto(step: WalkStep): boolean {
    const end = this.cursor.endIndex;
    const jumps = step === toHints && !this.#beganBefore() && this.#hints.peek(manyHints) >= end;
    if (jumps ? !this.#goToHint(end) : !this.cursor.gotoFirstChild()) return false;
    this.#jumpsUntil.push(jumps ? end : 0);
    return true;
  }

  /** Moves to the child that holds the next hint, if that lies before the end of the node. */
  #goToHint(end: number): boolean {
    const hint = this.#hints.peek();
    return hint < end && (this.cursor.gotoFirstChildForIndex(hint) as unknown) !== null;
  }
}

/** Jumping to a child costs time in proportion to its siblings before it, so with more hints all are visited. */
const manyHints = 64;
