import type { ChatMessage } from "../../chat.ts";
import type { LoadedModel } from "../../engine.ts";
import type { AnswerFormat, Asked } from "../asked.ts";
import { conversation, requireChat, textOf } from "../conversation.ts";
import {
  countIn,
  type Fields,
  isFilled,
  isSeveral,
  isSome,
  refuseUnsupported,
  stopsIn,
  temperatureIn,
} from "../fields.ts";
import { Refusal } from "../refusal.ts";
import { answerHead, finishReason, usageOf, wantsUsage } from "./parts.ts";

const unsupported = {
  n: isSeveral,
  tools: isFilled,
  functions: isFilled,
  logprobs: isSome,
  audio: isSome,
  response_format: (value: unknown) => isSome(value) && (value as { type?: unknown }).type !== "text",
};

/** `POST /v1/chat/completions`. Throws Refusal. */
export function chatCompletions(body: Fields): Asked {
  refuseUnsupported(body, unsupported);
  const prompt = conversation(messagesIn(body), stopsIn(body, "stop"));
  const named = body.max_completion_tokens === undefined ? "max_tokens" : "max_completion_tokens";
  const temperature = temperatureIn(body);
  const maxTokens = countIn(body, named, Number.MAX_SAFE_INTEGER);
  return {
    role: "chat",
    isStreamed: body.stream === true,
    request: (model) => {
      requireChat(model);
      return { prompt, maxTokens, temperature, priority: "guest" };
    },
    format: (model) => format(model, wantsUsage(body)),
  };
}

const roles: Readonly<Record<string, ChatMessage["role"]>> = {
  system: "system",
  developer: "system",
  user: "user",
  assistant: "assistant",
};

function messagesIn({ messages }: Fields): readonly ChatMessage[] {
  if (!Array.isArray(messages)) throw new Refusal(400, "messages must be a list");
  return messages.map((message, index) => {
    const { role, content } = (message ?? {}) as Record<string, unknown>;
    const known = typeof role === "string" && Object.hasOwn(roles, role) ? roles[role] : undefined;
    if (!known) throw new Refusal(400, `messages[${index}].role must be one of ${Object.keys(roles).join(", ")}`);
    return { role: known, text: textOf(content, `messages[${index}].content`) };
  });
}

function format({ name }: LoadedModel, withUsage: boolean): AnswerFormat {
  const head = answerHead("chatcmpl", "chat.completion.chunk", name);
  const chunk = (delta: object, finish_reason: string | null = null) => ({
    data: { ...head, choices: [{ index: 0, delta, logprobs: null, finish_reason }] },
  });
  return {
    whole: (generation) => ({
      ...head,
      object: "chat.completion",
      choices: [
        {
          index: 0,
          message: { role: "assistant", content: generation.text, refusal: null },
          logprobs: null,
          finish_reason: finishReason(generation),
        },
      ],
      usage: usageOf(generation),
    }),
    begin: () => [chunk({ role: "assistant", content: "" })],
    piece: (content) => [chunk({ content })],
    end: (generation) => [
      chunk({}, finishReason(generation)),
      ...(withUsage ? [{ data: { ...head, choices: [], usage: usageOf(generation) } }] : []),
      { data: "[DONE]" as const },
    ],
  };
}
