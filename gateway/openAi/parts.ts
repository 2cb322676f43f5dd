import { randomUUID } from "node:crypto";
import { fieldsOf } from "../../base/json.ts";
import type { Generation } from "../../models/engine.ts";
import type { Fields } from "../fields.ts";

/** Every answer and every part of one begins with these. */
export function answerHead(prefix: string, object: string, model: string) {
  return { id: `${prefix}-${randomUUID()}`, object, created: Math.floor(Date.now() / 1000), model };
}

export function finishReason({ end }: Generation): "stop" | "length" {
  return end === "maxTokens" || end === "maxMs" ? "length" : "stop";
}

export function usageOf({ promptTokens, generatedTokens, reusedTokens }: Generation) {
  return {
    prompt_tokens: promptTokens,
    completion_tokens: generatedTokens,
    total_tokens: promptTokens + generatedTokens,
    prompt_tokens_details: { cached_tokens: reusedTokens },
  };
}

/** True if a stream is to end with the counts of tokens. */
export function wantsUsage({ stream_options }: Fields): boolean {
  return fieldsOf(stream_options).include_usage === true;
}
