import type { CancellationToken, CompletionList, CompletionParams } from "vscode-languageserver";
import { cursorAt } from "../context/cursor.ts";
import { popupItem } from "../lsp/toLsp.ts";
import type { Session } from "../session.ts";

/** The generation may go on for so long after the popup was answered: the next key takes what it has written. */
const longestMs = 2000;

/**
 * One item in the popup. It never delays the editor's other completions: at the end of the budget the answer is what
 * is complete by then, and the list is incomplete, so that the editor asks again with the next letter.
 */
export async function completion(
  session: Session,
  { textDocument, position }: CompletionParams,
  token: CancellationToken,
): Promise<CompletionList | null> {
  const { enabled, maxTokens, budgetMs } = session.config.completion;
  const cursor = cursorAt(session.snapshot, textDocument.uri, position);
  if (!enabled) return null;
  if (!cursor) return session.suggester.absent(session, textDocument.uri);
  const ask = { trigger: "automatic", priority: "popup", maxTokens, maxMs: longestMs, deadlineMs: budgetMs } as const;
  const { suggestion } = await session.suggester.suggest(session, cursor, ask, token);
  return { isIncomplete: true, items: suggestion ? [popupItem(suggestion, cursor, session.client)] : [] };
}
