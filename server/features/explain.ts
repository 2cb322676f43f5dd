import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { CancellationToken, ErrorCodes, ResponseError } from "vscode-languageserver";
import { errorText } from "../../base/errorText.ts";
import { runtimeFolder } from "../../models/local/socket.ts";
import { type Cursor, cursorAt } from "../context/cursor.ts";
import type { Situation } from "../context/request.ts";
import type { ModelAnswer } from "../explanations/cache.ts";
import { writeDocument } from "../explanations/document.ts";
import { explanationLines, markdown, plaintext } from "../explanations/shown.ts";
import { whyAbsent } from "../index/workspace.ts";
import { type ExplainRequest, explainRequest } from "../lsp/explainRequest.ts";
import { inSlices } from "../slices/slices.ts";
import { chatProblem } from "./acting/askChat.ts";
import { siteAt } from "./acting/siteAt.ts";
import { type Explainable, explainable } from "./explaining/explainable.ts";
import { explainedCode, problematicCode } from "./explaining/explainedCode.ts";
import type { Session } from "./session.ts";

/** Begins to explain and answers at once: editors stand still while a command runs. What is said is shown later. */
export function explain(session: Session, [argument]: readonly unknown[], again: boolean): null | ResponseError<void> {
  const place = explainRequest(argument);
  if (!place) {
    const sentence = "the command needs [{uri, range}] or [{uri, position}] of an open document";
    return new ResponseError(ErrorCodes.InvalidParams, sentence);
  }
  const tell = (sentence: string) => session.editor.showMessage(`Hearth: ${sentence}.`);
  explainTo(session, place, again, tell).catch((error) => {
    session.log.error(`explaining failed: ${errorText(error)}`);
    tell("the explanation failed; the log says more");
  });
  return null;
}

async function explainTo(session: Session, place: ExplainRequest, again: boolean, tell: (sentence: string) => void) {
  const { explanations, chat } = session;
  const wanted = await wantedAt(session, place);
  if (typeof wanted === "string") return tell(wanted);
  const problem = chatProblem(chat);
  if (problem) return tell(problem);
  const known = again ? undefined : await explanations.known(wanted);
  if (known) return show(session, wanted, known);
  const explaining = explanations.explain(session, wanted, await wanted.key(), { priority: "action", again });
  const outcome = await explaining.wait(CancellationToken.None);
  if (outcome === undefined || outcome === "cancelled") return;
  if ("problem" in outcome) return tell(`${wanted.title} is not explained: ${outcome.problem}`);
  await show(session, wanted, outcome);
}

/** The code to explain, or a sentence that says why there is none. */
async function wantedAt(session: Session, { uri, range, problem }: ExplainRequest) {
  const { snapshot, chatChoice } = session;
  const cursor = cursorAt(snapshot, uri, range.start);
  if (!cursor) return whyAbsent(snapshot, uri);
  const end = cursor.file.offsetAt(range.end);
  const situation = await situationAt(session, cursor, end);
  const code = problem === undefined ? await inSlices(explainedCode(situation, end)) : problematicCode(situation, end);
  if (!code) return "there is nothing to explain here: no name, and no definition around it";
  return explainable(situation, code, chatChoice, problem);
}

/**
 * The situation at a place. The menu offers what it has parsed itself where the index lags behind the text. The same is
 * found here.
 */
async function situationAt(session: Session, cursor: Cursor, end: number): Promise<Situation> {
  const { file, offset: start } = cursor;
  const situation = session.contexts.situation(cursor);
  if (situation.workspace.file(file.path)?.text === file.text) return situation;
  return { ...situation, workspace: (await siteAt(session, file, { start, end }, [])).workspace };
}

/** In a document of its own where the editor opens one, else as a message. */
async function show({ editor, client }: Session, { title, key }: Explainable, answer: ModelAnswer): Promise<void> {
  const explanation = { ...answer, isWhole: true };
  const text = [`# ${title}`, ...explanationLines(explanation, markdown)].join("\n\n");
  if (client.showDocument) {
    const path = await writeDocument(join(runtimeFolder(), "explanations"), title, await key(), `${text}\n`);
    if (await editor.showDocument(pathToFileURL(path).href)) return;
  }
  editor.showMessage(explanationLines(explanation, plaintext).join("\n\n"));
}
