import { harmlessMarkdown } from "./harmless.ts";

/** Three times what the instruction asks for: whoever says more does not get to the point. */
const maxCharacters = 2000;

/**
 * What a model's answer says, as far as it has come: without what it thought before, without a fence around the whole,
 * and harmless. Empty where there is nothing yet.
 */
export function answerText(raw: string): string {
  return harmlessMarkdown(cut(said(raw))).trim();
}

/** Whether there is more than will be shown. */
export function isTooLong(raw: string): boolean {
  return said(raw).length > maxCharacters;
}

/** An answer that ended before the model ended it, up to its last whole sentence. */
export function wholeSentences(text: string): string {
  const end = Math.max(...[...text.matchAll(/[.!?:。](?=\s|$)/g)].map(({ index }) => index + 1), 0);
  return end > text.length / 2 ? text.slice(0, end) : `${text} …`;
}

function said(raw: string): string {
  return withoutFence(withoutThought(raw)).trim();
}

/** `<think>` may be closed or not yet; some templates open it themselves, so that only its end is in the answer. */
function withoutThought(raw: string): string {
  const closed = raw.replace(/<(think|thinking|reasoning)>[\s\S]*?<\/\1>/gi, "");
  const behind = closed.replace(/^[\s\S]*<\/(?:think|thinking|reasoning)>/i, "");
  return behind.replace(/<(?:think|thinking|reasoning)>[\s\S]*$/i, "").replace(/<\/?[a-z]*$/i, "");
}

function withoutFence(text: string): string {
  const opening = /^\s*(`{3,}|~{3,})[ \t]*(?:markdown|md|text|plaintext)?[ \t]*\n/i.exec(text);
  if (!opening) return text;
  const rest = text.slice(opening[0].length);
  const closing = new RegExp(`^[ \\t]*${opening[1]}[ \\t]*$`, "m").exec(rest);
  if (!closing) return rest; // not yet
  return rest.slice(closing.index + closing[0].length).trim() === "" ? rest.slice(0, closing.index) : text;
}

function cut(text: string): string {
  return text.length <= maxCharacters ? text : wholeSentences(text.slice(0, maxCharacters));
}
