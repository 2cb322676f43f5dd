import { rulesOf } from "../../languages/languages.ts";
import type { Node } from "../../languages/nameRules.ts";
import { withLineFeeds } from "../../text/lines.ts";
import type { Parsed } from "../original.ts";
import { refused } from "../proposal.ts";
import type { DraftCheck } from "./check.ts";

/**
 * Code that an action has no business with stays as it is, token by token. It is the code around a selection that is
 * extracted, or the signature of a function that is simplified. Small models rewrite what they were told to leave
 * alone.
 */
export const kept: DraftCheck = (draft, original) => {
  const { kept: ranges = [], own, language } = original;
  const literals = rulesOf(language).nodes?.literals;
  if (ranges.length === 0 || !draft.tree || !original.tree) return [];
  const wanted = ranges.flatMap(({ start, end }) => codeTokens(original, start, end, literals));
  const again = draft.tags.definitions.find(
    ({ name, start, end }) => name === own[0]?.name && start >= draft.start && end <= draft.end,
  );
  const written = codeTokens(draft, again?.start ?? draft.start, again?.end ?? draft.end, literals);
  let at = 0;
  for (const token of wanted) {
    const found = written.indexOf(token, at);
    if (found < 0) return changed(token);
    at = found + 1;
  }
  return [];
};

function changed(token: string) {
  const shown = token.split("\n")[0]?.slice(0, 40) ?? "";
  return refused(
    `The answer changes code that was to stay, at \`${shown}\`.`,
    `Leave all code as it is that you were not told to change. \`${shown}\` is missing where it stood.`,
  );
}

/** Tokens without comments, and without signs that come and go with how code is laid out. */
function codeTokens(
  { tree, text }: Parsed,
  start: number,
  end: number,
  literals: ReadonlySet<string> | undefined,
): string[] {
  const tokens: string[] = [];
  const waiting: Node[] = tree ? [tree.rootNode] : [];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.endIndex <= start || node.startIndex >= end || node.type.endsWith("comment")) continue;
    const isLeaf = node.childCount === 0 || literals?.has(node.type);
    if (!isLeaf) waiting.push(...node.children.toReversed());
    else if (node.startIndex >= start && node.endIndex <= end && !/^[,;]?$/.test(node.text))
      tokens.push(withLineFeeds(text.slice(node.startIndex, node.endIndex)));
  }
  return tokens;
}
