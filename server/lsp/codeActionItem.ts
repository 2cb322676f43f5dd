import type { CodeAction, Command, Diagnostic } from "vscode-languageserver";
import type { Offered } from "../actions/actions.ts";
import type { SourceFile } from "../index/sourceFile.ts";
import type { ActRequest } from "./actRequest.ts";
import { toRange } from "./toLsp.ts";

/** Where an action is asked for, and what the editor says is wrong there, by the problem that it was understood as. */
export type Asked = {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
  readonly diagnostics: ReadonlyMap<object, Diagnostic>;
};

/** An offer as a menu item, which runs a command. `disabled` says why it cannot be chosen. */
export function codeActionItem({ action, offer }: Offered, asked: Asked, disabled: string | undefined): CodeAction {
  const diagnostic = offer.problem && asked.diagnostics.get(offer.problem);
  return {
    title: `Hearth: ${offer.title}`,
    kind: action.kind,
    ...(diagnostic ? { diagnostics: [diagnostic] } : {}),
    ...(offer.preferred ? { isPreferred: true } : {}),
    ...(disabled === undefined ? { command: commandOf({ action, offer }, asked) } : { disabled: { reason: disabled } }),
  };
}

/** The same for an editor that knows no more than commands. */
export function commandOf({ action, offer }: Offered, { file, start, end, diagnostics }: Asked): Command {
  const title = `Hearth: ${offer.title}`;
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
    uri: file.uri,
    version: file.version,
    range,
    diagnostics: own ? [own, ...others] : others,
  };
  return { title, command: "hearth.act", arguments: [request] };
}
