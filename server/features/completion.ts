import type { CancellationToken, CompletionList, CompletionParams } from "vscode-languageserver";
import { cursorAt } from "../context/cursor.ts";
import { popupItem } from "../lsp/toLsp.ts";
import { insertionAt } from "../suggestions/suggestion.ts";
import { popupAllowance } from "./generation/allowance.ts";
import { numberOf } from "./numberOf.ts";
import type { Session } from "./session.ts";

/** The longest wait of a user who opens the list by hand. Editors do not ask again by themselves then. */
const byHandMs = 2000;

/**
 * One item in the popup. It never delays the editor's other completions, unless the user's own `debounceMs` says so. The
 * answer at the end of the budget is what is complete by then. The list is incomplete, so that the editor asks again with
 * the next letter.
 */
export async function completion(
  session: Session,
  { textDocument, position, context }: CompletionParams,
  token: CancellationToken,
): Promise<CompletionList | null> {
  const { suggester, config, client } = session;
  const cursor = cursorAt(session.snapshot, textDocument.uri, position);
  if (!config.completion.enabled) return null;
  if (!cursor) return suggester.absent(session, textDocument.uri);
  const { budgetMs } = config.completion;
  const isByHand = suggester.triggers.isListByHand(context?.triggerKind, performance.now());
  if (suggester.unwanted(session, cursor.file, isByHand)) return { isIncomplete: true, items: [] };
  const { debounceMs } = config.suggestions;
  // Who wants to be left alone for so long wants the popup that much later.
  const wantedMs = debounceMs === "auto" ? 0 : debounceMs;
  const deadlineMs = wantedMs + (isByHand ? Math.max(budgetMs, byHandMs) : budgetMs);
  const ask = { trigger: "automatic", priority: "popup", ...popupAllowance(config), deadlineMs } as const;
  const { suggestion } = await suggester.suggest(session, cursor, ask, token);
  const insertion = suggestion && insertionAt(suggestion, cursor);
  const item = insertion && popupItem(insertion, cursor, client, numberOf(session, cursor));
  return { isIncomplete: true, items: item ? [item] : [] };
}
