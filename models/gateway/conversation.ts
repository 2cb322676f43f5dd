import type { ChatMessage, ChatPrompt } from "../chat.ts";
import type { LoadedModel } from "../engine.ts";
import { Refusal } from "./refusal.ts";

/** A message's content: a text, or parts of which all are text. `what` names it in the Refusal that is thrown. */
export function textOf(content: unknown, what: string): string {
  if (content === null || content === undefined) return "";
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) throw new Refusal(400, `${what} must be a text or a list of parts`);
  return content.map((part) => partText(part, what)).join("");
}

function partText(part: unknown, what: string): string {
  const { type, text } = (part ?? {}) as Record<string, unknown>;
  if (type === "text" && typeof text === "string") return text;
  throw new Refusal(
    400,
    `hearth serve takes text only; ${what} holds ${typeof type === "string" ? type : "something else"}`,
  );
}

/**
 * Messages as chat templates expect them: what is said about the whole first, and no two of one speaker in a row. What
 * the assistant is said to have begun, its answer goes on with.
 */
export function conversation(messages: readonly ChatMessage[], stopTexts: readonly string[]): ChatPrompt {
  const isSystem = ({ role }: ChatMessage) => role === "system";
  const inOrder = [...messages.filter(isSystem), ...messages.filter((message) => !isSystem(message))];
  const joined: ChatMessage[] = [];
  for (const message of inOrder) {
    const before = joined.at(-1);
    if (before?.role !== message.role) joined.push(message);
    else joined.splice(-1, 1, { role: before.role, text: `${before.text}\n\n${message.text}` });
  }
  const last = joined.at(-1);
  if (!last || last.role === "system") throw new Refusal(400, "messages must hold a message of the user");
  const isBegun = last.role === "assistant";
  return { messages: isBegun ? joined.slice(0, -1) : joined, answerStart: isBegun ? last.text : "", stopTexts };
}

/** Throws Refusal where the model cannot hold a conversation. */
export function requireChat({ chat, name }: LoadedModel): void {
  if (chat) return;
  throw new Refusal(400, `the model ${name} only completes code; set hearth.chat.model to an instruction-tuned model`);
}
