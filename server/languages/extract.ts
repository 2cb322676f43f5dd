import type { Language } from "../../grammars/language.ts";
import { atOnce, type Steps } from "../slices/slices.ts";
import type { OffsetRange } from "../text/offsetRange.ts";
import { assemble, type Findings } from "./extract/assemble.ts";
import { querySteps } from "./extract/cursorQuery.ts";
import { declared } from "./extract/declared.ts";
import { walkSteps } from "./extract/walkSteps.ts";
import { rulesOf } from "./languages.ts";
import type { Tree } from "./parse.ts";
import type { Tags } from "./tags.ts";

/**
 * The declarations and imports of a file. `text` is the text that `tree` was parsed from. A language without a walk is
 * read by its queries: with a cursor where it is known how far they reach, else with tree-sitter's own, more slowly. The
 * answer is the same.
 */
export function extract(language: Language, tree: Tree, text: string): Tags {
  return atOnce(extractSteps(language, tree, text));
}

/** The same in steps; see `inSlices`. */
export function* extractSteps(language: Language, tree: Tree, text: string): Steps<Tags> {
  const findings = yield* findSteps(language, tree, text);
  yield;
  return findings ? assemble(findings) : declared(language, tree, text);
}

/**
 * Finds what there is to assemble, in steps: in the nodes that touch `range` only, or everywhere. Undefined for a
 * language of which only the queries are known.
 */
export function* findSteps(
  language: Language,
  tree: Tree,
  text: string,
  range?: OffsetRange,
): Steps<Findings | undefined> {
  const { walk, reach } = rulesOf(language);
  if (walk) return yield* walkSteps(language, walk, tree, text, range);
  return reach && (yield* querySteps(language, reach, tree, text, range));
}
