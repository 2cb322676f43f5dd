import type { Definition, Tags } from "./tags.ts";

/** The definitions around an offset, the innermost last. */
export function enclosing({ definitions }: Tags, offset: number): Definition[] {
  return definitions.filter(({ start, end }) => start <= offset && offset <= end);
}

/** A definition with those inside it. */
export type OutlineNode = { readonly definition: Definition; readonly children: readonly OutlineNode[] };

/** The definitions of a file as a tree. */
export function outline({ definitions }: Tags): OutlineNode[] {
  const nodes = definitions.map((definition) => ({ definition, children: [] as OutlineNode[] }));
  for (const node of nodes) nodes[node.definition.parent]?.children.push(node);
  return nodes.filter(({ definition }) => definition.parent < 0);
}

/** What a definition says before its body: `export function area(radius: number): number`. */
export function signature(text: string, { start, bodyStart }: Definition): string {
  return text.slice(start, bodyStart).trim();
}

/** The doc comment or docstring of a definition with its marks; empty if it has none. */
export function documentation(text: string, { docStart, docEnd }: Definition): string {
  return text.slice(docStart, docEnd);
}
