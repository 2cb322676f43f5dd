import type { TextChange } from "../text/textChange.ts";
import { applied, changesBetween } from "./changes.ts";
import { diffLines } from "./lines.ts";
import { type Original, type Parsed, reparsed } from "./original.ts";

/** The file as it would be. `[from, to)` of the original became `[start, end)` of it. */
export type Draft = Parsed & {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
  readonly warnings: readonly string[];
};

/** The file with `[from, to)` written anew, in lines that end in \n. Lines that stay keep the line ends they have. */
export async function drafted(
  original: Original,
  written: string,
  [from, to]: readonly [number, number],
  warnings: readonly string[] = [],
): Promise<Draft> {
  const { text, language, slices } = original;
  const ended = withLineEnds(text.slice(from, to), written, original.lineEnd);
  const newText = text.slice(0, from) + ended + text.slice(to);
  const end = from + ended.length;
  const parsed = await reparsed(language, original, newText, { start: from, oldEnd: to, newEnd: end }, slices);
  return { ...parsed, from, to, start: from, end, warnings };
}

/** The draft with a change outside of its region, or at its border. */
export async function withChange(draft: Draft, change: TextChange, { language, slices }: Original): Promise<Draft> {
  const grown = change.newText.length - (change.end - change.start);
  const text = applied(draft.text, [change]);
  const isAbove = change.end <= draft.start;
  const isBelow = change.start >= draft.end && !isAbove;
  const start = draft.start + (isAbove ? grown : 0);
  const end = draft.end + (isBelow ? 0 : grown);
  const edit = { start: change.start, oldEnd: change.end, newEnd: change.start + change.newText.length };
  return { ...draft, ...(await reparsed(language, draft, text, edit, slices)), start, end };
}

/**
 * The changes that make the draft of the file. The region is compared with the region, so that no change reaches out of
 * it.
 */
export function changesOf({ text }: Original, { from, to, start, end, text: newText }: Draft): TextChange[] {
  const parts = [
    [0, text.slice(0, from), newText.slice(0, start)],
    [from, text.slice(from, to), newText.slice(start, end)],
    [to, text.slice(to), newText.slice(end)],
  ] as const;
  return parts.flatMap(([at, before, after]) =>
    changesBetween(before, after).map((change) => ({ ...change, start: at + change.start, end: at + change.end })),
  );
}

/** Lines written with \n, ended as the lines they replace, and the new ones as the file ends its lines. */
function withLineEnds(old: string, region: string, lineEnd: string): string {
  if (!old.includes("\r") && lineEnd === "\n") return region;
  const ends = [...old.matchAll(/\r\n|\n/g)].map(([end]) => end);
  const lines = region.split("\n");
  const kept = new Map<number, number>();
  for (const { oldIndex, newIndex } of diffLines(old.split(/\r\n|\n/), lines)) kept.set(newIndex, oldIndex);
  return lines.map((line, i) => (i === lines.length - 1 ? line : line + (ends[kept.get(i) ?? -1] ?? lineEnd))).join("");
}
