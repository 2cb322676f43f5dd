import { type Budget, divide, type Omitted, tokensOf } from "./budget.ts";
import { gather } from "./gather.ts";
import { type AnchoredHole, anchoredHole } from "./hole.ts";
import { type Change, change, type Layout, laidOut } from "./layout.ts";
import type { Situation } from "./request.ts";
import { withoutSecretAt, withoutSecrets } from "./secrets.ts";
import type { Snippet } from "./snippet.ts";
import { completionSources } from "./sources.ts";
import { prefixSlack, type WindowSize, windowAt } from "./window.ts";

export type CompletionRequest = Omit<Situation, "window"> & {
  /** For the whole prompt, without what is to be generated. */
  readonly promptTokens: number;
  /** As measured for this model; about 3.5 for code. */
  readonly charactersPerToken: number;
  /** See `Moment`. */
  readonly idle: boolean;
  readonly rerankLines: number;
};

/** Everything a completion prompt shows. `parts` is what a model family makes its prompt of. */
export type CompletionContext = {
  readonly layout: Layout;
  readonly parts: {
    readonly repository: string;
    readonly path: string;
    readonly context: readonly { readonly path: string; readonly text: string }[];
    readonly before: string;
    readonly after: string;
    readonly typed: string;
  };
  /** Why the snippets were chosen anew; undefined if they are those of the previous request. */
  readonly change: Change | undefined;
  readonly omitted: readonly Omitted[];
  /** An estimate from characters. */
  readonly tokens: number;
};

/** What a completion at the cursor should see, with as much as possible where it was in the `previous` request. */
export function completionContext(
  request: CompletionRequest,
  previous: CompletionContext | undefined,
  log: (message: string) => void,
): CompletionContext {
  const reason = change(previous?.layout, request);
  if (previous && reason === undefined) {
    const { layout, omitted } = previous;
    const hole = anchoredHole(layout.hole, request.cursor, sizeOf(request, layout.snippets));
    return contextOf(request, { ...layout, hole }, undefined, omitted);
  }
  const near = reason === "lines" || reason === "idle" ? previous?.layout : undefined;
  const { context } = budgetOf(request);
  const { cursor, charactersPerToken } = request;
  const window = windowAt(cursor.file.text, cursor.offset, sizeIn(request, budgetOf(request)), near?.hole.start);
  const room = { tokens: context, charactersPerToken };
  const found = gather({ ...request, window }, completionSources, room, log, near?.snippets);
  // What the snippets leave goes to the text around the cursor, which may show one of them by then.
  const hole = anchoredHole(near?.hole, cursor, sizeOf(request, found.chosen));
  const chosen = found.chosen.filter((snippet) => !isWithin(request, hole, snippet));
  return contextOf(request, laidOut(cursor, hole, chosen, near), reason, found.omitted);
}

function budgetOf({ cursor, promptTokens, charactersPerToken }: CompletionRequest, spare = 0): Budget {
  const before = Math.ceil(cursor.before.length / charactersPerToken);
  const after = Math.ceil(cursor.after.length / charactersPerToken);
  return divide(promptTokens, before, after, spare);
}

/** The room for the text around the cursor beside these snippets. */
function sizeOf(request: CompletionRequest, snippets: readonly Snippet[]): WindowSize {
  const used = snippets.reduce((sum, snippet) => sum + tokensOf(snippet, request.charactersPerToken), 0);
  return sizeIn(request, budgetOf(request, Math.max(0, budgetOf(request).context - used)));
}

/** A prefix that is cut needs room to grow while typing goes on; one that fits as a whole does not. */
function sizeIn({ cursor, charactersPerToken }: CompletionRequest, { prefix, suffix }: Budget): WindowSize {
  const characters = Math.floor(prefix * charactersPerToken);
  return {
    prefixCharacters: cursor.before.length <= characters ? characters : Math.floor(characters / prefixSlack),
    suffixCharacters: Math.floor(suffix * charactersPerToken),
  };
}

function isWithin({ cursor }: CompletionRequest, { before, typed, after }: AnchoredHole, { path, text }: Snippet) {
  return path === cursor.file.path && (before + typed + after).includes(text);
}

/** The text around the cursor without secrets. Nothing may have been typed in front of it since the anchor was set. */
function shown({ before, typed, after }: AnchoredHole): { before: string; typed: string; after: string } {
  const [left, right] = withoutSecretAt(typed || before, after);
  return {
    before: withoutSecrets(typed ? before : left),
    typed: withoutSecrets(typed && left),
    after: withoutSecrets(right),
  };
}

function contextOf(
  { cursor, charactersPerToken }: CompletionRequest,
  layout: Layout,
  reason: Change | undefined,
  omitted: readonly Omitted[],
): CompletionContext {
  const { path, snippets, hole } = layout;
  const { before, typed, after } = shown(hole);
  const context = snippets.map(({ path, text }) => ({ path, text }));
  const own = Math.ceil((before.length + typed.length + after.length + path.length) / charactersPerToken);
  const tokens = snippets.reduce((sum, snippet) => sum + tokensOf(snippet, charactersPerToken), own);
  return {
    layout,
    parts: { repository: cursor.repository, path, context, before, after, typed },
    change: reason,
    omitted,
    tokens,
  };
}
