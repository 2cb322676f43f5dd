import { basename } from "node:path";
import type { Section } from "../context/prompts/chat.ts";
import type { RecentHunk } from "../context/recentEdits.ts";
import { keywords } from "../context/words.ts";
import type { OffsetRange } from "../text/offsetRange.ts";
import type { Site } from "./site.ts";

/** Older changes were about something else, or are of the same kind. */
export const maxExamples = 3;

/** The names in a text, without keywords and names of one letter. */
export function codeNames(text: string): string[] {
  const names: readonly string[] = text.match(/[\p{L}_$][\p{L}\p{N}_$]+/gu) ?? [];
  return names.filter((name) => !keywords.has(name));
}

/** Where somebody finds a change, for a title. */
export function changedAt({ file }: Site, { path, startLine }: RecentHunk): string {
  return path === file.path ? `line ${startLine + 1}` : `line ${startLine + 1} of ${basename(path)}`;
}

/** The first and the last line of a range, from 0. */
export function lineSpan({ file }: Site, { start, end }: OffsetRange): readonly [number, number] {
  return [file.placeOf(start).point.line, file.placeOf(end).point.line];
}

/** True if a change was made in the lines of a range. */
export function isChangedIn(site: Site, range: OffsetRange, { path, startLine, after }: RecentHunk): boolean {
  const [first, last] = lineSpan(site, range);
  return path === site.file.path && first < startLine + hunkLines(after) && startLine <= last;
}

/** How many lines a change has, each with its end. */
export function hunkLines(after: string): number {
  return after.split("\n").length - 1;
}

/** True where a rule has a place in these lines, and takes no model for it. */
export function isMadeWithoutModel(site: Site, range: OffsetRange): boolean {
  const [first, last] = lineSpan(site, range);
  return site.nextEdits.places.some(
    ({ uri, range: { start, end } }) => uri === site.file.uri && first <= start.line && end.line <= last,
  );
}

/** A change as it is shown to a model: a small one that is shown a diff answers with a diff. */
export function changeSections({ path, startLine, before, after }: RecentHunk): Section[] {
  return [
    { title: "Before a change", path, startLine, text: before },
    { title: "After it", path, startLine, text: after },
  ];
}
