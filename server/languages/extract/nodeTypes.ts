import type { TreeCursor } from "tree-sitter";

/**
 * The names of nodes and fields, and one thing more for each type of node. All are by their ids in a grammar, since
 * reading an id is much cheaper than making a string.
 */
export class NodeTypes<T> {
  readonly #types: (string | undefined)[] = [];
  readonly #fields: (string | undefined)[] = [];
  readonly #things: (T | undefined)[] = [];

  /** The thing for the type of the cursor's node. `find` is asked when the type is met for the first time. */
  get(cursor: TreeCursor, find: (type: string) => T): T {
    const id = cursor.nodeTypeId;
    let thing = this.#things[id];
    if (thing === undefined) {
      thing = find(this.type(cursor));
      if (id < maxTypeId) this.#things[id] = thing;
    }
    return thing;
  }

  type(cursor: TreeCursor): string {
    const id = cursor.nodeTypeId;
    const known = this.#types[id];
    if (known !== undefined) return known;
    const type = cursor.nodeType;
    if (id < maxTypeId) this.#types[id] = type;
    return type;
  }

  /** The field of its parent that the cursor's node is, if it is one. */
  field(cursor: TreeCursor): string | undefined {
    const id = cursor.currentFieldId as number | undefined;
    if (id === undefined) return undefined;
    this.#fields[id] ??= cursor.currentFieldName;
    return this.#fields[id];
  }
}

/** Only ERROR's id is as large as this; an array that reached so far would be slow. */
const maxTypeId = 0xffff;
