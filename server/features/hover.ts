import { setImmediate } from "node:timers/promises";
import { type CancellationToken, type Hover, type HoverParams, MarkupKind } from "vscode-languageserver";
import { cursorAt } from "../context/cursor.ts";
import { codeOf } from "../context/prompts/explain.ts";
import type { Situation } from "../context/request.ts";
import { answerText } from "../explanations/answer.ts";
import { factsOf } from "../explanations/facts.ts";
import { type Explanation, markdown, plaintext, shown } from "../explanations/shown.ts";
import { type Subject, subjectAt } from "../explanations/subject.ts";
import { toRange } from "../lsp/toLsp.ts";
import { inSlices } from "../slices/slices.ts";
import { chatProblem } from "./acting/askChat.ts";
import { explainable } from "./explaining/explainable.ts";
import type { Session } from "./session.ts";

/** The facts about a name, and the model's explanation as far as it may be asked. Null where no name is. */
export async function hover(
  session: Session,
  { textDocument, position }: HoverParams,
  token: CancellationToken,
): Promise<Hover | null> {
  const cursor = cursorAt(session.snapshot, textDocument.uri, position);
  if (!session.config.hover.enabled || !cursor) return null;
  const situation = session.contexts.situation(cursor);
  const subject = await inSlices(subjectAt(situation));
  if (!subject) return null;
  await setImmediate();
  const [facts, explanation] = await Promise.all([
    factsOf(subject, situation),
    explanationOf(session, subject, situation, token),
  ]);
  const isMarkdown = session.client.hoverMarkdown;
  const value = shown(facts, explanation, isMarkdown ? markdown : plaintext);
  return {
    contents: { kind: isMarkdown ? MarkupKind.Markdown : MarkupKind.PlainText, value },
    range: toRange(cursor.file, subject.name.start, subject.name.end),
  };
}

/** Where it may not be waited for, or no model can say it, undefined: a hover does not complain. */
async function explanationOf(
  session: Session,
  subject: Subject,
  situation: Situation,
  token: CancellationToken,
): Promise<Explanation | undefined> {
  const { config, client, explanations, chat, chatChoice } = session;
  const { explain, waitMs, prefetch } = config.hover;
  if (explain === "never" || subject.kind !== "symbol" || chatProblem(chat)) return undefined;
  const wanted = explainable(situation, codeOf(subject.places[0]), chatChoice);
  const known = await explanations.known(wanted);
  if (known) return { ...known, isWhole: true };
  if (token.isCancellationRequested) return undefined;
  if (explain === "auto" && !client.hoverByHand) {
    if (prefetch) explanations.prefetch(session, wanted);
    return undefined;
  }
  const explaining = explanations.explain(session, wanted, await wanted.key(), { priority: "action" });
  const outcome = await explaining.wait(token, waitMs);
  if (outcome === undefined) return { text: answerText(explaining.raw), model: "", isWhole: false };
  return outcome !== "cancelled" && "text" in outcome ? { ...outcome, isWhole: true } : undefined;
}
