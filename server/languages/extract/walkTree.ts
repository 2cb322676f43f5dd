import type { Language } from "../../../grammars/language.ts";
import type { Steps } from "../../slices/slices.ts";
import type { OffsetRange } from "../../text/offsetRange.ts";
import type { Tree } from "../parse.ts";
import type { Findings } from "./assemble.ts";
import { keepExample } from "./examples.ts";
import { pass } from "./traversal.ts";
import { type Rules, Walk } from "./walk.ts";

/**
 * Walks a tree in preorder by its rules. It makes no SyntaxNode, since `Tree.edit` would have to update every one.
 */
export function walkTree(language: Language, rules: Rules, tree: Tree, text: string): Findings {
  const walk = new Walk(language, rules, tree, text, 0);
  let goesOn = true;
  while (goesOn) goesOn = walk.next(walk.rule()(walk));
  const findings = walk.findings();
  keepExample(language, walk, tree, text, findings.items.length);
  return findings;
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
  range?: OffsetRange,
): Steps<Findings> {
  const walk = new Walk(language, rules, tree, text, range?.start ?? 0);
  const { cursor } = walk;
  for (let visited = 1; !range || cursor.startIndex <= range.end; visited++) {
    if (!walk.next(range && cursor.endIndex < range.start ? pass : walk.rule()(walk))) break;
    if (visited % nodesPerStep === 0) yield;
  }
  return walk.findings();
}

/** Visited in a small part of a millisecond. */
const nodesPerStep = 100;
