import type { Snippet, SourceName } from "./snippet.ts";

/** How a prompt is divided, in tokens. */
export type Budget = { readonly prefix: number; readonly suffix: number; readonly context: number };

/** Parts of the whole; the larger the prompt, the more of it is other files. */
const shares: readonly { readonly upTo: number; readonly prefix: number; readonly suffix: number }[] = [
  { upTo: 400, prefix: 0.65, suffix: 0.35 },
  { upTo: 1_500, prefix: 0.55, suffix: 0.15 },
  { upTo: 3_000, prefix: 0.45, suffix: 0.15 },
  { upTo: Number.POSITIVE_INFINITY, prefix: 0.35, suffix: 0.15 },
];

/** The most of the context that one source may take: help from one side only is half the help. */
const caps: Readonly<Partial<Record<SourceName, number>>> = {
  definitions: 0.25,
  usages: 0.25,
  edits: 0.2,
  imports: 0.33,
  pinned: 0.5,
};

const maxPerFile = 6;

/** Below this no snippet is worth its path. */
const leastTokens = 20;

/** A snippet's path line and the tokens that separate files. */
const headTokens = 3;

/** Two snippets of which more than this share of the shorter one's lines is the same are one. */
const maxOverlap = 0.5;

/**
 * Divides a prompt. Room that the file has no text for goes to the context. `spare` is the part of the context that
 * found no use. It goes back to the suffix, then to the prefix.
 */
export function divide(promptTokens: number, before: number, after: number, spare = 0): Budget {
  const share = shares.find(({ upTo }) => promptTokens <= upTo) as (typeof shares)[number];
  const prefix = Math.min(before, Math.floor(promptTokens * share.prefix));
  const suffix = Math.min(after, Math.floor(promptTokens * share.suffix));
  const more = Math.min(spare, after - suffix);
  const rest = Math.min(spare - more, before - prefix);
  return { prefix: prefix + rest, suffix: suffix + more, context: promptTokens - prefix - suffix - more - rest };
}

export function tokensOf({ path, text }: Pick<Snippet, "path" | "text">, charactersPerToken: number): number {
  return Math.ceil((path.length + text.length) / charactersPerToken) + headTokens;
}

export type Omitted = { readonly snippet: Snippet; readonly why: string };
export type Packed = {
  readonly chosen: readonly Snippet[];
  readonly omitted: readonly Omitted[];
  readonly tokens: number;
};

/**
 * Fills a budget in the given order. The order is by the score itself, never by score per token: that prefers crumbs. A
 * snippet whose `next` another one already shows has nothing new to say. It waits until all others had their turn.
 */
export function packSnippets(ranked: readonly Snippet[], maxTokens: number, charactersPerToken: number): Packed {
  const chosen: Snippet[] = [];
  const omitted: Omitted[] = [];
  const used = new Map<SourceName, number>();
  let tokens = 0;
  const place = (snippet: Snippet) => {
    const cost = tokensOf(snippet, charactersPerToken);
    const ofSource = (used.get(snippet.source) ?? 0) + cost;
    const why = refusal(snippet, chosen, tokens + cost > maxTokens, ofSource > maxTokens * (caps[snippet.source] ?? 1));
    if (why) return void omitted.push({ snippet, why });
    chosen.push(snippet);
    used.set(snippet.source, ofSource);
    tokens += cost;
  };
  const waiting: Snippet[] = [];
  for (const snippet of ranked) {
    if (maxTokens - tokens < leastTokens) omitted.push({ snippet, why: "no room" });
    else if (snippet.next !== undefined && chosen.some(({ text }) => shows(text, snippet.next as string)))
      waiting.push(snippet);
    else place(snippet);
  }
  for (const snippet of waiting) place(snippet);
  return { chosen, omitted, tokens };
}

function refusal(snippet: Snippet, chosen: readonly Snippet[], full: boolean, over: boolean): string | undefined {
  if (full) return "no room";
  if (over) return `enough from ${snippet.source}`;
  const ofFile = chosen.filter(({ path }) => path === snippet.path);
  if (ofFile.some((other) => overlap(other, snippet) > maxOverlap)) return "shown already";
  if (ofFile.length >= maxPerFile) return "enough from this file";
  return undefined;
}

/** The share of the shorter snippet's lines that the other one holds too. */
export function overlap(a: Snippet, b: Snippet): number {
  const shared = Math.min(a.endLine, b.endLine) - Math.max(a.startLine, b.startLine);
  return shared / Math.max(1, Math.min(a.endLine - a.startLine, b.endLine - b.startLine));
}

/** True if an identifier stands in a text. */
export function shows(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (!/[\w$]/.test(text.charAt(at - 1)) && !/[\w$]/.test(text.charAt(at + name.length))) return true;
  }
  return false;
}
