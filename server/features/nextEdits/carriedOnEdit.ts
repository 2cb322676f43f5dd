import { type CancellationToken, CancellationTokenSource } from "vscode-languageserver";
import { sentence } from "../../../base/sentence.ts";
import { EngineUnavailable } from "../../../models/engine.ts";
import { nextEditWork } from "../../actions/carryOn.ts";
import { asOneChange } from "../../edits/changes.ts";
import type { SourceFile } from "../../index/sourceFile.ts";
import type { TextChange } from "../../text/textChange.ts";
import { checkWith } from "../acting/checked.ts";
import { effectOf } from "../acting/effect.ts";
import { runAction } from "../acting/runAction.ts";
import { siteAt } from "../acting/siteAt.ts";
import type { Session } from "../session.ts";
import { speedometer } from "../speedometer.ts";
import type { NextSilence } from "./nextEditing.ts";

const title = "Next edit";

/**
 * The edit that the chat model writes around a cursor, after what was changed before, as the action `carry-on` does it; or
 * why there is none: no model can be asked, it leaves the code as it is, or a checker finds fault with what it writes.
 * Undefined where nothing was changed. It is asked by hand only: it takes seconds, which the editor shows, and its user may
 * cancel it.
 */
export async function carriedOnEdit(
  session: Session,
  file: SourceFile,
  offset: number,
  token: CancellationToken,
): Promise<TextChange | NextSilence | undefined> {
  const site = await siteAt(session, file, { start: offset, end: offset }, []);
  const work = nextEditWork(site);
  if (!work) return undefined;
  const started = session.actionLock.begin(file.uri, title);
  if ("busyWith" in started) return { silence: `“${started.busyWith}” is still at work on this file.` };
  const cancel = new CancellationTokenSource();
  const told = token.onCancellationRequested(() => cancel.cancel());
  const show = session.editor.progress(`Hearth: ${title}`, () => cancel.cancel());
  const say = (message: string) => show({ message });
  try {
    say("asks the model");
    const check = session.verifier && checkWith(session, say, cancel.token);
    const outcome = await runAction(session, site, { title, work }, speedometer(say), check, cancel.token);
    if (outcome.kind === "refused") return { silence: outcome.reason };
    if (outcome.kind !== "edit") return { silence: "It was cancelled." };
    if (outcome.shortfall) return { silence: `What the model writes ${effectOf(outcome, outcome.shortfall)}.` };
    return asOneChange(file.text, outcome.proposal.changes);
  } catch (error) {
    if (!(error instanceof EngineUnavailable)) throw error;
    session.log.info(`no next edit is written: ${error.message}`);
    return { silence: sentence(error.message) };
  } finally {
    show(undefined);
    told.dispose();
    cancel.dispose();
    started.end();
  }
}
