import { type Omitted, tokensOf } from "./budget.ts";
import type { CompletionContext } from "./complete.ts";
import type { ChatContext } from "./prompts/chat.ts";
import type { Snippet, SourceName, Terms } from "./snippet.ts";

/** A piece of a prompt, for people who ask why. Lines count from 1 and `endLine` is the last one. */
export type ShownPiece = {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly tokens: number;
  readonly score: number;
  readonly source: SourceName | "prompt";
  readonly reason: string;
  readonly terms: Terms;
};

export type ContextReport = {
  readonly tokens: number;
  /** In the order of the prompt. */
  readonly snippets: readonly ShownPiece[];
  /** All snippets that were found and left out, the best first. */
  readonly omitted: readonly (ShownPiece & { readonly why: string })[];
};

export function completionReport(
  { layout, omitted, tokens }: CompletionContext,
  charactersPerToken: number,
): ContextReport {
  const show = (snippet: Snippet) => shownPiece(snippet, charactersPerToken);
  const byScore = [...omitted].sort((a: Omitted, b: Omitted) => b.snippet.score - a.snippet.score);
  return {
    tokens,
    snippets: [...layout.snippets, ...layout.additions].map(show),
    omitted: byScore.map(({ snippet, why }) => ({ ...show(snippet), why })),
  };
}

export function chatReport({ sections, tokens }: ChatContext, charactersPerToken: number): ContextReport {
  const snippets = sections.map(({ title, path = "", startLine = 0, text }): ShownPiece => {
    const cost = tokensOf({ path, text }, charactersPerToken);
    const lines = { startLine: startLine + 1, endLine: startLine + text.split("\n").length };
    return { path, ...lines, tokens: cost, score: 0, source: "prompt", reason: title, terms: {} };
  });
  return { tokens, snippets, omitted: [] };
}

/** A snippet for people; `tokens` is an estimate. */
export function shownPiece(snippet: Snippet, charactersPerToken: number): ShownPiece {
  const { path, startLine, endLine, score, source, reason, terms } = snippet;
  const lines = { startLine: startLine + 1, endLine };
  return {
    path,
    ...lines,
    tokens: tokensOf(snippet, charactersPerToken),
    score: rounded(score),
    source,
    reason,
    terms: roundedTerms(terms),
  };
}

function roundedTerms(terms: Terms): Terms {
  return Object.fromEntries(Object.entries(terms).map(([term, value]) => [term, rounded(value)]));
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
