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
  /** The end of the node, or -1 if it was not asked for: each answer of the cursor costs a native call. */
  #end = -1;

  constructor(tree: Tree, hints: Hints, from: number) {
    this.cursor = tree.walk();
    this.#hints = hints;
    this.#from = from;
  }

  /** True if more than `own` hints lie inside the node, at which the cursor has to be. */
  hinted(own: number): boolean {
    if (this.#beganBefore()) return true;
    const end = this.#endOfNode();
    if (this.#hints.peek() >= end) return false;
    this.#hints.drop(this.cursor.startIndex + 1); // nor can they lie inside later nodes
    return this.#hints.peek(own) < end;
  }

  /** True if a hint lies inside the node from an offset in it on; those before it are passed over. */
  hintedFrom(offset: number): boolean {
    if (this.#beganBefore()) return true;
    const end = this.#endOfNode();
    if (this.#hints.peek() >= end) return false;
    this.#hints.drop(offset);
    return this.#hints.peek() < end;
  }

  /** Moves to the node to visit after this one; false at the end of the tree. */
  next(step: WalkStep): boolean {
    if (step !== pass && this.#goInto(step)) {
      this.#end = -1;
      return true;
    }
    for (;;) {
      const jumpsUntil = this.#jumpsUntil.at(-1);
      if (jumpsUntil === undefined) return false;
      if (jumpsUntil === 0) {
        const isMoved = this.cursor.gotoNextSibling();
        this.#end = -1;
        if (isMoved) return true;
        this.cursor.gotoParent();
      } else {
        this.#hints.drop(this.#endOfNode());
        this.cursor.gotoParent();
        if (this.#goToHint(jumpsUntil)) {
          this.#end = -1;
          return true;
        }
        this.#end = jumpsUntil;
      }
      this.#jumpsUntil.pop();
    }
  }

  #endOfNode(): number {
    if (this.#end < 0) this.#end = this.cursor.endIndex;
    return this.#end;
  }

  /** A node that began before the range has hints that are not all known. */
  #beganBefore(): boolean {
    return this.#from > 0 && this.cursor.startIndex < this.#from;
  }

  #goInto(step: WalkStep): boolean {
    const end = step === toHints ? this.#endOfNode() : 0;
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
