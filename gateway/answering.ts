import type { CancellationToken } from "vscode-languageserver";
import { type Engine, type GenerateRequest, type Generation, type OnText, PromptTooLong } from "../models/engine.ts";
import { ApiRefusal } from "./refusal.ts";

/** No local model writes for longer at something that is still waited for. */
const longestMs = 600_000;

/**
 * Generates with as many tokens as there is room for. Clients ask for the most that their usual model could write.
 * Throws ApiRefusal, EngineUnavailable.
 */
export async function answerFrom(
  engine: Engine,
  asked: Omit<GenerateRequest, "subject" | "maxMs">,
  contextTokens: number,
  subject: string,
  onText: OnText,
  token: CancellationToken,
): Promise<Generation> {
  const ask = (maxTokens: number) => engine.generate({ ...asked, maxTokens, subject, maxMs: longestMs }, onText, token);
  const maxTokens = Math.min(asked.maxTokens, contextTokens - 1);
  try {
    return await ask(maxTokens);
  } catch (error) {
    if (!(error instanceof PromptTooLong)) throw error;
    const roomTokens = error.limitTokens + maxTokens - error.promptTokens;
    if (roomTokens > 0) return ask(roomTokens);
    throw new ApiRefusal(400, `the prompt has ${error.promptTokens} tokens; the model's context has ${contextTokens}`);
  }
}
