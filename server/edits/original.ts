import type { Language } from "../../grammars/language.ts";
import { languageOf, languageWithId } from "../../grammars/languages.ts";
import { extractSteps } from "../languages/extract.ts";
import { rulesOf } from "../languages/languages.ts";
import { type Edit, edit, type Tree } from "../languages/parse.ts";
import { parseInSlices } from "../languages/parseInSlices.ts";
import { type Definition, noTags, type Tags } from "../languages/tags.ts";
import { inSlices, Slices } from "../slices/slices.ts";
import { indentationUnit, lineEndOf } from "../text/indentStyle.ts";
import { lineStart } from "../text/lines.ts";
import type { EditTarget } from "./target.ts";

/** A text, its tree and what it declares. Without a grammar, or too large for one, there is no tree. */
export type Parsed = { readonly text: string; readonly tree: Tree | undefined; readonly tags: Tags };

/** A target with everything about it that the steps of an edit ask for. */
export type Original = EditTarget &
  Parsed & {
    readonly language: Language | undefined;
    /** The lines that may change, with the blanks before them on the first line; they end in \n. */
    readonly region: string;
    /** Where `region` begins in `text`. */
    readonly regionStart: number;
    readonly unit: string | undefined;
    readonly lineEnd: "\n" | "\r\n";
    /** The definitions that the region holds, without those inside them. */
    readonly own: readonly Definition[];
    /** The definitions around the region, the innermost first. */
    readonly around: readonly Definition[];
    /** Every step of an edit that takes long stops here to let typing through. */
    readonly slices: Slices;
  };

/** `known` is what is known of the very text of the target already, its tree good until the next `await`. */
export async function original(target: EditTarget, known?: Known): Promise<Original> {
  const { text, start, end } = target;
  const language = languageWithId(target.languageId) ?? languageOf(target.path);
  const before = lineStart(text, start);
  const regionStart = start < end && /^[ \t]*$/.test(text.slice(before, start)) ? before : start;
  const slices = new Slices();
  const parsedText = known && language ? await copied(language, text, known) : await parsed(language, text, slices);
  const { definitions } = parsedText.tags;
  const isInside = (one: Definition | undefined) => one !== undefined && one.start >= regionStart && one.end <= end;
  return {
    ...target,
    ...parsedText,
    language,
    slices,
    region: text.slice(regionStart, end).replaceAll("\r\n", "\n"),
    regionStart,
    unit: indentationUnit(text.slice(0, start), text.slice(start)),
    lineEnd: lineEndOf(text.slice(0, start), text.slice(start)),
    own: definitions.filter((one) => isInside(one) && !isInside(definitions[one.parent])),
    around: definitions.filter((one) => one.start <= start && end <= one.end && !isInside(one)).reverse(),
  };
}

export type Known = { readonly tree: Tree; readonly tags: Tags };

/** A separate tree that shares its nodes with the known one. The known one goes on to follow what is typed. */
async function copied(language: Language, text: string, { tree, tags }: Known): Promise<Parsed> {
  return { text, tree: await parseInSlices(language, text, tree), tags };
}

export async function parsed(language: Language | undefined, text: string, slices: Slices): Promise<Parsed> {
  const tree = language && (await parseInSlices(language, text));
  return withTags(language, text, tree, slices);
}

/** The text of a parsed one after a change: only what changed is parsed. */
export async function reparsed(
  language: Language | undefined,
  before: Parsed,
  text: string,
  change: Edit,
  slices: Slices,
): Promise<Parsed> {
  // Around errors not all that changed is parsed anew.
  if (!language || !before.tree || before.tree.rootNode.hasError) return parsed(language, text, slices);
  const old = await parseInSlices(language, before.text, before.tree);
  if (old) edit(language, old, before.text, text, change);
  return withTags(language, text, await parseInSlices(language, text, old), slices);
}

async function withTags(
  language: Language | undefined,
  text: string,
  tree: Tree | undefined,
  slices: Slices,
): Promise<Parsed> {
  await slices.restIfDue();
  const tags = language && tree ? await inSlices(extractSteps(language, tree, text), slices) : noTags;
  await slices.restIfDue();
  return { text, tree, tags };
}

/**
 * The code for the target, parsed. Members of a class do not stand alone in every language, so they are parsed as in a
 * class.
 */
export function parsedPart(original: Original, code: string): Promise<Parsed> {
  const known = parts.get(original) ?? new Map<string, Promise<Parsed>>();
  const part = known.get(code) ?? parsedAlone(original, code);
  parts.set(original, known.set(code, part));
  return part;
}

/** The steps of one edit ask about the same code again and again. */
const parts = new WeakMap<Original, Map<string, Promise<Parsed>>>();

async function parsedAlone({ language, around, slices }: Original, code: string): Promise<Parsed> {
  const alone = await parsed(language, code, slices);
  const frame = rulesOf(language).memberFrame;
  if (!alone.tree?.rootNode.hasError || !frame || around[0]?.kind !== "class") return alone;
  const head = `${frame[0]}\n`;
  const { tree, tags } = await parsed(language, `${head}${code}\n${frame[1]}\n`, slices);
  if (tree?.rootNode.hasError) return alone;
  const moved = (offset: number) => offset - head.length;
  const definitions = tags.definitions.slice(1).map((one) => ({
    ...one,
    nameStart: moved(one.nameStart),
    nameEnd: moved(one.nameEnd),
    start: moved(one.start),
    end: moved(one.end),
    bodyStart: moved(one.bodyStart),
    docStart: moved(one.docStart),
    docEnd: moved(one.docEnd),
    parent: one.parent - 1,
  }));
  return { text: code, tree, tags: { definitions, imports: [] } };
}

/** The lines of the file that the target does not hold, each without its blanks. */
export function outsideLines({ text, regionStart, end }: Original): ReadonlySet<string> {
  const lines = `${text.slice(0, regionStart)}\n${text.slice(end)}`.split("\n");
  return new Set(lines.map((line) => line.trim()));
}
