import { linesAround } from "../context/place.ts";
import type { RecentHunk } from "../context/recentEdits.ts";
import type { DefinitionKind } from "../languages/tags.ts";
import type { OffsetRange } from "../text/offsetRange.ts";
import type { Action, OfferWork } from "./action.ts";
import { changeOf } from "./change.ts";
import {
  changedAt,
  changeSections,
  codeNames,
  hunkLines,
  isChangedIn,
  isMadeWithoutModel,
  lineSpan,
  maxExamples,
} from "./lastChanges.ts";
import { sameChangeHere } from "./sameChangeHere.ts";
import type { Site } from "./site.ts";
import { nodeAt, standsAlone, statementAround, textOf } from "./syntax.ts";

/** Of more code a small model writes a part, which nobody can put in its place. */
const maxLines = 30;

/** Above the cursor and below it. */
const linesBeside = 8;

/**
 * Has the model do at the cursor what has to follow from the last changes: it is shown these before and after, and writes
 * the function or class around the cursor as it has to be since then, of a long one the statement. It is for what no rule
 * finds, as nothing that was typed is repeated: a field became a list, and what reads it does not know yet.
 *
 * @example Carry on in header what was changed in line 2
 * Typed: string[]
 * Then: function header
 * ```ts
 * type Article = {
 *   tags: │string│;
 * };
 * function header(article: Article) {
 *   return `Tags: ${article.tags}`;
 * }
 * ```
 * ```ts
 * type Article = {
 *   tags: string[];
 * };
 * «function header(article: Article) {
 *   return `Tags: ${article.tags.join(", ")}`;
 * }»
 * ```
 */
export const carryOn: Action = {
  id: "carry-on",
  kind: "refactor.rewrite",
  offers: (site) => {
    const range = rangeAt(site);
    const examples = site.nextEdits.examples();
    const last = range && examples.find((one) => isOf(site, range, one));
    if (!last || isMadeWithoutModel(site, range)) return [];
    // Where a statement is like one that was changed, that is what is meant.
    if (sameChangeHere.offers(site).length > 0) return [];
    const name = nameOf(site, range);
    return [
      {
        title: `Carry on ${name === undefined ? "here" : `in ${name}`} what was changed in ${changedAt(site, last)}`,
        work: carriedOn(site, range, examples),
      },
    ];
  },
};

/** The work of a model at a place where somebody asks for what comes next, whatever stands there. */
export function nextEditWork(site: Site): OfferWork | undefined {
  const examples = site.nextEdits.examples();
  return examples.length > 0 ? carriedOn(site, rangeAt(site) ?? linesNear(site), examples) : undefined;
}

/** The lines around the cursor, where nothing else is known of it. */
function linesNear({ file: { text }, start }: Site): OffsetRange {
  return linesAround(text, start, linesBeside, linesBeside);
}

function carriedOn(site: Site, range: OffsetRange, examples: readonly RecentHunk[]): OfferWork {
  const shown = examples.slice(0, maxExamples).reverse();
  const beside = shown.flatMap(changeSections);
  const takenBack = [...site.nextEdits.takenBack(), ...withoutChanges(site, range, shown)];
  const say = "Do here what has to follow from these changes.";
  return changeOf(site, range, { instruction: "carry-on", say, beside, takenBack });
}

/** The code as it was before each of the changes that were made in it: an answer that is this takes one back. */
function withoutChanges(site: Site, range: OffsetRange, changes: readonly RecentHunk[]) {
  const now = textOf(site, range);
  return changes.flatMap(({ path, before, after }) => {
    const [old, changed] = [before.trim(), after.trim()];
    const at = path === site.file.path && changed !== "" ? now.indexOf(changed) : -1;
    return at < 0 ? [] : [{ before: now, after: now.slice(0, at) + old + now.slice(at + changed.length) }];
  });
}

/** What is selected, else the class or function around the cursor, else the statement there. */
function rangeAt(site: Site): OffsetRange | undefined {
  const range = site.start < site.end ? site : (definitionNear(site) ?? wholeStatement(site));
  return range && isShort(site, range) ? { start: range.start, end: range.end } : undefined;
}

/** One that stands on lines of its own: where code does not parse yet, what looks like one may be half a line. */
function wholeStatement(site: Site): OffsetRange | undefined {
  const statement = statementAround(site, nodeAt(site));
  return statement && standsAlone(site, statement) ? statement : undefined;
}

/** The outermost short one: what follows from a field of a class is in several methods. */
function definitionNear(site: Site): OffsetRange | undefined {
  return site.tags.definitions.find(
    (one) => carriedOnIn.has(one.kind) && one.start <= site.start && site.end <= one.end && isShort(site, one),
  );
}

function isShort(site: Site, range: OffsetRange): boolean {
  return lineCount(site, range) <= maxLines;
}

function lineCount(site: Site, range: OffsetRange): number {
  const [first, last] = lineSpan(site, range);
  return last - first + 1;
}

const carriedOnIn: ReadonlySet<DefinitionKind> = new Set(["function", "method", "constructor", "class", "interface"]);

function nameOf({ tags }: Site, { start, end }: OffsetRange): string | undefined {
  return tags.definitions.find((one) => one.start === start && one.end === end)?.name;
}

/** The code holds what the change took away, or a name of the workspace that the change is about; or it was changed itself. */
function isOf(site: Site, range: OffsetRange, change: RecentHunk): boolean {
  const { before, after } = change;
  if (isChangedIn(site, range, change)) return lineCount(site, range) > hunkLines(after);
  const here = new Set(codeNames(textOf(site, range)));
  const now = new Set(codeNames(after));
  const common = (text: string) => codeNames(text).filter((name) => here.has(name));
  const isGone = common(before).some((name) => !now.has(name));
  return isGone || common(after).some((name) => isDeclared(site, name));
}

/** In this file, or in another one of the workspace. */
function isDeclared({ tags, workspace }: Site, name: string): boolean {
  return tags.definitions.some((one) => one.name === name) || workspace.definitions(name).length > 0;
}
