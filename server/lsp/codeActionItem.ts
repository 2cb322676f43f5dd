import type { CodeAction, Command, Diagnostic } from "vscode-languageserver";
import type { Offered } from "../actions/actions.ts";
import type { SourceFile } from "../index/sourceFile.ts";
import type { ActRequest } from "./actRequest.ts";
import { toRange } from "./toLsp.ts";

/**
 * The place where an action is asked for, and the editor's diagnostics there, by the problem that each was understood
 * as.
 */
type AskedActions = {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
  readonly diagnostics: ReadonlyMap<object, Diagnostic>;
};

/** An offer, and the name of the model for hard tasks where that is to carry it out. */
export type MenuItem = Offered & { readonly big?: string | undefined };

/** An offer as a menu item, which runs a command. `disabled` says why it cannot be chosen. */
export function codeActionItem(item: MenuItem, asked: AskedActions, disabled: string | undefined): CodeAction {
  const { action, offer } = item;
  const diagnostic = offer.problem && asked.diagnostics.get(offer.problem);
  return {
    title: titleOf(item),
    kind: action.kind,
    ...(diagnostic ? { diagnostics: [diagnostic] } : {}),
    ...(offer.preferred ? { isPreferred: true } : {}),
    ...(disabled === undefined ? { command: commandOf(item, asked) } : { disabled: { reason: disabled } }),
  };
}

/** The same for an editor that knows no more than commands. */
export function commandOf(item: MenuItem, { file, start, end, diagnostics }: AskedActions): Command {
  const { action, offer, big } = item;
  const title = titleOf(item);
  const range = toRange(file, start, end);
  if (offer.work.does === "run") {
    const argument = { uri: file.uri, range, ...(offer.problem ? { problem: offer.problem.message } : {}) };
    return { title, command: offer.work.command, arguments: [argument] };
  }
  const own = offer.problem && diagnostics.get(offer.problem);
  const others = [...diagnostics.values()].filter((diagnostic) => diagnostic !== own);
  const request: ActRequest = {
    action: action.id,
    title: offer.title,
    ...(offer.key === undefined ? {} : { key: offer.key }),
    uri: file.uri,
    version: file.version,
    range,
    diagnostics: own ? [own, ...others] : others,
    ...(big === undefined ? {} : { big: true }),
  };
  return { title, command: "hearth.act", arguments: [request] };
}

function titleOf({ offer, big }: MenuItem): string {
  return `Hearth: ${offer.title}${big === undefined ? "" : ` (asks ${big})`}`;
}
