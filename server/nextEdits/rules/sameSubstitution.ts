import { isTest } from "../../context/prompts/target.ts";
import { keywords } from "../../context/words.ts";
import { Slices } from "../../slices/slices.ts";
import { lineStart } from "../../text/lines.ts";
import type { CodeWithTree } from "../codeFiles.ts";
import { kindAt, placesThatFit } from "../fit.ts";
import type { FoundEdit, NextEditQuestion, NextEditRule } from "../nextEdits.ts";
import { matchesIn, mentionsOf, type PatternMatch } from "../pattern.ts";
import type { Substitution } from "../substitutions.ts";
import { nameNodeAt } from "../syntax.ts";
import { isName } from "../tokens.ts";

/**
 * The same was put in the place of the same twice, between the same tokens: so it is everywhere else.
 *
 *     expect(status).toBe(200)   →   expect(status).toEqual(200)
 */
export const sameSubstitution: NextEditRule = {
  name: "same substitution",
  find: async (asked) => {
    const found: FoundEdit[] = [];
    for (const late of asked.late) found.push(...(await elsewhere(asked, late)));
    return found;
  },
};

async function elsewhere(asked: NextEditQuestion, late: Substitution): Promise<FoundEdit[]> {
  const examples = asked.all.filter((one) => isSame(one, late));
  const isGone = nameIsGone(asked, late);
  if ((!isGone && placesOf(asked, examples) < 2) || !saysSomething(late)) return [];
  const anchored = mentionsOf(asked.files.workspace, late);
  if (!anchored) return [];
  const slices = new Slices();
  const matches: PatternMatch[] = [];
  for (const { relative, offsets } of anchored.mentions) {
    await slices.restIfDue();
    const file = isGone || isNearExamples(relative, examples) ? asked.files.workspace.file(relative) : undefined;
    if (file) matches.push(...matchesIn(file, late, anchored.index, offsets));
  }
  if (matches.length === 0 || matches.some((match) => wasPassedOver(match, examples))) return [];
  if (!isGone && matches.length > maxForEach * examples.length) return [];
  const example = await asked.files.code(late.key);
  if (!example || declaresLocally(example, late) || isInImport(example, late)) return [];
  const kind = kindAt(example, late.now.start, late.now.end);
  const found: FoundEdit[] = [];
  for (const path of new Set(matches.map((match) => match.path))) {
    const code = await asked.files.code(path);
    const here = matches.filter((match) => match.path === path);
    const edits = here.map(({ start, end }) => [{ path, start, end, newText: late.newText, because: becauseOf(late) }]);
    if (code) found.push(...(await placesThatFit(asked.files, code, edits, kind)));
  }
  return found;
}

function isSame(one: Substitution, other: Substitution): boolean {
  return (
    one.oldText === other.oldText &&
    one.newText === other.newText &&
    areEqual(one.left, other.left) &&
    areEqual(one.right, other.right)
  );
}

function areEqual(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((token, i) => token === b[i]);
}

/** A name is gone that the workspace declared before: what still has it is in want of the change. */
function nameIsGone({ files, changes }: NextEditQuestion, { oldTokens, newTokens }: Substitution): boolean {
  return oldTokens.some(
    (token) =>
      isName(token) &&
      !keywords.has(token) &&
      !newTokens.includes(token) &&
      files.workspace.definitions(token).length === 0 &&
      changes.some(({ base, text }) => declares(base, token) && !declares(text, token)),
  );
}

/** The number of lines that examples are on: two on one line are one example. */
function placesOf({ changes }: NextEditQuestion, examples: readonly Substitution[]): number {
  const baseOf = (key: string) => changes.find((one) => one.key === key)?.base ?? "";
  return new Set(examples.map(({ key, old }) => `${key} ${lineStart(baseOf(key), old.start)}`)).size;
}

/**
 * Files where a change is made may want it elsewhere too. Others do once it was made in two, of code or of tests as they
 * are.
 */
export function isNearExamples(path: string, examples: readonly Substitution[]): boolean {
  const paths = new Set(examples.map(({ key }) => key));
  if (paths.has(path)) return true;
  return paths.size > 1 && [...paths].some((one) => isTest(one) === isTest(path));
}

/** A rough look, which is enough beside an index that knows no declaration of the name. */
function declares(text: string, name: string): boolean {
  const escaped = name.replaceAll("$", "\\$");
  return new RegExp(
    `(?:\\b(?:function\\*?|class|const|let|var|def|interface|type|enum)\\s+${escaped}(?![\\p{L}\\p{N}_$]))|(?:^${escaped}\\s*[:=](?!=))`,
    "mu",
  ).test(text);
}

/** Signs and keywords alone stand everywhere, and so does one name where something only comes or goes. */
function saysSomething({ oldTokens, newTokens, left, right }: Substitution): boolean {
  const isTelling = (token: string) => isName(token) && !keywords.has(token) && token.length > 1;
  if (![...oldTokens, ...newTokens].some((token) => /[\p{L}\p{N}_$]/u.test(token))) return false;
  const around = new Set([...left, ...right].filter(isTelling));
  if (oldTokens.length === 0 || newTokens.length === 0) return around.size > 1;
  return around.size > 0 || oldTokens.some(isTelling);
}

/** The user has changed places above and below, and not this one. */
function wasPassedOver({ path, start }: PatternMatch, examples: readonly Substitution[]): boolean {
  const here = examples.filter(({ key }) => key === path).map(({ now }) => now.start);
  return here.some((one) => one < start) && here.some((one) => one > start);
}

/** Which other imports are meant depends on the names in them: `movedImport` looks at these. */
function isInImport({ tags }: CodeWithTree, { now }: Substitution): boolean {
  return tags.imports.some(({ start, end }) => start <= now.start && now.end <= end);
}

/** More places than this for each example: two say little of so many. */
const maxForEach = 10;

/** A name that a function declares is its own: the same name in another function is another thing. */
function declaresLocally(code: CodeWithTree, { now, newTokens }: Substitution): boolean {
  const [name] = newTokens;
  const node = newTokens.length === 1 && name !== undefined ? nameNodeAt(code, now.start, name) : undefined;
  const role = node && code.names?.names.has(node.type) ? code.names.role(node) : undefined;
  return role?.kind === "declaration" && role.scope.id !== code.tree.rootNode.id;
}

function becauseOf({ oldText, newText }: Pick<Substitution, "oldText" | "newText">): string {
  const [old, now] = [oldText.trim(), newText.trim()];
  if (old === "") return `\`${now}\` was added between the same words.`;
  if (now === "") return `\`${old}\` was taken out between the same words.`;
  return `\`${old}\` became \`${now}\` between the same words.`;
}
