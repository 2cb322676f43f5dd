import { type Budget, divide, type Omitted, tokensOf } from "./budget.ts";
import { gather } from "./gather.ts";
import { type Change, change, continued, type Layout, laidOut } from "./layout.ts";
import type { Situation } from "./request.ts";
import { withoutSecrets } from "./secrets.ts";
import { completionSources } from "./sources.ts";
import { type Window, type WindowSize, windowAt } from "./window.ts";

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
    const { start } = previous.layout;
    const window = windowIn(request, budgetOf(request), start);
    if (window.start === start)
      return contextOf(request, continued(previous.layout, request.cursor, window), undefined, previous.omitted);
  }
  const near = reason === "lines" || reason === "idle" || reason === undefined ? previous?.layout : undefined;
  const window = windowIn(request, budgetOf(request), near?.start);
  const { context } = budgetOf(request);
  const { charactersPerToken } = request;
  const room = { tokens: context, charactersPerToken };
  const found = gather({ ...request, window }, completionSources, room, log, near?.snippets);
  const wide = near ? window : windowIn(request, budgetOf(request, context - found.tokens));
  const chosen = found.chosen.filter((snippet) => !isWithin(request, wide, snippet));
  return contextOf(request, laidOut(request.cursor, wide, chosen, near), reason ?? "lines", found.omitted);
}

function budgetOf({ cursor, promptTokens, charactersPerToken }: CompletionRequest, spare = 0): Budget {
  const before = Math.ceil(cursor.before.length / charactersPerToken);
  const after = Math.ceil(cursor.after.length / charactersPerToken);
  return divide(promptTokens, before, after, spare);
}

function windowIn({ cursor, charactersPerToken }: CompletionRequest, budget: Budget, previousStart?: number): Window {
  const size: WindowSize = {
    prefixCharacters: Math.floor(budget.prefix * charactersPerToken),
    suffixCharacters: Math.floor(budget.suffix * charactersPerToken),
  };
  return windowAt(cursor.file.text, cursor.offset, size, previousStart);
}

/** Whether a window that grew into unused room shows a snippet by now. */
function isWithin(
  { cursor }: CompletionRequest,
  window: Window,
  { path, text }: { path: string; text: string },
): boolean {
  const shown = cursor.file.text.slice(window.start, window.end);
  return path === cursor.file.path && shown.includes(text);
}

function contextOf(
  { cursor, charactersPerToken }: CompletionRequest,
  layout: Layout,
  reason: Change | undefined,
  omitted: readonly Omitted[],
): CompletionContext {
  const { path, snippets } = layout;
  const [before, typed, after] = [layout.before, layout.typed, layout.after].map(withoutSecrets) as [
    string,
    string,
    string,
  ];
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
