import type { EditHunk, EditParts, ExcerptEdit, ModelFamily } from "../family.ts";
import { type Segment, special, text } from "../prompt.ts";
import { qwenCoder } from "./qwenCoder.ts";

const file = "<|file_sep|>";
const tokens = [file];

/** It was trained with so many edits, of so many lines at most. */
const maxEdits = 3;
const maxEditLines = 40;

/**
 * Sweep's models for next edits, made from Qwen2.5-Coder. A window of lines is shown as it was before the last edit and as
 * it is; the model writes it as it will be. It is given the lines above the cursor, which it would repeat.
 */
export const sweep: ModelFamily = {
  ...qwenCoder,
  name: "sweep",
  source: "https://huggingface.co/sweepai/sweep-next-edit-1.5b",
  matches: (model) =>
    /sweep.*next-?\s?edit/i.test(model.name) && qwenCoder.tokens.every((token) => model.hasToken(token)),
  rewritesOnly: true,
  edit: { tokens, stopTokens: [file, "<|endoftext|>", "<|im_end|>"], stopTexts: [], prompt, read },
};

function prompt(parts: EditParts): Segment[] {
  const { path, context, edits, excerpt } = parts;
  const now = windowOf(parts);
  const lines = `${linesAbove(excerpt) + 1}:${linesAbove(excerpt) + lineCount(`${now}\n`)}`;
  const part = (name: string, content: string) => [special(file), text(`${name}\n${content}\n`)];
  return [
    ...context.flatMap((one) => part(one.path, one.text)),
    ...edits.slice(-maxEdits).flatMap((edit) => part(`${edit.path}.diff`, blocksOf(edit))),
    ...part(`original/${path}:${lines}`, windowBefore(parts)),
    ...part(`current/${path}:${lines}`, now),
    special(file),
    text(`updated/${path}:${lines}\n${givenOf(parts)}`),
  ];
}

function blocksOf({ before, after }: EditHunk): string {
  const short = (content: string) => content.replace(/\n$/, "").split("\n").slice(0, maxEditLines).join("\n");
  return `original:\n${short(before)}\nupdated:\n${short(after)}`;
}

function lineCount(content: string): number {
  return content.split("\n").length - 1;
}

/** The number of lines of the file above those that may change. */
function linesAbove({ startLine, text: all, editStart }: EditParts["excerpt"]): number {
  return startLine + lineCount(all.slice(0, editStart));
}

/** The lines that may change, without the end of the last. */
function windowOf({ excerpt: { text: all, editStart, editEnd } }: Pick<EditParts, "excerpt">): string {
  return all.slice(editStart, editEnd).replace(/\n$/, "");
}

/** The same before the last edit, where that is in them. */
function windowBefore(parts: EditParts): string {
  const now = `${windowOf(parts)}\n`;
  const last = parts.edits.at(-1);
  const at = lastEditIn(parts, now);
  if (!last || at === undefined) return now.replace(/\n$/, "");
  return (now.slice(0, at) + last.before + now.slice(at + last.after.length)).replace(/\n$/, "");
}

/** Where the text of the last edit begins in the window; undefined where it is elsewhere, or is not there any more. */
function lastEditIn({ path, edits, excerpt }: EditParts, now: string): number | undefined {
  const last = edits.at(-1);
  const line = (last?.startLine ?? 0) - linesAbove(excerpt);
  if (!last || last.path !== path || line < 0) return undefined;
  const at = now.split("\n").slice(0, line).join("\n").length + (line > 0 ? 1 : 0);
  return now.startsWith(last.after, at) ? at : undefined;
}

/** The lines above the cursor. Where the last edit put lines in above it, these may move: the first line then. */
function givenOf(parts: EditParts): string {
  const { excerpt, edits } = parts;
  const now = windowOf(parts);
  const before = now.slice(0, excerpt.cursor - excerpt.editStart);
  const above = before.slice(0, before.lastIndexOf("\n") + 1);
  const last = edits.at(-1);
  const at = lastEditIn(parts, `${now}\n`);
  const hasGrown = last !== undefined && lineCount(last.after) > lineCount(last.before);
  return hasGrown && at !== undefined && at < above.length ? (/^[^\n]*\n+/.exec(above)?.[0] ?? "") : above;
}

/** The window as it will be, behind what was given of it. */
function read(answer: string, parts: EditParts): ExcerptEdit | undefined {
  const { editStart, editEnd, text: all } = parts.excerpt;
  const written = givenOf(parts) + answer.replace(/\n$/, "");
  if (answer.trim() === "" || written === windowOf(parts)) return undefined;
  const isEnded = all.slice(editStart, editEnd).endsWith("\n");
  return { start: editStart, end: editEnd, text: isEnded ? `${written}\n` : written };
}
