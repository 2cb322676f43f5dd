import { fieldsOf } from "../../base/json.ts";
import type { ChatMessage } from "../../models/chat.ts";
import type { UnderstoodRequest } from "../asked.ts";
import { chatAsked } from "../chatAsked.ts";
import { contentText, contentTexts, conversation } from "../conversation.ts";
import { countIn, type Fields, isFilled, refuseUnsupported, stopsIn } from "../fields.ts";
import { ApiRefusal } from "../refusal.ts";
import { type AskedTools, anthropicTools } from "../tools/askedTools.ts";
import { callText, responseText } from "../tools/toolTexts.ts";
import { messageFormat } from "./messageFormat.ts";

/** `POST /v1/messages`. Throws ApiRefusal. */
export function messages(body: Fields): UnderstoodRequest {
  const { said, tools } = saidIn(body);
  const prompt = conversation(said, stopsIn(body, "stop_sequences"), tools);
  if (body.max_tokens === undefined) throw new ApiRefusal(400, "max_tokens is required");
  return chatAsked(body, prompt, tools, countIn(body, "max_tokens", 1), ({ name }) => messageFormat(name));
}

/** The conversation of a request, and its tools. Throws ApiRefusal. */
export function saidIn(body: Fields): { readonly said: readonly ChatMessage[]; readonly tools: AskedTools } {
  refuseUnsupported(body, { mcp_servers: isFilled });
  const { system, messages } = body;
  if (!Array.isArray(messages)) throw new ApiRefusal(400, "messages must be a list");
  const said = messages.map(messageOf);
  const instructions = contentText(system, "system");
  return {
    said: instructions === "" ? said : [{ role: "system", text: instructions }, ...said],
    tools: anthropicTools(body),
  };
}

function messageOf(message: unknown, index: number): ChatMessage {
  const { role, content } = fieldsOf(message);
  // A system text among the messages is no mistake that anybody would want to hear of.
  if (role !== "user" && role !== "assistant" && role !== "system") {
    throw new ApiRefusal(400, `messages[${index}].role must be user or assistant`);
  }
  return { role, text: contentTexts(content, `messages[${index}].content`, blockText).filter(Boolean).join("\n") };
}

/** Calls of tools and what came of them become text; what the model thought before is not repeated to it. */
function blockText({ type, name, input, content }: Fields): string | undefined {
  if (type === "tool_use") return callText({ name: String(name), input: fieldsOf(input) });
  if (type === "tool_result") return responseText(contentText(content, "the content of a tool_result"));
  return type === "thinking" || type === "redacted_thinking" ? "" : undefined;
}
