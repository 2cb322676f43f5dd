import type { Language } from "../../../grammars/language.ts";
import type { Tree } from "../parse.ts";

/**
 * V8 throws optimized code away when the last object of a shape it relies on is collected. With a full collection between
 * files, as indexing needs to free trees, extraction took twice as long. So a walk of each language is kept alive with its
 * findings, and the root of its tree, whose shape every language has for itself.
 */
const examples = new Map<Language, readonly [walk: object, tree: Tree, root: object]>();

/** Larger ones would cost memory: a tree takes 25 bytes for each character. */
const maxExampleLength = 10_000;

/** Keeps what found something, if it is small and none of its language is kept. */
export function keepExample(language: Language, walk: object, tree: Tree, text: string, found: number): void {
  if (found === 0 || text.length > maxExampleLength || examples.has(language)) return;
  examples.set(language, [walk, tree, tree.rootNode]);
}
