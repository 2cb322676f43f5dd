import type { Ending } from "../filter.ts";

/**
 * The forms that control tokens have in the models' families. The fence that opens or closes a code block in prose is
 * one more.
 */
const leaks =
  /<[|｜][^\s<>]{1,40}[|｜]>|<\/?(?:fim[_-](?:prefix|suffix|middle|pad)|file_sep|filename|repo_name|reponame|s|EOT|PRE|SUF|MID)>|\[(?:PREFIX|SUFFIX|MIDDLE)\]|^\s*```/g;

/**
 * Ends before a control token that a model wrote as text.
 *
 * Code about models holds such tokens rightly: one that the file already contains is text like any other. Fences belong to
 * Markdown.
 *
 * @example A control token that was written as text is not shown
 * ```ts
 * const total = │«price + tax;<|endoftext|>import»
 * ```
 * ```ts
 * const total = «price + tax;»
 * ```
 */
export const controlTokens: Ending = {
  name: "controlTokens",
  watches: "characters",
  silence: "controlTokens",
  end: ({ start, line }, hole) => {
    const leak = [...line.matchAll(leaks)].find(([token]) => {
      if (hole.format?.isProse && token.includes("```")) return false;
      return !hole.before.includes(token.trim()) && !hole.after.includes(token.trim());
    });
    return leak && start + leak.index;
  },
};
