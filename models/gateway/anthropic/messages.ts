import { randomUUID } from "node:crypto";
import type { ChatMessage } from "../../chat.ts";
import type { Generation, LoadedModel } from "../../engine.ts";
import type { AnswerFormat, Asked } from "../asked.ts";
import { conversation, requireChat, textOf } from "../conversation.ts";
import { countIn, type Fields, isFilled, refuseUnsupported, stopsIn, temperatureIn } from "../fields.ts";
import { Refusal } from "../refusal.ts";

/** `POST /v1/messages`. Throws Refusal. */
export function messages(body: Fields): Asked {
  const prompt = conversation(messagesIn(body), stopsIn(body, "stop_sequences"));
  const temperature = temperatureIn(body);
  if (body.max_tokens === undefined) throw new Refusal(400, "max_tokens is required");
  const maxTokens = countIn(body, "max_tokens", 1);
  return {
    role: "chat",
    isStreamed: body.stream === true,
    request: (model) => {
      requireChat(model);
      return { prompt, maxTokens, temperature, priority: "guest" };
    },
    format,
  };
}

/** What is said in a conversation. Throws Refusal. */
export function messagesIn(body: Fields): readonly ChatMessage[] {
  refuseUnsupported(body, { tools: isFilled, mcp_servers: isFilled });
  const { system, messages } = body;
  if (!Array.isArray(messages)) throw new Refusal(400, "messages must be a list");
  const said = messages.map((message, index): ChatMessage => {
    const { role, content } = (message ?? {}) as Record<string, unknown>;
    if (role !== "user" && role !== "assistant")
      throw new Refusal(400, `messages[${index}].role must be user or assistant`);
    return { role, text: textOf(content, `messages[${index}].content`) };
  });
  const instructions = textOf(system, "system");
  return instructions === "" ? said : [{ role: "system", text: instructions }, ...said];
}

function format({ name }: LoadedModel): AnswerFormat {
  const head = { id: `msg_${randomUUID().replaceAll("-", "")}`, type: "message", role: "assistant", model: name };
  const ended = (generation: Generation) => ({ stop_reason: stopReason(generation), stop_sequence: null });
  return {
    whole: (generation) => ({
      ...head,
      content: [{ type: "text", text: generation.text }],
      ...ended(generation),
      usage: usageOf(generation),
    }),
    begin: () => [
      event("message_start", {
        message: {
          ...head,
          content: [],
          stop_reason: null,
          stop_sequence: null,
          usage: { input_tokens: 0, output_tokens: 0 },
        },
      }),
      event("content_block_start", { index: 0, content_block: { type: "text", text: "" } }),
    ],
    piece: (text) => [event("content_block_delta", { index: 0, delta: { type: "text_delta", text } })],
    end: (generation) => [
      event("content_block_stop", { index: 0 }),
      // How long the prompt was is known only now; clients take the last figures.
      event("message_delta", { delta: ended(generation), usage: usageOf(generation) }),
      event("message_stop", {}),
    ],
  };
}

function event(type: string, fields: object) {
  return { event: type, data: { type, ...fields } };
}

function stopReason({ end }: Generation): "end_turn" | "max_tokens" {
  return end === "maxTokens" || end === "maxMs" ? "max_tokens" : "end_turn";
}

function usageOf({ promptTokens, reusedTokens, generatedTokens }: Generation) {
  return {
    input_tokens: promptTokens - reusedTokens,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: reusedTokens,
    output_tokens: generatedTokens,
  };
}
