import type { ChatMessage, ChatPrompt } from "../chat.ts";
import { harmlessText } from "./harmless.ts";

/**
 * The messages of a conversation, without control tokens: servers look for those in what the messages say. How the
 * answer is to begin is asked for in words, since few servers let one begin it.
 */
export function chatMessages({ messages, answerStart }: ChatPrompt): readonly ChatMessage[] {
  const last = messages.length - 1;
  return messages.map(({ role, text }, index) => ({
    role,
    text: harmlessText(text) + (answerStart && index === last ? `\n\nBegin your answer with:\n${answerStart}` : ""),
  }));
}
