import type { Language } from "../../grammars/language.ts";
import type { Steps } from "../slices/slices.ts";
import type { OffsetRange } from "../text/offsetRange.ts";
import { assemble, type Findings } from "./extract/assemble.ts";
import { declared } from "./extract/declared.ts";
import { walkSteps, walkTree } from "./extract/walkTree.ts";
import { rulesOf } from "./languages.ts";
import type { Tree } from "./parse.ts";
import type { Tags } from "./tags.ts";

/**
 * The declarations and imports of a file. `text` is the text that `tree` was parsed from. A language without a walk is
 * read by its queries: the same answer, more slowly.
 */
export function extract(language: Language, tree: Tree, text: string): Tags {
  const rules = rulesOf(language).walk;
  return rules ? assemble(walkTree(language, rules, tree, text)) : declared(language, tree, text);
}

/** The same in steps; see `inSlices`. */
export function* extractSteps(language: Language, tree: Tree, text: string): Steps<Tags> {
  const rules = rulesOf(language).walk;
  return rules ? assemble(yield* walkSteps(language, rules, tree, text)) : declared(language, tree, text);
}

/**
 * Finds what there is to assemble, in steps: in the nodes that touch `range` only, or everywhere. Undefined for a
 * language without a walk.
 */
export function* findSteps(
  language: Language,
  tree: Tree,
  text: string,
  range?: OffsetRange,
): Steps<Findings | undefined> {
  const rules = rulesOf(language).walk;
  return rules && (yield* walkSteps(language, rules, tree, text, range));
}
