import { CancellationTokenSource } from "vscode-languageserver";
import { errorText } from "../../base/errorText.ts";
import { sentence } from "../../base/sentence.ts";
import { EngineUnavailable } from "../../models/engine.ts";
import type { Offer, WithheldEdit } from "../actions/action.ts";
import type { Site } from "../actions/site.ts";
import { pathIn } from "../index/paths.ts";
import type { SourceFile } from "../index/sourceFile.ts";
import { whyAbsent } from "../index/workspace.ts";
import { type ActRequest, actRequest } from "../lsp/actRequest.ts";
import { problemsOf } from "../lsp/fromLsp.ts";
import type { Shortfall } from "../verify/shortfall.ts";
import { apply, applyPlaces } from "./acting/apply.ts";
import { changedLines } from "./acting/changedLines.ts";
import { checkWith } from "./acting/checked.ts";
import { effectOf } from "./acting/effect.ts";
import { offersIn } from "./acting/offers.ts";
import { runAction, type WorkedOut } from "./acting/runAction.ts";
import { allActions, noEdits } from "./codeAction.ts";
import { askedPlace, Course, type CourseEnd } from "./generation/course.ts";
import type { Session } from "./session.ts";
import { speedometer } from "./speedometer.ts";

/**
 * Carries out an action that was chosen; resolves when everything is done and told. Nobody waits for that: editors are
 * blocked while a command is not answered. Never rejects.
 */
export async function act(session: Session, argument: unknown): Promise<void> {
  try {
    const sentences = await actOn(session, actRequest(argument));
    for (const sentence of sentences) session.editor.showMessage(`Hearth: ${sentence}`);
  } catch (error) {
    session.editor.showMessage(`Hearth: ${failure(session, error)}`);
  }
}

/** The message that tells the user of a failure. A missing model is no fault of the program. */
function failure({ log }: Session, error: unknown): string {
  if (error instanceof EngineUnavailable) {
    log.info(`an action was not carried out: ${error.message}`);
    return `${error.message}.`;
  }
  log.error(`an action failed: ${errorText(error)}`);
  return "The action failed; the log says why.";
}

/** Resolves to what the user has to be told. */
async function actOn(session: Session, request: ActRequest): Promise<readonly string[]> {
  const file = session.snapshot.open.get(request.uri);
  if (!file) return [sentence(whyAbsent(session.snapshot, request.uri))];
  if (file.version !== request.version) return ["The text has changed since this was offered; ask for it again."];
  if (!session.client.applyEdit) return [noEdits];
  const started = session.actionLock.begin(file.uri, request.title);
  if ("busyWith" in started) return [`“${started.busyWith}” is still at work on this file; wait for it or cancel it.`];
  try {
    const chosen = await offerFor(session, request, file);
    if (!chosen) return ["This cannot be done here any more."];
    const { big } = session;
    if (request.big && !big)
      return ["There is no model for hard tasks any more; the setting hearth.actions.big names one."];
    const asked = request.big && big ? { ...session, chat: big.engine } : session;
    return await carriedOut(asked, chosen.site, chosen.offer);
  } finally {
    started.end();
  }
}

/** The same, and notes how it went. */
async function carriedOut(session: Session, site: Site, offer: Offer): Promise<readonly string[]> {
  const course = new Course("action", askedPlace(site.file, site.start));
  let end: Omit<CourseEnd, "title"> = { outcome: "failed" };
  try {
    const { told, ...ended } = await carryOut({ ...session, course }, site, offer);
    end = { ...ended, message: told.length > 0 ? told.join(" ") : undefined };
    return told;
  } finally {
    session.suggester.traces.ended(course, { title: offer.title, ...end });
  }
}

/** What became of an action, and the sentences that its user is told. */
type CarriedOut = Pick<CourseEnd, "outcome" | "text"> & { readonly told: readonly string[] };

async function carryOut(session: Session & { readonly course: Course }, site: Site, offer: Offer): Promise<CarriedOut> {
  const cancel = new CancellationTokenSource();
  const asks = offer.work.does === "ask";
  const checks = session.verifier !== undefined && !offer.unchecked;
  const show = asks || checks ? session.editor.progress(`Hearth: ${offer.title}`, () => cancel.cancel()) : silent;
  const speed = speedometer((message) => show({ message }));
  if (asks) show({ message: "asks the model" });
  const check = checks ? checkWith(session, (message) => show({ message }), cancel.token) : undefined;
  try {
    const outcome = await runAction(session, site, offer, speed, check, cancel.token);
    if (outcome.kind === "cancelled") return { outcome: "cancelled", told: [] };
    if (outcome.kind === "refused") return { outcome: "refused", told: [`Nothing was changed. ${outcome.reason}`] };
    const text = editText(outcome);
    if (outcome.shortfall) {
      return { outcome: "withheld", text, told: withheld(session, site, outcome, outcome.shortfall) };
    }
    const editMs = performance.now();
    const problem =
      outcome.kind === "places"
        ? await applyPlaces(session, outcome.places, offer.title, outcome.needsConfirmation)
        : await apply(session, outcome.target, outcome.proposal.changes, offer.title);
    session.course.timeline.note("edit", editMs);
    if (problem !== undefined) return { outcome: "refused", text, told: [`Nothing was changed. ${problem}`] };
    return { outcome: "changed", text, told: outcome.kind === "edit" ? outcome.proposal.warnings : [] };
  } finally {
    show(undefined);
    cancel.dispose();
  }
}

/** The lines that an edit changes, or its places in other files. */
function editText(outcome: WorkedOut): string {
  if (outcome.kind === "edit") return changedLines(outcome.target.text, outcome.proposal.changes);
  const named = outcome.places.map(({ uri, range, newText }) => `${pathIn(uri)}:${range.start.line + 1}: ${newText}`);
  return named.join("\n");
}

/** Who asked decides: what a checker finds fault with is not made, and stays in the menu while the text does. */
function withheld(session: Session, site: Site, outcome: WorkedOut, shortfall: Shortfall): readonly string[] {
  const open = session.workspace.snapshot().open.get(site.file.uri);
  const says = effectOf(outcome, shortfall);
  const sentence = `Nothing was changed: the edit ${says}.`;
  if (open?.text !== site.file.text) return [sentence];
  const isHere = outcome.kind === "edit" && outcome.target.uri === site.file.uri;
  const range = isHere ? { start: outcome.target.start, end: outcome.target.end } : site;
  const work: WithheldEdit["work"] =
    outcome.kind === "edit"
      ? { does: "edit", target: outcome.target, edit: () => outcome.proposal }
      : { does: "editPlaces", places: outcome.places, needsConfirmation: outcome.needsConfirmation };
  session.withheldEdits.keep(site.file, { says, range, work });
  return [`${sentence} The code actions there have it all the same.`];
}

/** Shows no progress: work without a model is done before a progress could be seen. */
function silent(): void {}

/**
 * The offer found again where it was offered. It has the title that was chosen, or else stands at the same place under
 * another.
 */
async function offerFor(
  session: Session,
  { action, title, key, range, diagnostics }: ActRequest,
  file: SourceFile,
): Promise<{ readonly site: Site; readonly offer: Offer } | undefined> {
  const selected = { start: file.offsetAt(range.start), end: file.offsetAt(range.end) };
  const problems = [...problemsOf(file, diagnostics).keys()];
  const named = allActions(session).filter(({ id }) => id === action);
  const offers = await offersIn(session, file, selected, problems, named);
  return (
    offers.find(({ offer }) => offer.title === title && (key === undefined || offer.key === key)) ??
    offers.find(
      ({ offer, place: { start, end } }) => offer.key === key && start === selected.start && end === selected.end,
    )
  );
}
