import { isTest } from "../../context/prompts/target.ts";
import { wordParts } from "../../context/words.ts";
import { Slices } from "../../slices/slices.ts";
import { lineEnd, lineStart } from "../../text/lines.ts";
import type { OffsetRange } from "../../text/offsetRange.ts";
import type { CodeWithTree } from "../codeFiles.ts";
import { kindAt, placesThatFit } from "../fit.ts";
import type { FoundEdit, NextEditQuestion, NextEditRule } from "../nextEdits.ts";
import { matchesIn, matchesInFile, mentionsOf, type PatternMatch } from "../pattern.ts";
import { nextPlaces } from "../run.ts";
import { joinedSubstitutions, replacesTheSame, type Substitution } from "../substitutions.ts";
import { importAround, isInProse, isOnLineOfText, nameNodeAt } from "../syntax.ts";
import { codeTokens, isName, isTelling, tokensUpTo } from "../tokens.ts";

/**
 * The same was put in the place of the same, between the same tokens, and the user goes on through the file: so it is at
 * the next places. Where the same stands elsewhere is found when somebody asks by hand.
 *
 *     expect(status).toBe(200)   →   expect(status).toEqual(200)
 */
export const sameSubstitution: NextEditRule = {
  name: "same substitution",
  find: nextInFile,
  alike: async (asked) => {
    const all = joinedSubstitutions(asked.all, asked.changes);
    const found: FoundEdit[] = [];
    for (const late of latestIn(all, asked)) found.push(...(await everywhere(asked, all, late)));
    return found;
  },
};

/** What was replaced a moment ago, each once. */
function latestIn(all: readonly Substitution[], { late }: NextEditQuestion): Substitution[] {
  const oldest = late.at(-1)?.step ?? Number.POSITIVE_INFINITY;
  const found: Substitution[] = [];
  for (const one of all)
    if (one.step >= oldest && saysSomething(one) && !found.some((other) => isSame(one, other))) found.push(one);
  return found;
}

/**
 * How like the examples a place must be. `least` is the number of lines of the file that examples are on, `left` and
 * `right` the tokens that are the same on each side, `passed` the places that the user may have gone past for each
 * example line.
 */
type Likeness = {
  readonly least: number;
  readonly left: number;
  readonly right: number;
  readonly passed: number;
};

/** Tuned; see docs/measured.md. */
const likenesses: readonly Likeness[] = [
  { least: 3, left: 1, right: 1, passed: 0 },
  { least: 2, left: 2, right: 2, passed: 0.25 },
];

/** A name that was given another type twice is given it wherever it is declared: what follows says nothing of it. */
const typed: Likeness = { least: 2, left: 2, right: 0, passed: 0 };
const leastExamples = 2;

/**
 * The next places in the files that were changed last. Replacing all of a file makes hundreds of late ones: they have the same
 * places ahead, and are of few kinds. The same is not tried again for each.
 */
async function nextInFile(asked: NextEditQuestion): Promise<FoundEdit[]> {
  const all = joinedSubstitutions(asked.all, asked.changes);
  const found: FoundEdit[] = [];
  const slices = new Slices();
  const known = new Map<string, PatternMatch[]>();
  const tried = new Set<string>();
  for (const late of latestIn(all, asked)) {
    await slices.restIfDue();
    const same = JSON.stringify([late.key, late.oldText, late.newText]);
    const ahead = known.get(same) ?? (await placesAhead(asked, all, late));
    known.set(same, ahead);
    const code = ahead.length === 0 ? undefined : await asked.files.code(late.key);
    if (!code || declaresLocally(code, late) || isInImport(code, late)) continue;
    const isProse = isInProse(code, late.now);
    if (isProse && !isOnLineOfText(code, late.now)) continue;
    const places = ahead.filter(
      (place) => hasNamesAround(code, late, place) && (!isProse || isLineOfExample(asked, code, all, late, place)),
    );
    const kind = kindAt(code, late.now.start, late.now.end);
    const trial = JSON.stringify([same, kind, places.map(({ start }) => start)]);
    if (!tried.has(trial)) found.push(...(await editsAt(asked, code, late, places)));
    tried.add(trial);
  }
  return found;
}

/** The next places in a file where the same was put in the place of the same, whichever of these is looked at. */
async function placesAhead(asked: NextEditQuestion, all: readonly Substitution[], late: Substitution) {
  const examples = all.filter((one) => replacesTheSame(one, late));
  // Another file says little of this one: its examples tell what is like them, and do not count.
  const own = examples.filter(({ key }) => key === late.key);
  const lines = placesOf(asked, own);
  const saysMore = lines >= leastExamples && !isRemark(late) && !isNumber(late);
  const code = saysMore ? await asked.files.code(late.key) : undefined;
  if (!code) return [];
  // What became something else at another place depends on the place.
  const others = all.filter((one) => one.oldText === late.oldText && one.newText !== late.newText);
  const contested = new Set(matchesLike(code, others, { left: 1, right: 1 }).map(({ start }) => start));
  const next = (isTypeOfName(late) ? [...likenesses, typed] : likenesses)
    .filter(({ least }) => lines >= least)
    .flatMap(({ passed, ...around }) => nextPlaces(own, lines, matchesLike(code, examples, around), passed))
    .filter((place) => !contested.has(place.start) && !isTypedAlready(code, place, examples));
  return [...new Map(next.map((place) => [place.start, place])).values()];
}

/**
 * A new name that is made of the names around it is another one elsewhere.
 *
 *     class FileInfo: def info(self) -> dict   →   class FileInfo: def info(self) -> FileInfoDict
 */
function hasNamesAround({ tags }: CodeWithTree, { now, oldTokens, newTokens }: Substitution, { start }: OffsetRange) {
  const old = new Set(oldTokens.flatMap(wordParts));
  const added = newTokens.flatMap(wordParts).filter((part) => !old.has(part));
  if (added.length === 0) return true;
  const around = (offset: number) =>
    new Set(
      tags.definitions.filter((one) => one.start <= offset && offset < one.end).flatMap((one) => wordParts(one.name)),
    );
  const [home, there] = [around(now.start), around(start)];
  return added.every((part) => !home.has(part) || there.has(part));
}

/** What is put into a sentence belongs to that sentence: it is so where the same line stands again. */
function isLineOfExample(
  { changes }: NextEditQuestion,
  { text }: CodeWithTree,
  all: readonly Substitution[],
  late: Substitution,
  place: OffsetRange,
): boolean {
  const base = changes.find(({ key }) => key === late.key)?.base ?? "";
  const lineOf = (whole: string, { start, end }: OffsetRange) =>
    whole.slice(lineStart(whole, start), lineEnd(whole, end)).trim();
  const line = lineOf(text, place);
  return all.some((one) => one.key === late.key && replacesTheSame(one, late) && lineOf(base, one.old) === line);
}

/** `family: str` → `family: Family` */
function isTypeOfName({ left, oldTokens, newTokens }: Substitution): boolean {
  const isType = (tokens: readonly string[]) =>
    tokens.length > 0 && tokens.every((token) => isName(token) || token === ".");
  return isType(oldTokens) && isType(newTokens) && left.at(-1) === ":" && isTelling(left.at(-2) ?? "");
}

/** Where a name is given a type it is so once. */
function isTypedAlready({ text }: CodeWithTree, { start }: OffsetRange, examples: readonly Substitution[]): boolean {
  const name = tokensUpTo(text, start, 1)[0]?.text ?? "";
  return examples.some(
    ({ oldTokens, newText, left }) =>
      oldTokens.length === 0 && newText.startsWith(":") && isName(name) && left.at(-1) === name,
  );
}

/** Where a file has what the examples had, with so many of the same tokens on both sides. */
function matchesLike(
  code: CodeWithTree,
  examples: readonly Substitution[],
  { left, right }: Pick<Likeness, "left" | "right">,
): PatternMatch[] {
  const found = new Map<number, PatternMatch>();
  const known = new Set<string>();
  for (const example of examples) {
    const pattern = {
      ...example,
      left: example.left.slice(example.left.length - left),
      right: example.right.slice(0, right),
    };
    const key = JSON.stringify([pattern.left, pattern.right]);
    if (known.has(key)) continue;
    known.add(key);
    for (const match of matchesInFile(code, pattern)) found.set(match.start, match);
  }
  return [...found.values()].sort((a, b) => a.start - b.start);
}

/** Wherever the same stands between the same tokens, in files of the same kind: of code or of tests. */
async function everywhere(asked: NextEditQuestion, all: readonly Substitution[], late: Substitution) {
  const anchored = mentionsOf(asked.files.workspace, late);
  const example = await asked.files.code(late.key);
  if (!anchored || !example || declaresLocally(example, late) || isInImport(example, late)) return [];
  const examples = all.filter((one) => isSame(one, late));
  const slices = new Slices();
  const found: FoundEdit[] = [];
  for (const { relative, offsets } of anchored.mentions) {
    await slices.restIfDue();
    const file = isNearExamples(relative, examples) ? asked.files.workspace.file(relative) : undefined;
    const matches = file ? [...matchesIn(file, late, anchored.index, offsets)] : [];
    const code = matches.length > 0 ? await asked.files.code(relative) : undefined;
    if (code) found.push(...(await editsAt(asked, code, late, matches)));
  }
  return found;
}

export async function editsAt(
  { files }: NextEditQuestion,
  code: CodeWithTree,
  late: Substitution,
  matches: readonly PatternMatch[],
): Promise<FoundEdit[]> {
  const home = matches.length > 0 ? await files.code(late.key) : undefined;
  if (!home) return [];
  const because = becauseOf(late);
  const edits = matches.map(({ start, end }) => [{ path: code.path, start, end, newText: late.newText, because }]);
  return placesThatFit(files, code, edits, kindAt(home, late.now.start, late.now.end));
}

function isSame(one: Substitution, other: Substitution): boolean {
  return replacesTheSame(one, other) && areEqual(one.left, other.left) && areEqual(one.right, other.right);
}

function areEqual(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((token, i) => token === b[i]);
}

/** The number of lines that examples are on: two on one line are one example. */
function placesOf({ changes }: NextEditQuestion, examples: readonly Substitution[]): number {
  const baseOf = (key: string) => changes.find((one) => one.key === key)?.base ?? "";
  return new Set(examples.map(({ key, old }) => `${key} ${lineStart(baseOf(key), old.start)}`)).size;
}

/** Files where a change is made may want it elsewhere too, and so may others of code or of tests as they are. */
export function isNearExamples(path: string, examples: readonly Substitution[]): boolean {
  return examples.some(({ key }) => key === path || isTest(key) === isTest(path));
}

/** Signs and keywords alone stand everywhere, and so does one name where something only comes or goes. */
export function saysSomething({ oldTokens, newTokens, left, right }: Substitution): boolean {
  if (![...oldTokens, ...newTokens].some((token) => /[\p{L}\p{N}_$]/u.test(token))) return false;
  const around = new Set([...left, ...right].filter(isTelling));
  if (oldTokens.length === 0 || newTokens.length === 0) return around.size > 0;
  return around.size > 0 || oldTokens.some(isTelling);
}

/** Which other imports are meant depends on the names in them: `movedImport` looks at these. */
export function isInImport({ tags }: CodeWithTree, { now }: Substitution): boolean {
  return importAround(tags, now) !== undefined;
}

/** A number says little of others: of those that became another twice one in five did so at the next place. */
function isNumber({ oldTokens, newTokens }: Substitution): boolean {
  return oldTokens.length > 0 && newTokens.length > 0 && ![...oldTokens, ...newTokens].some(isName);
}

/** What a comment says of one line is said of that line. */
export function isRemark({ oldTokens, newText }: Substitution): boolean {
  return oldTokens.length === 0 && /^\s*(?:#|\/\/|\/\*)/.test(newText);
}

/** What a function declares is its own: the same name in another function is another thing. */
export function declaresLocally(code: CodeWithTree, { now, oldTokens, newTokens }: Substitution): boolean {
  if (newTokens.length === 0) return isInParameters(code, now);
  return codeTokens(code.text, now.start, now.end).some(({ text, start }) => {
    const node = oldTokens.includes(text) || !isName(text) ? undefined : nameNodeAt(code, start, text);
    const role = node && code.names?.names.has(node.type) ? code.names.role(node) : undefined;
    return role?.kind === "declaration" && role.scope.id !== code.tree.rootNode.id;
  });
}

function isInParameters({ tree }: CodeWithTree, { start, end }: OffsetRange): boolean {
  const node = tree.rootNode.descendantForIndex(start, end);
  return [node, node.parent, node.parent?.parent].some((one) => one && /parameters$/.test(one.type));
}

function becauseOf({ oldText, newText }: Pick<Substitution, "oldText" | "newText">): string {
  const [old, now] = [oldText.trim(), newText.trim()];
  if (old === "") return `\`${now}\` was added between the same words.`;
  if (now === "") return `\`${old}\` was taken out between the same words.`;
  return `\`${old}\` became \`${now}\` between the same words.`;
}
