import { makeLog } from "../base/log.ts";
import type { Engine } from "../models/engine.ts";
import { defaultConfig } from "../server/config/config.ts";
import { type Cursor, cursorIn } from "../server/context/cursor.ts";
import { ActionLock } from "../server/features/acting/actionLock.ts";
import { WithheldEdits } from "../server/features/acting/withheldEdits.ts";
import { Explanations } from "../server/features/explaining/explanations.ts";
import { PromptContexts } from "../server/features/generation/promptContexts.ts";
import { Suggester } from "../server/features/generation/suggester.ts";
import { NextEditAnswers } from "../server/features/nextEdits/nextEditAnswers.ts";
import { NextEditing } from "../server/features/nextEdits/nextEditing.ts";
import type { Session } from "../server/features/session.ts";
import { Workspace } from "../server/index/workspace.ts";
import { noClient } from "../server/lsp/capabilities.ts";
import { noEditor } from "../server/lsp/editor.ts";

/** A request's session, and its cursor at the `│` of a file, which is TypeScript where nothing else is said. */
export function sessionAt(
  marked: string,
  engine: Engine,
  suggester = new Suggester(),
  path = "a.ts",
  languageId = "typescript",
): { readonly session: Session; readonly cursor: Cursor } {
  const uri = `file:///${path}`;
  const workspace = new Workspace();
  workspace.open(uri, languageId, 1, marked.replace("│", ""));
  const snapshot = workspace.snapshot();
  const file = snapshot.open.get(uri);
  if (!file) throw new Error("not open");
  const log = makeLog(
    () => "error",
    (_level, message) => process.stderr.write(message),
  );
  const contexts = new PromptContexts(() => [], log.error);
  const explanations = new Explanations(undefined, log.error);
  const session = {
    snapshot,
    workspace,
    nextEditing: new NextEditing(contexts),
    nextEditAnswers: new NextEditAnswers(),
    actionLock: new ActionLock(),
    withheldEdits: new WithheldEdits(),
    engine,
    chat: engine,
    chatChoice: { unknown: "scripted" },
    suggester,
    contexts,
    explanations,
    client: noClient,
    editor: noEditor,
    config: defaultConfig,
    log,
  };
  return { session, cursor: cursorIn(snapshot, file, marked.indexOf("│")) };
}
