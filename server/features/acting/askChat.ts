import type { CancellationToken } from "vscode-languageserver";
import type { ChatMessage } from "../../../models/chat.ts";
import {
  type Engine,
  EngineUnavailable,
  type GenerateRequest,
  type Generation,
  type LoadedModel,
  type OnText,
} from "../../../models/engine.ts";
import { whenReady } from "../../../models/whenReady.ts";
import { type ChatContext, type ChatRoom, chatText } from "../../context/prompts/chat.ts";
import { inSlices, type Steps } from "../../slices/slices.ts";
import { fitting } from "../generation/fitting.ts";
import type { Session } from "../session.ts";

/** The question to a chat model: its role, the code it is shown, and its task. */
export type ChatQuestion = Pick<
  GenerateRequest,
  "subject" | "priority" | "maxTokens" | "maxMs" | "temperature" | "draw"
> & {
  readonly system: string;
  /** The number of shown characters that are the code itself; a processor reads little more than that. */
  readonly codeCharacters?: number;
  /** The answer may also take no more than this share of the model's context. */
  readonly answerShare?: number;
  /** The context and the instruction, in the room that there is. */
  readonly context: (room: ChatRoom) => Steps<ChatContext>;
  /** The later turns: an answer of the model and the fault in it. */
  readonly since?: readonly ChatMessage[];
  /** See ChatPrompt. */
  readonly grammar?: string | undefined;
};

export type ChatAnswer = {
  readonly generation: Generation;
  readonly context: ChatContext;
  readonly model: LoadedModel;
};

/** The most that a processor reads beside the code. More takes it longer than anybody waits for an edit. */
const besideTokensOnProcessor = 1500;

/** Code may have more tokens than the estimate says; none of it may be left out. */
const codeMargin = 1.3;

/** The part of the model's context for what its template puts around the messages. */
const templateTokens = 64;

/**
 * Asks the chat model, loading it if need be. Cancelling is no error: the answer is what there was by then.
 * Throws EngineUnavailable where no model can answer, PromptTooLong where even the least does not fit.
 */
export async function askChat(
  { chat, course }: Pick<Session, "chat" | "course">,
  { system, context: show, since = [], answerShare = 1, grammar, codeCharacters, ...limits }: ChatQuestion,
  onText: OnText,
  token: CancellationToken,
): Promise<ChatAnswer> {
  const wantedMs = performance.now();
  const isLoaded = chat.status.state === "ready";
  const model = await chatModel(chat, token);
  if (!isLoaded) course?.timeline.note("load", wantedMs);
  const maxTokens = Math.min(limits.maxTokens, Math.floor(model.contextTokens * answerShare));
  const said = system.length + since.reduce((length, { text }) => length + text.length, 0);
  return fitting(model.charactersPerToken, async (charactersPerToken) => {
    const saidTokens = Math.ceil(said / charactersPerToken);
    const room = model.contextTokens - maxTokens - templateTokens - saidTokens;
    const isLimited = codeCharacters !== undefined && !readsQuickly(model);
    const code = Math.ceil(((codeCharacters ?? 0) * codeMargin) / charactersPerToken);
    const promptTokens = isLimited ? Math.min(room, code + besideTokensOnProcessor) : room;
    const gatherMs = performance.now();
    const context = await inSlices(show({ promptTokens, charactersPerToken }));
    course?.timeline.note("gather", gatherMs);
    const messages: ChatMessage[] = [
      { role: "system", text: system },
      { role: "user", text: chatText(context) },
      ...since,
    ];
    const prompt = { messages, answerStart: "", stopTexts: [], ...(grammar !== undefined && { grammar }) };
    const askedMs = performance.now();
    const generation = await chat.generate({ ...limits, maxTokens, prompt }, onText, token);
    course?.timeline.noteGeneration(generation, askedMs);
    course?.asked.push({ system, context, since, generation, model });
    return { generation, context, model };
  });
}

function readsQuickly({ gpu, remote }: LoadedModel): boolean {
  return gpu !== false || remote !== undefined;
}

/** Why no conversation can be had with a model; undefined where one can, or where it is not loaded yet. */
export function chatProblem({ status }: Engine): string | undefined {
  if (status.state === "failed") return status.message;
  if (status.state !== "ready" || status.model.chat) return undefined;
  return `the model ${status.model.name} only completes code; to have code explained or changed, set hearth.chat.model to an instruction-tuned model`;
}

/**
 * The chat model, loaded. Throws EngineUnavailable if there is none, or if the token is cancelled before it is ready.
 */
async function chatModel(chat: Engine, token: CancellationToken): Promise<LoadedModel> {
  const outcome = await whenReady(chat, token);
  if (outcome.state !== "ready") throw new EngineUnavailable(outcome.message);
  const problem = chatProblem(chat);
  if (problem) throw new EngineUnavailable(problem);
  return outcome.model;
}
