import type { CancellationToken, InlineCompletionItem, InlineCompletionParams } from "vscode-languageserver";
import { cursorAt } from "../context/cursor.ts";
import { inlineItem } from "../lsp/toLsp.ts";
import type { Session } from "../session.ts";
import { suggest } from "./suggest.ts";

const longestMs = 5000;

/** Ghost text. Null, not an empty list, while there is no model: an empty list hides what is on screen. */
export async function inlineCompletion(
  session: Session,
  { textDocument, position }: InlineCompletionParams,
  token: CancellationToken,
): Promise<InlineCompletionItem[] | null> {
  const { enabled, maxTokens } = session.config.inlineCompletion;
  const cursor = cursorAt(session.snapshot, textDocument.uri, position);
  if (!enabled || !cursor) return null;
  const { text } = await suggest(session, cursor, { priority: "typing", maxTokens, maxMs: longestMs }, token);
  return text === null ? null : [inlineItem(text, cursor)];
}
