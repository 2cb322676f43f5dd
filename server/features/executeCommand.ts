import type { ExecuteCommandParams } from "vscode-languageserver";
import type { Session } from "../session.ts";
import { explain } from "./explain.ts";

/** What the editor may ask for by name, and what it then does. */
export const commands: Readonly<Record<string, (session: Session, args: readonly unknown[]) => unknown>> = {
  /** An editor runs this when a suggestion is accepted. */
  "hearth.accepted": ({ suggester }) => {
    suggester.counters.count("accepted");
    return null;
  },
  /** Why the last request was answered as it was: the reason for silence, or what the suggestion was made of. */
  "hearth.why": ({ suggester }) => suggester.last ?? null,
  /** Shows what a model says of a place or of selected code; see `ExplainArgument`. */
  "hearth.explain": (session, args) => explain(session, args, false),
  /** The same without regard to what was said before. */
  "hearth.explainAgain": (session, args) => explain(session, args, true),
};

export function executeCommand(session: Session, { command, arguments: args }: ExecuteCommandParams): unknown {
  return Object.hasOwn(commands, command) ? commands[command]?.(session, Array.isArray(args) ? args : []) : null;
}
