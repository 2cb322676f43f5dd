import type { Generation } from "../../models/engine.ts";
import { type AnswerFormat, textIn } from "../asked.ts";
import type { AnswerPart, ToolCall } from "../tools/tool.ts";
import { answerHead, finishReason, usageOf } from "./parts.ts";

/** An answer of `/v1/chat/completions`. */
export function chatFormat(model: string, withUsage: boolean): AnswerFormat {
  const head = answerHead("chatcmpl", "chat.completion.chunk", model);
  const chunk = (delta: object, finish_reason: string | null = null) => ({
    data: { ...head, choices: [{ index: 0, delta, logprobs: null, finish_reason }] },
  });
  let calls = 0;
  return {
    whole: (parts, generation) => ({
      ...head,
      object: "chat.completion",
      choices: [{ index: 0, ...messageOf(parts, generation), logprobs: null }],
      usage: usageOf(generation),
    }),
    begin: () => [chunk({ role: "assistant", content: "" })],
    part: (part) => [
      chunk("text" in part ? { content: part.text } : { tool_calls: [{ index: calls++, ...written(part.call) }] }),
    ],
    end: (generation) => [
      chunk({}, reason(generation, calls > 0)),
      ...(withUsage ? [{ data: { ...head, choices: [], usage: usageOf(generation) } }] : []),
      { data: "[DONE]" as const },
    ],
  };
}

function messageOf(parts: readonly AnswerPart[], generation: Generation) {
  const calls = parts.flatMap((part) => ("call" in part ? [written(part.call)] : []));
  const message = { role: "assistant", content: textIn(parts), refusal: null };
  return {
    message: calls.length > 0 ? { ...message, tool_calls: calls } : message,
    finish_reason: reason(generation, calls.length > 0),
  };
}

function written({ id, name, input }: ToolCall) {
  return { id, type: "function", function: { name, arguments: JSON.stringify(input) } };
}

function reason(generation: Generation, hasCall: boolean): string {
  const ended = finishReason(generation);
  return hasCall && ended === "stop" ? "tool_calls" : ended;
}
