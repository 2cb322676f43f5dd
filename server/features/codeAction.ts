import {
  type CodeAction,
  type CodeActionContext,
  type CodeActionParams,
  CodeActionTriggerKind,
  type Command,
} from "vscode-languageserver";
import type { Action } from "../actions/action.ts";
import { actions } from "../actions/actions.ts";
import { ownActions } from "../actions/own.ts";
import type { ClientFacts } from "../lsp/capabilities.ts";
import { codeActionItem, commandOf, type MenuItem } from "../lsp/codeActionItem.ts";
import { problemsOf } from "../lsp/fromLsp.ts";
import { chatProblem } from "./acting/askChat.ts";
import { type OfferedAt, offersIn } from "./acting/offers.ts";
import type { Feature, Session } from "./session.ts";

/** The menu of actions at the cursor or the selection. No model is asked before one is chosen. */
export const codeAction: Feature<CodeActionParams, (CodeAction | Command)[]> = async (session, params) => {
  const { client, config, snapshot } = session;
  const { textDocument, range, context } = params;
  const file = snapshot.open.get(textDocument.uri);
  if (!file || !config.actions.enabled) return null;
  const selected = { start: file.offsetAt(range.start), end: file.offsetAt(range.end) };
  const diagnostics = problemsOf(file, context?.diagnostics);
  const isAutomatic = asksByItself(client, context ?? {});
  const wanted = allActions(session).filter((action) => isWanted(action, context?.only, isAutomatic));
  const offers = await offersIn(session, file, selected, [...diagnostics.keys()], wanted, isAutomatic);
  const items = offers
    .filter(({ offer }) => !(isAutomatic && offer.byHandOnly))
    .flatMap((offered) => itemsOf(session, offered, isAutomatic));
  return items.flatMap((item) => {
    const disabled = obstacle(session, item);
    if (disabled !== undefined && !client.disabledActions) return [];
    const asked = { file, ...item.place, diagnostics };
    return client.codeActionLiterals ? codeActionItem(item, asked, disabled) : commandOf(item, asked);
  });
};

/**
 * The items of an offer in the menu. Who looks for one that needs a model can also give it to the model for hard tasks.
 */
function itemsOf({ big }: Session, offered: OfferedAt, isAutomatic: boolean): (MenuItem & OfferedAt)[] {
  return big && !isAutomatic && offered.offer.work.does === "ask"
    ? [offered, { ...offered, big: big.name }]
    : [offered];
}

export const noEdits = "This editor takes no edits from a server.";

/** Hearth's actions and the user's, without those that the user does not want. */
export function allActions({ config }: Pick<Session, "config">): readonly Action[] {
  const { own, disabled } = config.actions;
  return [...actions, ...ownActions(own)].filter(({ id }) => !disabled.includes(id));
}

/** True if the editor asks by itself. */
function asksByItself({ signsLackSource }: ClientFacts, { triggerKind, only }: Partial<CodeActionContext>): boolean {
  if (triggerKind !== undefined) return triggerKind === CodeActionTriggerKind.Automatic;
  return signsLackSource && Array.isArray(only) && !only.includes("source");
}

/** A kind asked for means all that begin with it: `refactor` means `refactor.extract` too. */
function isWanted({ kind, automatic }: Action, only: unknown, isAutomatic: boolean): boolean {
  if (isAutomatic && !automatic) return false;
  return (
    !Array.isArray(only) || only.some((prefix) => prefix === "" || kind === prefix || kind.startsWith(`${prefix}.`))
  );
}

/** Why what is offered cannot be done; undefined if it can, as far as is known now. */
function obstacle({ chat, big, client }: Pick<Session, "chat" | "big" | "client">, item: MenuItem): string | undefined {
  const { work } = item.offer;
  if (work.does === "nothing") return work.because;
  if (work.does !== "run" && !client.applyEdit) return noEdits;
  return work.does === "edit" || work.does === "editPlaces"
    ? undefined
    : chatProblem(item.big !== undefined && big ? big.engine : chat);
}
