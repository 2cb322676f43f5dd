import { languageOf } from "../../../grammars/languages.ts";
import { shuffled } from "../../random.ts";
import { type FileChange, type Hunk, isTest } from "./commits.ts";

/**
 * Where a cursor stands while a commit is typed again:
 * at a word's start or some characters into one, nothing being right of it; at the end of a half-typed line, behind a
 * bracket or an operator; in the middle of a line whose old end stays right of the cursor; on a new line; and at the end
 * of what was typed, where a suggestion would only disturb.
 */
export const kinds = ["word", "inWord", "lineEnd", "middle", "newLine", "quiet"] as const;
export type Kind = (typeof kinds)[number];

/** A place in one file of a commit. */
export type Place = {
  readonly kind: Kind;
  /** Number of the hunk in its file, and of the line among those that it adds. */
  readonly hunk: number;
  readonly line: number;
  /** UTF-16 units of that line left of the cursor. */
  readonly column: number;
  /** What the commit types to the end of the line, without what stands right of the cursor. */
  readonly rest: string;
  /** What stands right of the cursor on its line. */
  readonly lineAfter: string;
  /** The lines that the hunk adds below. */
  readonly following: readonly string[];
};

/** How often each kind is wanted. */
const wishes: Readonly<Record<Kind, number>> = {
  word: 0.22,
  inWord: 0.2,
  lineEnd: 0.18,
  middle: 0.08,
  newLine: 0.18,
  quiet: 0.14,
};

/** Longer lines are data. */
const maxLineCharacters = 300;

/** Every place in a file's hunks. */
export function placesIn({ hunks }: FileChange): Place[] {
  return hunks.flatMap((hunk, number) =>
    hunk.added.flatMap((text, line) =>
      text.length > maxLineCharacters || text.includes("\r") ? [] : placesOfLine(hunk, number, line),
    ),
  );
}

/**
 * At most `count` of them, at most one on a line, in the order of the file, kinds being drawn as often as they are
 * wanted where there are some. `random` gives numbers in [0, 1); of what is not `isWanted` none is drawn.
 */
export function chosen(
  files: readonly FileChange[],
  count: number,
  random: () => number,
  isWanted: (change: FileChange, place: Place) => boolean = () => true,
) {
  const pools = new Map<Kind, { file: number; place: Place }[]>(kinds.map((kind) => [kind, []]));
  files.forEach((change, file) => {
    for (const place of placesIn(change)) if (isWanted(change, place)) pools.get(place.kind)?.push({ file, place });
  });
  for (const [kind, pool] of pools) pools.set(kind, shuffled(pool, random));
  const taken = new Map<string, { file: number; place: Place }>();
  while (taken.size < count) {
    const kind = drawn(
      [...pools].filter(([, pool]) => pool.length > 0).map(([name]) => name),
      random,
    );
    const found = kind && pools.get(kind)?.pop();
    if (!found) break;
    const line = `${found.file} ${found.place.hunk} ${found.place.line}`;
    if (!taken.has(line)) taken.set(line, found);
  }
  return [...taken.values()].sort(
    (a, b) => a.file - b.file || a.place.hunk - b.place.hunk || a.place.line - b.place.line,
  );
}

function drawn(from: readonly Kind[], random: () => number): Kind | undefined {
  let left = random() * from.reduce((sum, kind) => sum + wishes[kind], 0);
  for (const kind of from) {
    left -= wishes[kind];
    if (left < 0) return kind;
  }
  return from.at(-1);
}

function placesOfLine(hunk: Hunk, number: number, line: number): Place[] {
  const text = hunk.added[line] as string;
  const { start, end, isChanged } = typedPart(hunk, line);
  const lineAfter = text.slice(end);
  const at = (kind: Kind, column: number): Place => ({
    kind: kind !== "quiet" && lineAfter !== "" ? "middle" : kind,
    hunk: number,
    line,
    column,
    rest: text.slice(column, end),
    lineAfter,
    following: hunk.added.slice(line + 1),
  });
  const inside = columnsIn(text, isChanged ? start - 1 : start, end).map(([kind, column]) => at(kind, column));
  const begins = !isChanged && /\w/.test(text) ? [at("newLine", start)] : [];
  const ends = line === hunk.added.length - 1 && isComplete(text) && lineAfter === "" ? [at("quiet", end)] : [];
  return [...begins, ...inside, ...ends];
}

/**
 * What of an added line is typed: all behind the indentation; or, where it stands in the place of one that begins and
 * ends alike, what lies between the two.
 */
export function typedPart({ removed, added }: Hunk, line: number) {
  const text = added[line] as string;
  const indent = text.length - text.trimStart().length;
  const whole = { start: indent, end: text.length, isChanged: false };
  const old = removed.length === added.length ? removed[line] : undefined;
  if (old === undefined) return whole;
  const most = Math.min(text.length, old.length);
  let start = 0;
  while (start < most && text[start] === old[start]) start++;
  let same = 0;
  while (same < most - start && text.at(-1 - same) === old.at(-1 - same)) same++;
  const isAlike = start > indent && start + same > text.trim().length / 2;
  return isAlike ? { start, end: text.length - same, isChanged: true } : whole;
}

/** The text of a file while a place is typed: hunks before it are done, those below it are not. */
export function textAt(oldLines: readonly string[], hunks: readonly Hunk[], place: Place) {
  const hunk = hunks[place.hunk] as Hunk;
  const typed = hunk.added.slice(0, place.line);
  const line = hunk.added[place.line] as string;
  // Lines that are changed one by one still stand below; what is replaced as a whole was removed first.
  const isByLine =
    hunk.removed.length === hunk.added.length && hunk.removed.some((_, i) => typedPart(hunk, i).isChanged);
  const left = isByLine ? hunk.removed.slice(place.line + 1) : [];
  const head = [...withHunks(oldLines, hunks.slice(0, place.hunk), hunk.start), ...typed, line.slice(0, place.column)];
  const tail = [place.lineAfter, ...left, ...oldLines.slice(hunk.start + hunk.removed.length)];
  return { before: head.join("\n"), after: tail.join("\n") };
}

/** The old lines up to, but not including, `until`, with these hunks done. */
export function withHunks(oldLines: readonly string[], hunks: readonly Hunk[], until = oldLines.length): string[] {
  const lines: string[] = [];
  let next = 0;
  for (const { start, removed, added } of hunks) {
    lines.push(...oldLines.slice(next, start), ...added);
    next = start + removed.length;
  }
  return [...lines, ...oldLines.slice(next, until)];
}

/** Columns behind `from` and before `end` where a cursor may stand for a while, each with its kind. */
function columnsIn(text: string, from: number, end: number): [Kind, number][] {
  const found: [Kind, number][] = [];
  for (const { 0: word, index } of text.matchAll(/[\p{L}_$][\p{L}\p{N}_$]*/gu)) {
    if (index > from && index + 1 < end) found.push(["word", index]);
    for (const into of [2, 3, 5, 8]) {
      const column = index + into;
      if (word.length >= into + 2 && column > from && column + 1 < end) found.push(["inWord", column]);
    }
  }
  for (const { 0: sign, index } of text.matchAll(/(?:[([{.,:]|[!=<>]=+|=>?|[&|?]{1,2}|\+)/g)) {
    const column = index + sign.length;
    if (column > from && column + 1 < end) found.push(["lineEnd", column]);
  }
  return found;
}

/** A line behind whose end nothing has to come. */
function isComplete(text: string): boolean {
  return (
    /\w.*\w/.test(text) && !/(?:[([{,:=+\-*/|&.<?\\]|=>|\b(?:and|or|not|in|return|await|import|from))\s*$/.test(text)
  );
}

/** What a place is reported under. */
export function groupsOf(path: string): { readonly language: string; readonly isTest: boolean } {
  const id = languageIdOf(path).replace(/react$/, "");
  return { language: languageNames.get(id) ?? capitalized(id), isTest: isTest(path) };
}

/** Languages that are not called as their identifier is. */
const languageNames = new Map([
  ["cpp", "C++"],
  ["csharp", "C#"],
  ["javascript", "JavaScript"],
  ["php", "PHP"],
  ["shellscript", "Bash"],
  ["typescript", "TypeScript"],
]);

function capitalized(id: string): string {
  return id.charAt(0).toUpperCase() + id.slice(1);
}

/** As editors name the language of a file. */
export function languageIdOf(path: string): string {
  if (/\.[cm]?jsx?$/.test(path)) return path.endsWith("x") ? "javascriptreact" : "javascript";
  return languageOf(path)?.ids[0] ?? "plaintext";
}
