import type { Language } from "../../../grammars/language.ts";
import type { Steps } from "../../slices/slices.ts";
import type { OffsetRange } from "../../text/offsetRange.ts";
import type { Tree } from "../parse.ts";
import type { Findings } from "./assemble.ts";
import { pass } from "./traversal.ts";
import { type Rules, Walk } from "./walk.ts";

/**
 * Walks a tree in preorder by its rules. It makes no SyntaxNode, since `Tree.edit` would have to update every one.
 */
export function walkTree(language: Language, rules: Rules, tree: Tree, text: string): Findings {
  const walk = walkIn(language, rules, tree, text);
  let goesOn = true;
  while (goesOn) goesOn = walk.next(walk.rule()(walk));
  return walk.findings();
}

/**
 * The same in steps, between which the event loop may turn. A range limits it to the nodes that touch it. Nobody may
 * edit the tree meanwhile.
 */
export function* walkSteps(
  language: Language,
  rules: Rules,
  tree: Tree,
  text: string,
  range = everything,
): Steps<Findings> {
  const walk = walkIn(language, rules, tree, text, range.start);
  const { cursor } = walk;
  for (let visited = 1; cursor.startIndex <= range.end; visited++) {
    if (!walk.next(cursor.endIndex < range.start ? pass : walk.rule()(walk))) break;
    if (visited % nodesPerStep === 0) yield;
  }
  return walk.findings();
}

function walkIn(language: Language, rules: Rules, tree: Tree, text: string, from = 0): Walk {
  const walk = new Walk(language, rules, tree, text, from);
  if (examples.length === 0 && text.length < maxExampleLength) examples.push(walk);
  return walk;
}

const everything: OffsetRange = { start: 0, end: Number.POSITIVE_INFINITY };

/** Visited in a small part of a millisecond. */
const nodesPerStep = 100;

/**
 * One walk is kept alive for its shape. V8 throws optimized code away when the last object of a shape it relies on is
 * collected. With a full collection between files, as indexing needs to free trees, extraction took twice as long.
 */
const examples: Walk[] = [];
const maxExampleLength = 100_000;
