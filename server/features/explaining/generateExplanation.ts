import type { CancellationTokenSource } from "vscode-languageserver";
import { errorText } from "../../../base/errorText.ts";
import { EngineUnavailable, type Priority, PromptTooLong } from "../../../models/engine.ts";
import { answerText, isTooLong, wholeSentences } from "../../explanations/answer.ts";
import { askChat, type ChatAnswer, type ChatQuestion } from "../acting/askChat.ts";
import { Course, type CourseEnd } from "../generation/course.ts";
import type { Session } from "../session.ts";
import { speedometer } from "../speedometer.ts";
import type { Explainable } from "./explainable.ts";
import type { ExplanationOutcome } from "./explanationInFlight.ts";

/** How an explanation is asked for. */
export type ExplainOptions = {
  /** Work in the background is not shown either. */
  readonly priority: Extract<Priority, "action" | "background">;
  /** An earlier explanation is not looked at, and the new one takes its place. */
  readonly again?: boolean;
};

/** Without a suggester, on the command line, nobody looks how it went. */
export type AnswerNeeds = Pick<Session, "chat" | "editor" | "log"> & Partial<Pick<Session, "suggester">>;

/** Enough for a model that thinks aloud first; the answer proper is ended by its length in characters. */
const maxTokens = 600;
/** The explained code takes most of a small context. */
const answerShare = 0.25;
/** About as many as explanations have: what the progress is measured by. */
const expectedTokens = 180;
/** Nobody remembers afterwards what they had asked. */
const maxMs = 120_000;

const noCode = "That is the code again. Say in two or three plain sentences what it is for. Write no code.";

/** Asked again a model shall not say the same again. */
const temperatureAgain = 0.5;

/** Has the model explain something, and notes how it went where somebody waits for it. */
export async function generateExplanation(
  needs: AnswerNeeds,
  wanted: Explainable,
  options: ExplainOptions,
  heard: (piece: string) => void,
  source: CancellationTokenSource,
): Promise<ExplanationOutcome> {
  const course = new Course("explanation", wanted.place);
  const outcome = await explained({ ...needs, course }, wanted, options, heard, source);
  if (options.priority === "action") needs.suggester?.traces.ended(course, { title: wanted.title, ...ending(outcome) });
  return outcome;
}

function ending(outcome: ExplanationOutcome): Omit<CourseEnd, "title"> {
  if (outcome === "cancelled") return { outcome };
  return "text" in outcome ? { outcome: "shown", text: outcome.text } : { outcome: "failed", message: outcome.problem };
}

/**
 * Has the model explain something, with its progress shown. This is the boundary of a work for which perhaps nobody
 * waits any more. An error is logged, and becomes a sentence for the waiting caller.
 */
async function explained(
  { chat, editor, log, course }: AnswerNeeds & { readonly course: Course },
  wanted: Explainable,
  options: ExplainOptions,
  heard: (piece: string) => void,
  source: CancellationTokenSource,
): Promise<ExplanationOutcome> {
  const { title } = wanted;
  const isShown = options.priority === "action";
  const show = isShown ? editor.progress(`Hearth: explaining ${title}`, () => source.cancel()) : () => {};
  let tokens = 0;
  const counted = speedometer((message) => show({ share: Math.min(0.99, tokens / expectedTokens), message }));
  let raw = "";
  const onText = (piece: string) => {
    raw += piece;
    tokens++;
    heard(piece);
    counted();
    // A model that does not come to an end has said what it has to say.
    if (isTooLong(raw)) source.cancel();
  };
  try {
    show({ share: 0 });
    const question = await questionFor(wanted, options);
    const asked = await askChat({ chat, course }, question, onText, source.token);
    if (asked.generation.end !== "stop" || answerText(asked.generation.text) !== "") return outcomeOf(asked);
    // Small models write the code again; told once more, most of them explain it.
    raw = "";
    const since = [
      { role: "assistant", text: asked.generation.text },
      { role: "user", text: noCode },
    ] as const;
    return outcomeOf(await askChat({ chat, course }, { ...question, since }, onText, source.token));
  } catch (error) {
    if (source.token.isCancellationRequested) return "cancelled";
    if (error instanceof EngineUnavailable) return { problem: error.message };
    if (error instanceof PromptTooLong) return { problem: `the model's context is too small: ${error.message}` };
    log.error(`explaining ${title} failed: ${errorText(error)}`);
    return { problem: "it failed; the log says more" };
  } finally {
    show(undefined);
  }
}

async function questionFor(
  { key, system, context }: Explainable,
  { priority, again = false }: ExplainOptions,
): Promise<ChatQuestion> {
  return {
    // Of two editors neither ends what the other has asked for.
    subject: `explain ${process.pid} ${await key()}`,
    priority,
    maxTokens,
    answerShare,
    maxMs,
    system,
    context,
    ...(again ? { temperature: temperatureAgain } : {}),
  };
}

function outcomeOf({ generation: { text, end }, model }: ChatAnswer): ExplanationOutcome {
  const said = answerText(text);
  if (end === "stop" && said !== "") return { text: said, model: model.name };
  if (end === "maxTokens" || isTooLong(text)) return ended(said, model.name);
  if (end === "stop") return { problem: "the model gave no explanation in words" };
  return end === "maxMs" ? { problem: "the model is too slow" } : "cancelled";
}

function ended(said: string, model: string): ExplanationOutcome {
  return said === "" ? { problem: "the model thought for too long" } : { text: wholeSentences(said), model };
}
