import type { CancellationToken, CompletionList, CompletionParams } from "vscode-languageserver";
import { cursorAt } from "../context/cursor.ts";
import type { ClientFacts } from "../lsp/capabilities.ts";
import { popupItem } from "../lsp/toLsp.ts";
import type { Session } from "../session.ts";
import { suggest } from "./suggest.ts";

const longestMs = 2000;

/**
 * One item in the popup. It never delays the editor's other completions: a model that is not done within
 * the budget gives an incomplete empty list, and the editor asks again with the next letter.
 */
export const completion =
  (client: ClientFacts) =>
  async (
    session: Session,
    { textDocument, position }: CompletionParams,
    token: CancellationToken,
  ): Promise<CompletionList | null> => {
    const { enabled, maxTokens, budgetMs } = session.config.completion;
    const cursor = cursorAt(session.snapshot, textDocument.uri, position);
    if (!enabled || !cursor) return null;
    const suggestion = suggest(session, cursor, { priority: "popup", maxTokens, maxMs: longestMs }, token);
    const inTime = await Promise.race([suggestion, after(budgetMs)]);
    const text = inTime?.text ?? null;
    return { isIncomplete: true, items: text === null ? [] : [popupItem(text, cursor, client)] };
  };

function after(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms).unref());
}
