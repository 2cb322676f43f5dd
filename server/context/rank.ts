import { continuation } from "./continuation.ts";
import type { ContextRequest } from "./request.ts";
import type { Snippet, Term, Terms } from "./snippet.ts";

/** How much each term counts. Tuned on hono, flask, nestjs/swagger and scrapy; see test/eval/context.ts. */
const weights: Readonly<Record<Term, number>> = {
  lexical: 1,
  continuation: 2,
  members: 2,
  signature: 2,
  reachable: 1,
  definition: 0.5,
  usage: 0.5,
  edit: 0.6,
  imports: 1.5,
  pinned: 5,
  staged: 5,
  imported: 0.03,
  open: 0.02,
  sibling: 0.01,
};

/** The worth of a match (see `continuation`) that counts half. */
const halfWorth = 5;

/** A snippet below this in everything that says something about the cursor would only distract. */
const floor = 0.15;

/** Where a snippet comes from says nothing about the cursor: such terms only break ties. */
const priorTerms: ReadonlySet<string> = new Set<Term>(["imported", "open", "sibling"]);

type Ranked = { readonly kept: readonly Snippet[]; readonly weak: readonly Snippet[] };

/** Gives every snippet its score, all terms kept. Best first; equal ones by path, then line. */
export function rank(request: ContextRequest, snippets: readonly Snippet[]): Ranked {
  const priors = priorsIn(request);
  const scored = snippets.map((snippet) => withScore(request, snippet, priors(snippet.path))).sort(inOrder);
  return { kept: scored.filter(isStrong), weak: scored.filter((snippet) => !isStrong(snippet)) };
}

export function inOrder(a: Snippet, b: Snippet): number {
  if (a.score !== b.score) return b.score - a.score;
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.startLine - b.startLine || a.endLine - b.endLine || (a.source < b.source ? -1 : 1);
}

export function scoreOf(terms: Terms): number {
  let score = 0;
  for (const term of Object.keys(weights) as Term[]) score += weights[term] * (terms[term] ?? 0);
  return score;
}

/** A match's worth, which has no upper end, as a term between 0 and 1. */
export function continuationTerm(worth: number): number {
  return worth / (worth + halfWorth);
}

function withScore(request: ContextRequest, snippet: Snippet, priors: Terms): Snippet {
  const judged = snippet.terms.lexical === undefined ? judge(request, snippet) : snippet;
  const terms = { ...judged.terms, ...priors };
  return { ...judged, terms, score: scoreOf(terms) };
}

/** The snippet with the terms that any text can have, whoever found it. */
function judge({ workspace, query, found, tokensBefore, visible, rarity }: ContextRequest, snippet: Snippet): Snippet {
  const best = found[0]?.score ?? 0;
  const lexical = best > 0 ? Math.min(1, workspace.chunks.score(query, snippet.path, snippet.text) / best) : 0;
  const match = continuation(snippet.text, tokensBefore, visible, rarity);
  if (!match) return { ...snippet, terms: { lexical, ...snippet.terms } };
  const terms = { lexical, continuation: continuationTerm(match.worth), ...snippet.terms };
  return { ...snippet, terms, next: match.next };
}

/** Tie-breaks: measured, none of them finds more. */
function priorsIn({ cursor, workspace }: ContextRequest): (path: string) => Terms {
  const own = cursor.file.path;
  const imported = new Set(workspace.importsOf(own));
  const open = new Set([...cursor.snapshot.open.values()].map((file) => file.path));
  return (path) =>
    path === own
      ? {}
      : {
          ...(imported.has(path) && { imported: 1 }),
          ...(open.has(path) && { open: 1 }),
          ...(folderOf(path) === folderOf(own) && { sibling: 1 }),
        };
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

function isStrong({ terms }: Snippet): boolean {
  return Object.entries(terms).some(([term, value]) => value >= floor && !priorTerms.has(term));
}
