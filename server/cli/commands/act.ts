import { CancellationToken } from "vscode-languageserver";
import type { Action, Offer } from "../../actions/action.ts";
import { type Offered, offersAt } from "../../actions/actions.ts";
import type { Site } from "../../actions/site.ts";
import { answeringChoice } from "../../engines/choice.ts";
import { withoutControls } from "../../explanations/harmless.ts";
import { chatProblem } from "../../features/acting/askChat.ts";
import { checkWith } from "../../features/acting/checked.ts";
import { checkerSettings } from "../../features/acting/checkers.ts";
import { effectOf } from "../../features/acting/effect.ts";
import { type ActionOutcome, type EditCheck, runAction, withoutModel } from "../../features/acting/runAction.ts";
import { siteAt } from "../../features/acting/siteAt.ts";
import { allActions } from "../../features/codeAction.ts";
import { PromptContexts } from "../../features/generation/promptContexts.ts";
import type { Session } from "../../features/session.ts";
import { speedometer } from "../../features/speedometer.ts";
import { filePath } from "../../index/paths.ts";
import { noClient } from "../../lsp/capabilities.ts";
import { CheckerVerifier } from "../../verify/checker/checkerVerifier.ts";
import { CommandError, command, type Io, print } from "../command.ts";
import { answeringConfig, loadedEngine } from "../engine.ts";
import { workspaceFolderOf } from "../place.ts";
import { type Selection, selectionOf } from "../selection.ts";
import { unifiedDiff } from "../unifiedDiff.ts";
import { follow, withIndex } from "../workspaceOf.ts";
import { writeChanged } from "../writeChanged.ts";

export const actCommand = command({
  usage: "act ACTION FILE:LINE[:COL][-LINE:COL] [--diagnostic TEXT] [--write] [--model MODEL] | act --list FILE:LINE",
  summary: "Fixes, documents, tests or refactors code at a place, and prints what would change.",
  details: `
Lines and columns count from 1; without COL the beginning of the line's text is meant. The change is a unified diff,
as git apply takes it; paths are relative to the repository.

  --list              what can be done there, and what cannot be and why
  --diagnostic TEXT   what a compiler or linter says about the place: for fix, fix-all, add-import
  --write             change the file, or make it, instead of printing the difference
  --model MODEL       an id that hearth models lists, or a GGUF file, instead of the configured model

Exit code 1 where nothing comes of it; one sentence on stderr says why.`,
  options: {
    list: { type: "boolean", default: false },
    diagnostic: { type: "string" },
    write: { type: "boolean", default: false },
    model: { type: "string" },
  },
  most: 2,
  run: async ({ list, diagnostic, write, model }, positionals, io) => {
    const [id, place] = list ? [undefined, positionals[0]] : positionals;
    const selection = selectionOf(place);
    const config = answeringConfig(model);
    await withIndex(workspaceFolderOf(selection.cursor), io, { cold: false }, async ({ workspace }) => {
      const log = (message: string) => void io.stderr.write(`hearth: ${message}\n`);
      const contexts = new PromptContexts(() => config.pinned, log);
      await follow(workspace, selection.cursor.file);
      await contexts.takeIn(workspace.views);
      const snapshot = { ...selection.cursor.snapshot, index: workspace.index };
      const here = { snapshot, contexts, config };
      const site = await siteOf(here, selection, diagnostic);
      if (list) print(io, listOf(site, offersAt(site, allActions(here), log)));
      else await report(await outcomeOf(here, site, offerOf(site, id, allActions(here), log), io), write, io);
    });
  },
});

type Here = Pick<Session, "snapshot" | "contexts" | "config">;

function siteOf(here: Here, { cursor, start, end, said }: Selection, diagnostic: string | undefined): Promise<Site> {
  const client = { ...noClient, applyEdit: true, documentChanges: true, createsFiles: true };
  const problems = diagnostic === undefined ? [] : [{ message: diagnostic, ...said }];
  return siteAt({ ...here, workspace: unparsed(here), client }, cursor.file, { start, end }, problems);
}

/** The offer of the action of this name there. */
function offerOf(
  site: Site,
  id: string | undefined,
  actions: readonly Action[],
  log: (message: string) => void,
): Offer {
  const named = actions.filter((action) => action.id === id);
  if (named.length === 0) {
    const ids = [...new Set(actions.map((action) => action.id))].join(", ");
    throw new CommandError(
      `${id === undefined ? "an action is missing" : `there is no action ${id}`}; there are ${ids}`,
      2,
    );
  }
  const [first] = offersAt(site, named, log);
  if (!first) throw new CommandError(`there is nothing to ${id} here; hearth act --list FILE:LINE says what there is`);
  return first.offer;
}

function listOf({ file, language, root }: Site, offered: readonly Offered[]): string {
  const why = language && !root ? `${file.path} is too large or too slow to parse` : undefined;
  if (offered.length === 0) return why ? `Nothing can be done here: ${why}.` : "Nothing can be done here.";
  const width = Math.max(...offered.map(({ action }) => action.id.length));
  const lines = offered.map(({ action, offer: { title, work } }) => {
    const whyNot = work.does === "nothing" ? ` (not here: ${work.because})` : "";
    return `${action.id.padEnd(width)}  ${withoutControls(title)}${whyNot}`;
  });
  return [...lines, ...(why ? [`${why}: what asks for its syntax is not offered.`] : [])].join("\n");
}

/** No editor keeps trees of open files here. */
function unparsed({ snapshot }: Here) {
  return { snapshot: () => snapshot, tree: () => undefined, synced: () => undefined, settled: async () => undefined };
}

/** The model is loaded only where it is needed. */
async function outcomeOf(here: Here, site: Site, offer: Offer, io: Io): Promise<ActionOutcome> {
  const { work } = offer;
  if (work.does === "run") throw new CommandError("hearth explain FILE:LINE explains what stands there");
  if (work.does !== "ask") {
    const outcome = withoutModel(site, work);
    return outcome.kind === "edit"
      ? { ...outcome, shortfall: await checkIn(here, io, () => {})?.shortfall(outcome, []) }
      : outcome;
  }
  const { engine } = await loadedEngine(answeringChoice(here.config));
  const say = (message: string) => io.stderr.isTTY && io.stderr.write(`\r\u001b[K${message}`);
  try {
    const problem = chatProblem(engine);
    if (problem !== undefined) throw new CommandError(problem);
    const session = { ...here, workspace: unparsed(here), chat: engine };
    return await runAction(session, site, offer, speedometer(say), checkIn(here, io, say), CancellationToken.None);
  } finally {
    if (io.stderr.isTTY) io.stderr.write("\r\u001b[K");
    engine.dispose();
  }
}

/** The user's checker, where one is set up for the language. */
function checkIn(here: Here, io: Io, say: (message: string) => void): EditCheck | undefined {
  const { enabled, checkers } = here.config.verify;
  if (!enabled || Object.keys(checkers).length === 0) return undefined;
  const told = (message: string) => void io.stderr.write(`hearth: ${message}\n`);
  const log = { error: told, info: told, debug: () => {} };
  const verifier = new CheckerVerifier(() => checkerSettings(here.config), told);
  return checkWith({ ...here, verifier, workspace: unparsed(here), log }, say, CancellationToken.None);
}

async function report(outcome: ActionOutcome, write: boolean, io: Io): Promise<void> {
  if (outcome.kind === "cancelled") throw new CommandError("it was cancelled");
  if (outcome.kind === "refused") throw new CommandError(`nothing is changed. ${outcome.reason}`);
  // Next edits follow from what was typed in an editor.
  if (outcome.kind === "places") throw new CommandError("this can be done in an editor only");
  const { target, proposal, shortfall } = outcome;
  if (shortfall) {
    const sentence = `the edit ${effectOf(outcome, shortfall)}`;
    if (write) throw new CommandError(`nothing is changed: ${sentence}`);
    io.stderr.write(`hearth: ${sentence}\n`);
  }
  for (const warning of proposal.warnings) io.stderr.write(`hearth: ${warning}\n`);
  const path = filePath(target.uri);
  if (write && path !== undefined) {
    await writeChanged(path, target.text, proposal.newText);
    return print(io, `${target.path} is changed.`);
  }
  const diff = unifiedDiff(target.path, target.text, proposal.newText);
  print(io, io.stdout.isTTY ? withoutControls(diff) : diff);
}
