import type { EditHunk, EditParts, ExcerptEdit, ModelFamily } from "../family.ts";
import { type Segment, special, text } from "../prompt.ts";
import { seedCoder } from "./seedCoder.ts";

const file = "<filename>";
const end = "<[end▁of▁sentence]>";
const cursorMark = "<|user_cursor|>";
const tokens = [...seedCoder.tokens, file];

/** It was trained with so many edits at most. */
const maxEdits = 6;

/**
 * Zeta 2.1, Zed's model for next edits (format V0318, "multi region"), made from Seed-Coder. The part that may change is
 * cut into blocks by numbered marks; the answer is the first and the last mark of what changes with the new text between,
 * and the same mark twice where nothing does. Zeta 2 and Zeta 1 have other formats.
 */
export const zeta: ModelFamily = {
  ...seedCoder,
  name: "zeta-2.1",
  source:
    "https://huggingface.co/zed-industries/zeta-2.1, and crates/zeta_prompt in https://github.com/zed-industries/zed",
  matches: (model) => /zeta-?\s?2\.1/i.test(model.name) && tokens.every((token) => model.hasToken(token)),
  rewritesOnly: true,
  edit: { tokens, stopTokens: [...tokens, end], stopTexts: [end], prompt, read },
};

function prompt({ path, context, edits, excerpt }: EditParts): Segment[] {
  const { text: all, editStart, editEnd } = excerpt;
  const after = all.slice(editEnd);
  return [
    special("<[fim-suffix]>"),
    text(ended(after)),
    special("<[fim-prefix]>"),
    ...context.flatMap((one) => [special(file), text(`${one.path}\n${ended(one.text)}\n`)]),
    ...(edits.length > 0
      ? [special(file), text(`edit_history\n${edits.slice(-maxEdits).map(diffOf).join("")}\n`)]
      : []),
    special(file),
    text(ended(`${path}\n${all.slice(0, editStart)}${marked(excerpt)}`)),
    special("<[fim-middle]>"),
  ];
}

function ended(content: string): string {
  return content.endsWith("\n") ? content : `${content}\n`;
}

function diffOf({ path, startLine, before, after }: EditHunk): string {
  const lines = (content: string, sign: string) =>
    content === ""
      ? []
      : content
          .replace(/\n$/, "")
          .split("\n")
          .map((line) => `${sign}${line}\n`);
  const [old, now] = [lines(before, "-"), lines(after, "+")];
  const head = `@@ -${startLine + 1},${old.length} +${startLine + 1},${now.length} @@\n`;
  return `--- a/${path}\n+++ b/${path}\n${head}${old.join("")}${now.join("")}`;
}

/** The part that may change, with the marks of its blocks and the cursor. Nothing is added around a mark. */
function marked({ text: all, editStart, editEnd, cursor }: EditParts["excerpt"]): string {
  const part = all.slice(editStart, editEnd);
  const at = cursor - editStart;
  const offsets = blockOffsets(part);
  let isPlaced = false;
  const blocks = offsets.slice(0, -1).map((start, i) => {
    const next = offsets[i + 1] ?? part.length;
    if (isPlaced || at < start || at > next) return mark(i) + part.slice(start, next);
    isPlaced = true;
    return mark(i) + part.slice(start, at) + cursorMark + part.slice(at, next);
  });
  return blocks.join("") + mark(offsets.length - 1);
}

function mark(index: number): string {
  return `<|marker_${index + 1}|>`;
}

const minBlockLines = 6;
const maxBlockLines = 16;
/** A block begins up to so many lines later where that is a better line to begin with. */
const maxNudgeLines = 5;

/** Where blocks begin, and the end: behind blank lines once a block is long enough, and wherever one is too long. */
export function blockOffsets(part: string): number[] {
  const lines = part.replace(/\n$/, "").split("\n");
  const starts: number[] = [];
  let at = 0;
  for (const line of lines) {
    starts.push(at);
    at += line.length + 1;
  }
  const isBlank = (line: number) => lines[line]?.trim() === "";
  const isGood = (line: number) =>
    !isBlank(line) && !/^(?:[}\])]|(?:break|continue|return|throw|end);*$)/.test(lines[line]?.trim() ?? "");
  const goodFrom = (line: number) => {
    for (let next = line; next < Math.min(lines.length, line + maxNudgeLines); next++) if (isGood(next)) return next;
    return line;
  };
  const offsets = [0];
  let last = 0;
  for (let line = 0; line < lines.length; line++) {
    const count = line - last;
    const isBehindBlank = count >= minBlockLines && !isBlank(line) && isBlank(line - 1);
    const target = goodFrom(line);
    const start = starts[target] ?? 0;
    const isCut = (isBehindBlank && lines.length - target >= minBlockLines) || count >= maxBlockLines;
    if (!isCut || start <= (offsets.at(-1) ?? 0)) continue;
    offsets.push(start);
    last = target;
    line = target;
  }
  if (offsets.at(-1) !== part.length || part === "") offsets.push(part.length);
  return offsets;
}

/** What stands between the first and the last mark, in the place of what did. Marks between are none of the text. */
function read(answer: string, { excerpt }: EditParts): ExcerptEdit | undefined {
  const marks = [...answer.matchAll(/<\|marker_(\d+)\|>/g)];
  const [first, last] = [marks[0], marks.at(-1)];
  if (!first || !last || first[1] === last[1]) return undefined;
  const offsets = blockOffsets(excerpt.text.slice(excerpt.editStart, excerpt.editEnd));
  const [start, stop] = [offsets[Number(first[1]) - 1], offsets[Number(last[1]) - 1]];
  if (start === undefined || stop === undefined || start >= stop) return undefined;
  const written = answer.slice(first.index + first[0].length, last.index).replace(/<\|marker_\d+\|>/g, "");
  const cursor = written.indexOf(cursorMark);
  return {
    start: excerpt.editStart + start,
    end: excerpt.editStart + stop,
    text: written.replaceAll(cursorMark, ""),
    ...(cursor >= 0 && { cursor }),
  };
}
