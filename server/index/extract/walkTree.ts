import type { Language } from "../../../grammars/language.ts";
import type { Steps } from "../merge.ts";
import type { Tree } from "../parse.ts";
import type { Findings } from "./assemble.ts";
import { pass } from "./traversal.ts";
import { type Range, type Rules, Walk } from "./walk.ts";

/**
 * Walks a tree in preorder by its rules; with a range, only the nodes that touch it. It makes no SyntaxNode, since
 * `Tree.edit` would have to update every one.
 */
export function walkTree(language: Language, rules: Rules, tree: Tree, text: string, range = everything): Findings {
  const walk = new Walk(language, rules, tree, text, range.start);
  if (examples.length === 0 && text.length < maxExampleLength) examples.push(walk);
  const { cursor } = walk;
  do {
    if (cursor.startIndex > range.end) break;
  } while (walk.next(cursor.endIndex < range.start ? pass : walk.rule()(walk)));
  return walk.findings();
}

/** The same of the whole tree, in steps between which the event loop may turn. Nobody may edit the tree meanwhile. */
export function* walkSteps(language: Language, rules: Rules, tree: Tree, text: string): Steps<Findings> {
  const walk = new Walk(language, rules, tree, text, 0);
  for (let visited = 1; walk.next(walk.rule()(walk)); visited++) if (visited % nodesPerStep === 0) yield;
  return walk.findings();
}

const everything: Range = { start: 0, end: Number.POSITIVE_INFINITY };

/** Visited in a small part of a millisecond. */
const nodesPerStep = 100;

/**
 * One walk is kept alive, because V8 throws optimized code away when the last object of a shape it relies on is
 * collected: with a full collection between files, as indexing needs to free trees, extraction took twice as long.
 */
const examples: Walk[] = [];
const maxExampleLength = 100_000;
