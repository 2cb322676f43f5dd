import type { Language } from "../../../grammars/language.ts";
import type { Steps } from "../../slices/slices.ts";
import type { OffsetRange } from "../../text/offsetRange.ts";
import type { Tree } from "../parse.ts";
import type { Findings } from "./assemble.ts";
import { keepExample } from "./examples.ts";
import { pass } from "./traversal.ts";
import { type Rules, Walk } from "./walk.ts";

/**
 * Walks a tree in preorder by its rules, in steps between which the event loop may turn. It makes no SyntaxNode but the
 * root's, since `Tree.edit` would have to update every one. A range limits it to the nodes that touch it. Nobody may edit
 * the tree meanwhile.
 */
export function* walkSteps(
  language: Language,
  rules: Rules,
  tree: Tree,
  text: string,
  range?: OffsetRange,
): Steps<Findings> {
  const walk = new Walk(language, rules, tree, text, range?.start ?? 0);
  yield* visits(walk, range);
  const findings = walk.findings();
  if (!range) keepExample(language, walk, tree, text, findings.items.length);
  return findings;
}

/**
 * The nodes of a walk. A function of its own: what makes a cursor relies on the shapes of nodes, and optimized code that
 * holds both would be thrown away with each collection, see `examples.ts`.
 */
function* visits(walk: Walk, range: OffsetRange | undefined): Steps<void> {
  const { cursor } = walk;
  for (let visited = 1; !range || cursor.startIndex <= range.end; visited++) {
    if (!walk.next(range && cursor.endIndex < range.start ? pass : walk.rule()(walk))) return;
    if (visited % nodesPerStep === 0) yield;
  }
}

/** Visited in a small part of a millisecond. */
const nodesPerStep = 100;
