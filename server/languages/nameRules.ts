import type { TextChange } from "../text/textChange.ts";
import type { Tree } from "./parse.ts";

export type Node = Tree["rootNode"];

/** How a language binds names. */
export type NameRules = {
  /** Types of nodes that are a name, whatever it does there. */
  readonly names: ReadonlySet<string>;
  readonly role: (node: Node) => NameRole;
  /** True if the names of this scope are seen at a node inside it. */
  readonly sees: (scope: Node, node: Node) => boolean;
  /** Names that every file knows: of the language, its library and what runs it. */
  readonly globals: ReadonlySet<string>;
  /**
   * The text for a renamed identifier that stands for a property or an export too. The property or export keeps its
   * name.
   */
  readonly kept?: (node: Node, old: string, name: string) => string | undefined;
  /** Changes of strings that list a name of the file's top, as `__all__` does. */
  readonly listed?: (text: string, old: string, name: string) => TextChange[];
  /** True if an identifier names an argument that is passed, so that parameters cannot be renamed for their callers. */
  readonly isArgumentName?: (node: Node) => boolean;
};

/** The use of a name where it stands. A property, a label or a keyword argument is none of a file's own names. */
export type NameRole =
  | { readonly kind: "declaration"; readonly scope: Node }
  | { readonly kind: "reference"; readonly isType: boolean }
  | { readonly kind: "other" };

export const other: NameRole = { kind: "other" };

/** The nearest node around this one, itself not counted, whose type is one of these; the root if none is. */
export function nearest(node: Node, types: ReadonlySet<string>): Node {
  let at = node;
  while (at.parent) {
    at = at.parent;
    if (types.has(at.type)) return at;
  }
  return at;
}

export function isField(parent: Node, field: string, node: Node): boolean {
  return parent.childForFieldName(field)?.id === node.id;
}
