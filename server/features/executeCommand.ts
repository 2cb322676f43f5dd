import { createHash } from "node:crypto";
import type { ExecuteCommandParams } from "vscode-languageserver";
import { version } from "../../base/version.ts";
import type { Session } from "./session.ts";

/** Commands that the editor may ask for by name, with their effect. */
export const editorCommands: Readonly<Record<string, (session: Session, args: readonly unknown[]) => unknown>> = {
  /** An editor runs this when a suggestion is accepted. The argument is the number of the item. */
  "hearth.accepted": ({ suggester, workspace }, [id]) => {
    suggester.counters.count("accepted");
    const textOf = (key: string) => [...workspace.snapshot().open.values()].findLast((file) => file.key === key)?.text;
    suggester.acceptances.accepted(id, textOf);
    return null;
  },
  /** An editor runs this when it has made a next edit. */
  "hearth.nextEditAccepted": ({ suggester }) => {
    suggester.counters.count("nextEditsAccepted");
    return null;
  },
  /** An editor runs this when its user has put a next edit away. */
  "hearth.nextEditDismissed": ({ nextEditing, nextEditAnswers }) => {
    nextEditAnswers.dismiss(nextEditing.revision);
    const shown = nextEditAnswers.last?.edit;
    if (shown) nextEditing.putAway(shown.uri, shown.start, shown.end);
    return null;
  },
  /**
   * Why the last request was answered as it was: the reason for silence, or what the suggestion was made of. With the
   * argument "nextEdit" it tells that of the last request for a next edit.
   */
  "hearth.why": ({ suggester, nextEditAnswers }, [of]) =>
    (of === "nextEdit" ? nextEditAnswers.last : suggester.last) ?? null,
  /** Where the time of the last requests for suggestions went, the oldest first; see `Trace`. */
  "hearth.traces": ({ suggester }) => suggester.traces.all,
  /** What an editor may show of Hearth beside the code, see `ServerStatus`. */
  "hearth.status": async (session) => (await import("./status.ts")).serverStatus(session, version),
  /**
   * Resolves when everything that was told of the workspace before may be found in prompts. True, or false where the
   * reading has not begun. For programs that compare answers; an editor has no use for waiting.
   */
  "hearth.settled": async ({ workspace, contexts }) => {
    const views = await workspace.settled();
    if (views) await contexts.takeIn(views);
    return views !== undefined;
  },
  /** Carries out a code action; see `ActRequest`. Answered at once: editors are blocked until it is. */
  "hearth.act": (session, [request]) => {
    setTimeout(async () => void (await import("./act.ts")).act(session, request), session.client.pauseAfterAnswerMs);
    return null;
  },
  /** Shows what a model says of a place or of selected code; see `ExplainRequest`. */
  "hearth.explain": async (session, args) => (await import("./explain.ts")).explain(session, args, false),
  /** The same without regard to what was said before. */
  "hearth.explainAgain": async (session, args) => (await import("./explain.ts")).explain(session, args, true),
  /**
   * The server's text of a document, to be compared with the editor's. The argument is its URI. The result is {version,
   * length, sha256}. The length is in UTF-16 units, the hash that of a file with this text. Null if it is not open.
   */
  "hearth.digest": ({ workspace }, [uri]) => {
    const file = typeof uri === "string" ? workspace.synced(uri) : undefined;
    if (!file) return null;
    const sha256 = createHash("sha256").update(file.text).digest("hex");
    return { version: file.version, length: file.text.length, sha256 };
  },
};

export function executeCommand(session: Session, { command, arguments: args }: ExecuteCommandParams): unknown {
  return Object.hasOwn(editorCommands, command)
    ? editorCommands[command]?.(session, Array.isArray(args) ? args : [])
    : null;
}
