import { elementAt } from "../../base/at.ts";
import type { ReplacedLines } from "../index/workspace.ts";
import { lineStarts } from "../text/lines.ts";

/**
 * Lines of a file that stand in the place of others. `oldStart` and `oldEnd` are lines of its base, `newStart` and
 * `newEnd` lines of its text now. All are zero-based, and the ends are outside. What was changed later has a higher
 * `step`.
 */
export type ChangedLines = {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
  readonly step: number;
};

/** The late changes of one file. `base` is its text without them, `text` its text with them. */
export type FileChanges = {
  readonly key: string;
  readonly base: string;
  readonly text: string;
  /** In the order of the file. What was undone is not here. */
  readonly lines: readonly ChangedLines[];
};

/** Lines that were changed and then changed back. `before` is how they are, `after` how they were for a while. */
export type Undone = { readonly key: string; readonly before: string; readonly after: string };

/** The lines of a change that differ, given all lines of both texts. */
export type CutLines = (
  change: ChangedLines,
  before: readonly string[],
  after: readonly string[],
) => readonly ChangedLines[];

/** Files whose changes are remembered; the one not changed for longest is forgotten first. */
const maxFiles = 32;

/** Of a file; older ones become part of its base. */
const maxChanges = 48;

/** Lines of one change. More is a new text rather than an edit. */
const maxLines = 300;

const maxUndone = 64;

/** `tidied` is the text for which the changes are cut down to what differs. */
type Followed = {
  base: string;
  lines: readonly ChangedLines[];
  seen: readonly Seen[];
  tidied?: string;
  /** The lines of a base, which stays the same over many changes. */
  baseLines?: { readonly base: string; readonly lines: readonly string[] } | undefined;
};

/** A change as it was when somebody last asked. */
type Seen = { readonly oldStart: number; readonly oldEnd: number; readonly before: string; readonly after: string };

/**
 * What was changed in the open files lately, as lines before and after. Changes that touch are one, and a change that
 * was undone is none. Hearing of a change takes microseconds. Files are named by their keys; see `SourceFile`.
 */
export class EditHistory {
  /** The last changed file comes last. */
  readonly #files = new Map<string, Followed>();
  #undone: readonly Undone[] = [];
  #step = 0;

  /** Counts the changes, so that one can tell whether there was another. */
  get step(): number {
    return this.#step;
  }

  /** What was changed back lately. */
  get undone(): readonly Undone[] {
    return this.#undone;
  }

  /** What was offered and made is part of the step that it follows from. */
  edited(key: string, replaced: ReplacedLines, wasOffered = false): void {
    const known: Followed = this.#files.get(key) ?? { base: replaced.before, lines: [], seen: [] };
    if (!wasOffered) this.#step++;
    const { base, seen, baseLines } = known;
    this.#follow(key, { base, lines: withChange(known.lines, replaced, this.#step), seen, baseLines });
  }

  /** All differences between two texts of a file are changes of now. */
  differs(key: string, base: string, text: string): void {
    this.#step++;
    const whole = { oldStart: 0, oldEnd: lineStarts(base).length, newStart: 0, newEnd: lineStarts(text).length };
    this.#follow(key, { base, lines: [{ ...whole, step: this.#step }], seen: [] });
  }

  /** Nobody tells of its changes any more. */
  closed(key: string): void {
    if (this.#files.delete(key)) this.#step++;
  }

  /**
   * The changes of all files whose text `textOf` knows, those of the last changed file first. `cut` is `differingLines`,
   * which needs more code than hearing of changes does.
   */
  changes(textOf: (key: string) => string | undefined, cut: CutLines): FileChanges[] {
    const found: FileChanges[] = [];
    for (const [key, file] of this.#files) {
      const text = textOf(key);
      if (text === undefined || file.lines.length === 0) continue;
      if (file.tidied !== text) this.#tidy(key, file, text, cut);
      if (file.lines.length > 0) found.push({ key, text, base: file.base, lines: file.lines });
    }
    return found.reverse();
  }

  #follow(key: string, file: Followed): void {
    this.#files.delete(key);
    this.#files.set(key, file);
    if (this.#files.size <= maxFiles) return;
    for (const oldest of this.#files.keys()) {
      this.#files.delete(oldest);
      return;
    }
  }

  /** Cuts each change down to the lines that differ, notes what was undone, and makes the oldest part of the base. */
  #tidy(key: string, file: Followed, text: string, cut: CutLines): void {
    const [before, after] = [baseLines(file), linesWithEnds(text)];
    file.tidied = text;
    file.lines = file.lines.flatMap((change) => cut(change, before, after));
    const isThere = (one: Seen) =>
      file.lines.some(({ oldStart, oldEnd }) => oldStart <= one.oldStart && one.oldEnd <= oldEnd);
    const gone = file.seen.filter((one) => !isThere(one)).map((one) => ({ key, before: one.before, after: one.after }));
    this.#undone = [...gone, ...this.#undone].slice(0, maxUndone);
    const newest = [...file.lines].sort((a, b) => b.step - a.step).slice(0, maxChanges);
    const kept = file.lines.filter((one) => newest.includes(one) && !isLong(one));
    if (kept.length < file.lines.length) {
      file.base = withoutChanges(kept, before, after);
      file.lines = moved(kept);
    }
    const old = baseLines(file);
    file.seen = file.lines.flatMap((change) => seenIn(change, old, after));
  }
}

/** The changes with one more. Those that it touches become one with it. */
function withChange(lines: readonly ChangedLines[], replaced: ReplacedLines, step: number): ChangedLines[] {
  const { startLine: start, endLine: end, newLines } = replaced;
  const delta = newLines - (end - start);
  const before = lines.filter(({ newEnd }) => newEnd < start);
  const behind = lines.filter(({ newStart }) => newStart > end);
  const touched = lines.slice(before.length, lines.length - behind.length);
  const shift = before.reduce((sum, one) => sum + lengthening(one), 0);
  const inner = touched.reduce((sum, one) => sum + lengthening(one), 0);
  const newStart = Math.min(start, touched[0]?.newStart ?? start);
  const newEnd = Math.max(end, touched.at(-1)?.newEnd ?? end);
  const joined = {
    oldStart: newStart - shift,
    oldEnd: newEnd - shift - inner,
    newStart,
    newEnd: newEnd + delta,
    step,
  };
  const shifted = behind.map((one) => ({ ...one, newStart: one.newStart + delta, newEnd: one.newEnd + delta }));
  return [...before, joined, ...shifted];
}

function lengthening({ oldStart, oldEnd, newStart, newEnd }: ChangedLines): number {
  return newEnd - newStart - (oldEnd - oldStart);
}

function baseLines(file: Followed): readonly string[] {
  if (file.baseLines?.base !== file.base) file.baseLines = { base: file.base, lines: linesWithEnds(file.base) };
  return file.baseLines.lines;
}

/** A change line by line where that can be told, since one line of several may be changed back. */
function seenIn(change: ChangedLines, before: readonly string[], after: readonly string[]): Seen[] {
  const { oldStart, oldEnd, newStart, newEnd } = change;
  const [old, now] = [before.slice(oldStart, oldEnd), after.slice(newStart, newEnd)];
  if (old.length !== now.length) return [{ oldStart, oldEnd, before: old.join(""), after: now.join("") }];
  return old.map((line, i) => ({
    oldStart: oldStart + i,
    oldEnd: oldStart + i + 1,
    before: line,
    after: elementAt(now, i),
  }));
}

function isLong({ oldStart, oldEnd, newStart, newEnd }: ChangedLines): boolean {
  return oldEnd - oldStart > maxLines || newEnd - newStart > maxLines;
}

/** The text in which only these lines are as they were. */
function withoutChanges(kept: readonly ChangedLines[], before: readonly string[], after: readonly string[]): string {
  let text = "";
  let at = 0;
  for (const { oldStart, oldEnd, newStart, newEnd } of kept) {
    text += after.slice(at, newStart).join("") + before.slice(oldStart, oldEnd).join("");
    at = newEnd;
  }
  return text + after.slice(at).join("");
}

/** The changes in a base that has become what `withoutChanges` says. */
function moved(kept: readonly ChangedLines[]): ChangedLines[] {
  let shift = 0;
  return kept.map((change) => {
    const oldStart = change.newStart - shift;
    shift += lengthening(change);
    return { ...change, oldStart, oldEnd: oldStart + change.oldEnd - change.oldStart };
  });
}

/** Lines with their ends; together they are the text. Line `i` of the editor is the element `i`. */
function linesWithEnds(text: string): string[] {
  const starts = lineStarts(text);
  return starts.map((start, i) => text.slice(start, i + 1 < starts.length ? elementAt(starts, i + 1) : text.length));
}
