import { overlap, shows } from "./budget.ts";
import { inOrder } from "./rank.ts";
import type { Snippet } from "./snippet.ts";

/** More than this share of a snippet's lines in another one: nothing new. */
const maxOverlap = 0.5;

type Room = { readonly tokens: number; readonly charactersPerToken: number; readonly lineComment: string };

type ShownSnippets = { readonly snippets: readonly Snippet[]; readonly additions: readonly Snippet[] };

/**
 * The additions of a prompt to its `snippets` after everything was chosen anew at a place close by. They keep their
 * order. Earlier additions stay first and in their order. They stay as long as they are `chosen` again or room is left
 * for them. The list is the same if nothing that is new has room.
 */
export function additionsOf(chosen: readonly Snippet[], shown: ShownSnippets, room: Room): readonly Snippet[] {
  const { snippets, additions } = shown;
  const isNews = (snippet: Snippet) => !snippets.some((other) => saysTheSame(other, snippet));
  const wanted = chosen.filter(isNews).sort(inOrder);
  const stale = additions.filter((snippet) => !wanted.some((other) => isSame(other, snippet)));
  let left = room.tokens;
  const fitting = [...wanted, ...stale].filter((snippet) => {
    const tokens = Math.ceil(asComments([snippet], room.lineComment).length / room.charactersPerToken);
    if (tokens > left) return false;
    left -= tokens;
    return true;
  });
  const news = fitting.filter((snippet) => !additions.some((other) => isSame(other, snippet)));
  if (news.length === 0) return additions;
  const old = additions.filter((snippet) => fitting.some((other) => isSame(other, snippet)));
  return [...old, ...news.reverse()];
}

/** True if two snippets are the same text of the same file. */
export function isSame(a: Snippet, b: Snippet): boolean {
  return a.path === b.path && a.text === b.text;
}

function saysTheSame(shown: Snippet, snippet: Snippet): boolean {
  if (snippet.next !== undefined && shows(shown.text, snippet.next)) return true;
  return shown.path === snippet.path && overlap(shown, snippet) > maxOverlap;
}

/**
 * The additions as text behind the file, in comments. CrossCodeEval writes other files so. Qwen's own measurements show
 * them so to models that read the suffix last.
 */
export function asComments(additions: readonly Pick<Snippet, "path" | "text">[], lineComment: string): string {
  return additions
    .map(({ path, text }) => `\n\n${[path, ...text.split("\n")].map((line) => `${lineComment} ${line}`).join("\n")}\n`)
    .join("");
}
