import type { ExecuteCommandParams } from "vscode-languageserver";
import type { Session } from "../session.ts";
import { act } from "./act.ts";

/** What the editor may ask for by name, and what it then does. */
export const commands: Readonly<Record<string, (session: Session, argument: unknown) => unknown>> = {
  /** An editor runs this when a suggestion is accepted. */
  "hearth.accepted": ({ suggester }) => {
    suggester.counters.count("accepted");
    return null;
  },
  /** Why the last request was answered as it was: the reason for silence, or what the suggestion was made of. */
  "hearth.why": ({ suggester }) => suggester.last ?? null,
  /** Carries out a code action. Answered at once: editors are blocked until it is. */
  "hearth.act": (session, argument) => {
    void act(session, argument);
    return null;
  },
};

export function executeCommand(session: Session, { command, arguments: given }: ExecuteCommandParams): unknown {
  return Object.hasOwn(commands, command) ? commands[command]?.(session, given?.[0]) : null;
}
