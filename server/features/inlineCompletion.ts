import {
  type CancellationToken,
  type InlineCompletionItem,
  type InlineCompletionParams,
  InlineCompletionTriggerKind,
} from "vscode-languageserver";
import { cursorAt } from "../context/cursor.ts";
import { inlineItem } from "../lsp/toLsp.ts";
import type { Session } from "../session.ts";
import { alternatives, distinct } from "./alternatives.ts";

/** Who still waits after so long for ghost text has given up on it. */
const longestMs = 5000;

/** Ghost text. Null, not an empty list, when there is none: an empty list hides what is on screen. */
export async function inlineCompletion(
  session: Session,
  { textDocument, position, context }: InlineCompletionParams,
  token: CancellationToken,
): Promise<InlineCompletionItem[] | null> {
  const { enabled, maxTokens } = session.config.inlineCompletion;
  const cursor = cursorAt(session.snapshot, textDocument.uri, position);
  if (!enabled) return null;
  if (!cursor) return session.suggester.absent(session, textDocument.uri);
  const trigger = context?.triggerKind === InlineCompletionTriggerKind.Invoked ? "manual" : "automatic";
  const ask = { trigger, priority: "typing", maxTokens, maxMs: longestMs } as const;
  const { suggestion } = await session.suggester.suggest(session, cursor, ask, token);
  const others = trigger === "manual" ? await alternatives(session, cursor, ask, token) : [];
  const items = distinct([...(suggestion ? [suggestion] : []), ...others]);
  return items.length > 0 ? items.map((item) => inlineItem(item, cursor)) : null;
}
