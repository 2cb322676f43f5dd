import type { CancellationToken } from "vscode-languageserver";
import { EngineUnavailable } from "../../../models/engine.ts";
import { nextEditWork } from "../../actions/carryOn.ts";
import { asOneChange } from "../../edits/changes.ts";
import type { SourceFile } from "../../index/sourceFile.ts";
import type { TextChange } from "../../text/textChange.ts";
import { checkWith } from "../acting/checked.ts";
import { runAction } from "../acting/runAction.ts";
import { siteAt } from "../acting/siteAt.ts";
import type { Session } from "../session.ts";

/**
 * The edit that the chat model writes around a cursor, after what was changed before, as the action `carry-on` does it.
 * Undefined where nothing was changed, no model can be asked, it leaves the code as it is, or a checker finds fault with
 * what it writes. It is asked by hand only: it takes seconds.
 */
export async function carriedOnEdit(
  session: Session,
  file: SourceFile,
  offset: number,
  token: CancellationToken,
): Promise<TextChange | undefined> {
  const site = await siteAt(session, file, { start: offset, end: offset }, []);
  const work = nextEditWork(site);
  if (!work) return undefined;
  const check = session.verifier && checkWith(session, () => {}, token);
  try {
    const outcome = await runAction(session, site, { title: "", work }, () => {}, check, token);
    if (outcome.kind === "refused") session.log.info(`no next edit is written: ${outcome.reason}`);
    if (outcome.kind !== "edit" || outcome.shortfall) return undefined;
    return asOneChange(file.text, outcome.proposal.changes);
  } catch (error) {
    if (!(error instanceof EngineUnavailable)) throw error;
    session.log.info(`no next edit is written: ${error.message}`);
    return undefined;
  }
}
