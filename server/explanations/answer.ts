import { harmlessMarkdown } from "./harmless.ts";

/** About 120 words, a few sentences: whoever says more does not get to the point. */
const maxCharacters = 800;

/** A model that writes so much besides its sentences writes the code again, or headings without end. */
const maxBesideCharacters = 4 * maxCharacters;

/**
 * The sentences of a model's answer, as far as it has come; harmless. Its thoughts before, its headings and the code,
 * which the reader has in view, are left out. Empty where there is nothing yet.
 */
export function answerText(raw: string): string {
  return harmlessMarkdown(cut(proseOf(said(raw)))).trim();
}

/** True if there is more than will be shown. */
export function isTooLong(raw: string): boolean {
  const text = said(raw);
  return text.length > maxBesideCharacters || proseOf(text).length > maxCharacters;
}

/** An answer that ended before the model ended it, up to its last whole sentence. The number of a list's item is none. */
export function wholeSentences(text: string): string {
  const ends = [
    ...text.matchAll(/(?<!\b(?:e\.g|i\.e|etc|vs)|^[ \t]*\d{1,2})[.!?](?=["'`*)\]]{0,3}(?:\s|$))["'`*)\]]{0,3}|。/gm),
  ];
  const end = ends.map(({ index, 0: mark }) => index + mark.length).findLast((at) => isOutsideCode(text.slice(0, at)));
  return end === undefined ? `${text} …` : text.slice(0, end);
}

/** A full stop between backticks ends nothing. */
function isOutsideCode(before: string): boolean {
  return (before.match(/`/g)?.length ?? 0) % 2 === 0;
}

function proseOf(text: string): string {
  return text
    .replace(/^[ \t]*(`{3,}|~{3,}).*(?:\n[\s\S]*?(?:^[ \t]*\1[ \t]*$|$(?![\s\S]))|$(?![\s\S]))/gm, "")
    .replace(/^[ \t]*#{1,6} .*$/gm, "")
    .replace(/^[ \t]*\*\*[^*\n]{1,60}\*\*:?[ \t]*$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function said(raw: string): string {
  return withoutFence(withoutThought(raw)).trim();
}

/** `<think>` may be closed or not yet. Some templates open it themselves, so that only its end is in the answer. */
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
