import { fieldsOf } from "../../base/json.ts";
import type { ChatMessage } from "../../models/chat.ts";
import type { UnderstoodRequest } from "../asked.ts";
import { chatAsked } from "../chatAsked.ts";
import { contentText, conversation } from "../conversation.ts";
import { countIn, type Fields, isFilled, isSeveral, isSome, refuseUnsupported, stopsIn } from "../fields.ts";
import { ApiRefusal } from "../refusal.ts";
import { openAiTools } from "../tools/askedTools.ts";
import { callText, responseText } from "../tools/toolTexts.ts";
import { chatFormat } from "./chatFormat.ts";
import { wantsUsage } from "./parts.ts";

const unsupported = {
  n: isSeveral,
  functions: isFilled,
  logprobs: isSome,
  audio: isSome,
  response_format: (value: unknown) => isSome(value) && fieldsOf(value).type !== "text",
};

/** `POST /v1/chat/completions`. Throws ApiRefusal. */
export function chatCompletions(body: Fields): UnderstoodRequest {
  refuseUnsupported(body, unsupported);
  const tools = openAiTools(body);
  const prompt = conversation(messagesIn(body), stopsIn(body, "stop"), tools);
  const named = body.max_completion_tokens === undefined ? "max_tokens" : "max_completion_tokens";
  const maxTokens = countIn(body, named, Number.MAX_SAFE_INTEGER);
  return chatAsked(body, prompt, tools, maxTokens, ({ name }) => chatFormat(name, wantsUsage(body)));
}

const roles: Readonly<Record<string, ChatMessage["role"]>> = {
  system: "system",
  developer: "system",
  user: "user",
  assistant: "assistant",
  tool: "user",
};

function messagesIn({ messages }: Fields): readonly ChatMessage[] {
  if (!Array.isArray(messages)) throw new ApiRefusal(400, "messages must be a list");
  return messages.map((message, index) => {
    const { role, content, tool_calls } = fieldsOf(message);
    const known = typeof role === "string" && Object.hasOwn(roles, role) ? roles[role] : undefined;
    if (!known) throw new ApiRefusal(400, `messages[${index}].role must be one of ${Object.keys(roles).join(", ")}`);
    const text = contentText(content, `messages[${index}].content`);
    if (role === "tool") return { role: known, text: responseText(text) };
    return { role: known, text: [text, ...callTexts(tool_calls, `messages[${index}]`)].filter(Boolean).join("\n") };
  });
}

function callTexts(calls: unknown, what: string): readonly string[] {
  if (!Array.isArray(calls)) return [];
  return calls.map((call) => {
    const { name, arguments: input } = fieldsOf(call?.function);
    try {
      return callText({ name: String(name), input: JSON.parse(String(input || "{}")) });
    } catch {
      throw new ApiRefusal(400, `${what}.tool_calls must hold arguments in JSON`);
    }
  });
}
