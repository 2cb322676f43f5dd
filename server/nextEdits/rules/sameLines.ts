import { elementAt } from "../../../base/at.ts";
import { keywords } from "../../context/words.ts";
import { lineEndOf } from "../../text/indentStyle.ts";
import { indentationOf, isBlank } from "../../text/lines.ts";
import type { TextChange } from "../../text/textChange.ts";
import { placesThatFit } from "../fit.ts";
import type { ChangedLines, FileChanges } from "../history.ts";
import { linesIn, startsOf } from "../lateRanges.ts";
import type { FoundEdit, NextEditQuestion, NextEditRule } from "../nextEdits.ts";
import { nextPlaces } from "../run.ts";
import { isInProse } from "../syntax.ts";
import { codeTokens, isName } from "../tokens.ts";

/**
 * A line became several, or several became others, twice, wherever they were indented: so do the same lines ahead.
 *
 *     yield stdout, False   →   with pager(stdout) as rv:
 *                                   yield rv
 */
export const sameLines: NextEditRule = {
  name: "same lines",
  find: async ({ files, changes, since }) => {
    const found: FoundEdit[] = [];
    for (const change of changes) {
      const examples = change.lines.filter(isOfLines);
      if (examples.length < minExamples || examples.every(({ step }) => step < since)) continue;
      const places = placesAhead(change, since);
      const code = places.length > 0 ? await files.code(change.key) : undefined;
      const because = "The same lines became these at two places before.";
      const edits = places.flatMap((place) =>
        code && isInProse(code, place) ? [] : [[{ ...place, path: change.key, because }]],
      );
      if (code) found.push(...(await placesThatFit(files, code, edits)));
    }
    return found;
  },
};

/** Lines that became others, both without the indentation of the first. `now` is where they stand in the text. */
type Example = {
  readonly step: number;
  readonly now: { readonly start: number };
  readonly old: readonly string[];
  readonly new: readonly string[];
};

/** Shorter lines stand for many things. */
const minTokens = 5;
const minExamples = 2;

/** More lines that are the same twice are a copy. */
const maxLines = 12;

function placesAhead(change: FileChanges, since: NextEditQuestion["since"]): TextChange[] {
  const { now } = linesIn(change);
  const all = examplesIn(change, now);
  const found = new Map<number, TextChange>();
  const tried: (readonly string[])[] = [];
  for (const late of all.filter(({ step }) => step >= since)) {
    // What was done to all of a file makes many that are the same.
    if (tried.some((old) => areSame(old, late.old))) continue;
    tried.push(late.old);
    const alike = all.filter((one) => areSame(one.old, late.old));
    const isOne = alike.every((one) => areSame(one.new, late.new));
    if (!isOne || alike.length < minExamples || !saysEnough(late.old)) continue;
    const places = nextPlaces(alike, alike.length, placesOf(change, now, late));
    for (const place of places) found.set(place.start, place);
  }
  return [...found.values()];
}

/** A change of one line to one is told by its tokens; see `sameSubstitution`. */
function isOfLines({ oldStart, oldEnd, newStart, newEnd }: ChangedLines): boolean {
  const [old, now] = [oldEnd - oldStart, newEnd - newStart];
  return old > 0 && now > 0 && old + now > 2 && old <= maxLines && now <= maxLines;
}

function examplesIn(file: FileChanges, after: readonly string[]): Example[] {
  const [{ old: before }, { now: starts }] = [linesIn(file), startsOf(file)];
  return file.lines.filter(isOfLines).flatMap((change) => exampleOf(change, before, after, starts) ?? []);
}

function exampleOf(
  { oldStart, oldEnd, newStart, newEnd, step }: ChangedLines,
  before: readonly string[],
  after: readonly string[],
  starts: readonly number[],
): Example | undefined {
  const [old, now] = [before.slice(oldStart, oldEnd), after.slice(newStart, newEnd)];
  // Without their first lines nobody knows how far the others are indented.
  if (isBlank(old[0] ?? "") || isBlank(now[0] ?? "")) return undefined;
  const indent = indentationOf(old[0] ?? "");
  return { step, now: { start: starts[newStart] ?? 0 }, old: dedented(old, indent), new: dedented(now, indent) };
}

function dedented(lines: readonly string[], indent: string): string[] {
  return lines.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
}

function areSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, i) => line === b[i]);
}

function saysEnough(lines: readonly string[]): boolean {
  const tokens = tokensOf(lines.join("\n"));
  return tokens.length >= minTokens && tokens.some((token) => isName(token) && !keywords.has(token));
}

function tokensOf(text: string): string[] {
  return codeTokens(text, 0, text.length).map((token) => token.text);
}

/** Where the lines of an example stand, indented as they may be. */
function placesOf(file: FileChanges, lines: readonly string[], { old, new: now }: Example): TextChange[] {
  const starts = startsOf(file).now;
  const found: TextChange[] = [];
  for (let at = 0; at + old.length <= lines.length; at++) {
    const first = elementAt(lines, at);
    const indent = indentationOf(first);
    const written = (line: string) => (line === "" ? "" : indent + line);
    if (!old.every((line, i) => lines[at + i] === written(line))) continue;
    const last = at + old.length - 1;
    const start = elementAt(starts, at) + indent.length;
    const end = elementAt(starts, last) + elementAt(lines, last).length;
    const lineEnd = lineEndOf(file.text.slice(0, start), file.text.slice(start));
    const newText = now.map((line, i) => (i === 0 ? line : written(line))).join(lineEnd);
    found.push({ start, end, newText });
  }
  return found;
}
