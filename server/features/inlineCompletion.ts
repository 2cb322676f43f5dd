import type { CancellationToken, InlineCompletionItem, InlineCompletionParams } from "vscode-languageserver";
import { type Cursor, cursorAt, cursorIn } from "../context/cursor.ts";
import { type SelectedText, selectedText } from "../lsp/fromLsp.ts";
import { inlineItem } from "../lsp/toLsp.ts";
import { insertionAt } from "../suggestions/suggestion.ts";
import { ghostTextAllowance } from "./generation/allowance.ts";
import { alternatives, distinct } from "./generation/alternatives.ts";
import { numberOf } from "./numberOf.ts";
import type { Session } from "./session.ts";

/**
 * Ghost text. The list is empty when there is none, so that an editor hides what it shows from before. Null only where
 * a newer request has taken this one's place. What is on screen may be the newer one's answer.
 */
export async function inlineCompletion(
  session: Session,
  { textDocument, position, context }: InlineCompletionParams,
  token: CancellationToken,
): Promise<InlineCompletionItem[] | null> {
  const { suggester, config, snapshot } = session;
  const here = cursorAt(snapshot, textDocument.uri, position);
  const nothing = session.client.failsAtEmptyList ? null : [];
  if (!config.inlineCompletion.enabled) return nothing;
  if (!here) return suggester.absent(session, textDocument.uri) ?? nothing;
  const trigger = suggester.triggers.inlineCompletion(context?.triggerKind, performance.now());
  if (suggester.unwanted(session, here.file, trigger === "manual")) return nothing;
  const selected = selectedText(context, here.file);
  const cursor = selected ? withSelected(here, selected) : here;
  const ask = { trigger, priority: "typing", ...ghostTextAllowance(config) } as const;
  const { suggestion } = await suggester.suggest(session, cursor, ask, token);
  const drawn = trigger === "manual" ? await alternatives(session, cursor, ask, token) : [];
  const others = drawn.filter((one) => !suggester.isWithdrawn(cursor, one));
  if (token.isCancellationRequested) return null;
  const first = suggestion && insertionAt(suggestion, cursor);
  const items = distinct([...(first ? [first] : []), ...others]);
  return items.length === 0 ? nothing : items.map((item) => inlineItem(item, here, numberOf(session, here), selected));
}

/** The cursor as it will be once the item that is selected in the popup is taken. Ghost text goes on from there. */
function withSelected({ snapshot, file }: Cursor, { start, end, text }: SelectedText): Cursor {
  const taken = file.text.slice(0, start) + text + file.text.slice(end);
  return cursorIn(snapshot, file.with(taken), start + text.length);
}
