import { diffArrays } from "diff";
import { isBlank } from "../text/lines.ts";

/** More differences than this are not told apart: comparing would take longer than anybody waits. */
export const maxDifferences = 4000;

/** The lines without the blank ones at both ends. */
export function withoutBlankEnds(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => !isBlank(line));
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex((line) => !isBlank(line)) + 1);
}

/** The lines that hold more than blanks, each without the blanks around it. */
export function writtenLines(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** Pairs of lines that are the same in both, in order. Empty where the texts have too little in common. */
export function diffLines(
  old: readonly string[],
  now: readonly string[],
): { readonly oldIndex: number; readonly newIndex: number }[] {
  const pairs: { oldIndex: number; newIndex: number }[] = [];
  let oldIndex = 0;
  let newIndex = 0;
  for (const part of diffArrays([...old], [...now], { maxEditLength: maxDifferences }) ?? []) {
    const { count, added, removed } = part;
    if (!added && !removed)
      for (let i = 0; i < count; i++) pairs.push({ oldIndex: oldIndex + i, newIndex: newIndex + i });
    if (!added) oldIndex += count;
    if (!removed) newIndex += count;
  }
  return pairs;
}
