import type { ChatMessage, ChatPrompt } from "../models/chat.ts";
import { ApiRefusal } from "./refusal.ts";
import type { AskedTools } from "./tools/askedTools.ts";
import { marks, toolsText } from "./tools/toolTexts.ts";

/** A message's content: a text, or parts of which all are text. `what` names it in the ApiRefusal that is thrown. */
export function contentText(content: unknown, what: string): string {
  return contentTexts(content, what, () => undefined).join("");
}

/**
 * The texts of a content's parts. `otherText` says what a part that is no text becomes; undefined where it cannot be
 * text either, which is refused.
 */
export function contentTexts(
  content: unknown,
  what: string,
  otherText: (part: Readonly<Record<string, unknown>>) => string | undefined,
): readonly string[] {
  if (content === null || content === undefined) return [];
  if (typeof content === "string") return [content];
  if (!Array.isArray(content)) throw new ApiRefusal(400, `${what} must be a text or a list of parts`);
  return content.map((part) => {
    const { type, text } = part ?? {};
    const found = type === "text" && typeof text === "string" ? text : otherText(part ?? {});
    if (found !== undefined) return found;
    throw new ApiRefusal(400, `hearth serve takes text only; ${what} holds ${type ?? "something else"}`);
  });
}

/**
 * Messages as chat templates expect them: the system text first, and no two of one speaker in a row. A last message of
 * the assistant is a beginning that its answer goes on with.
 */
export function conversation(
  messages: readonly ChatMessage[],
  stopTexts: readonly string[],
  { tools, mustCall }: AskedTools,
): ChatPrompt {
  const isSystem = ({ role }: ChatMessage) => role === "system";
  const aboutTools: ChatMessage[] = tools.length > 0 ? [{ role: "system", text: toolsText(tools, mustCall) }] : [];
  const joined = withoutNeighbours([
    ...messages.filter(isSystem),
    ...aboutTools,
    ...messages.filter((message) => !isSystem(message)),
  ]);
  const last = joined.at(-1);
  if (!last || last.role === "system") throw new ApiRefusal(400, "messages must hold a message of the user");
  const isBegun = last.role === "assistant";
  return {
    messages: isBegun ? joined.slice(0, -1) : joined,
    answerStart: isBegun ? last.text : "",
    // What comes of a call is not the model's to say.
    stopTexts: tools.length > 0 ? [...stopTexts, marks.response] : stopTexts,
  };
}

function withoutNeighbours(messages: readonly ChatMessage[]): readonly ChatMessage[] {
  const joined: ChatMessage[] = [];
  for (const message of messages) {
    const before = joined.at(-1);
    if (before?.role !== message.role) joined.push(message);
    else joined.splice(-1, 1, { role: before.role, text: `${before.text}\n\n${message.text}` });
  }
  return joined;
}
