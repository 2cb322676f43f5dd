import type { Language } from "../../grammars/language.ts";
import { languageOf, languageWithId } from "../../grammars/languages.ts";
import { extract } from "../index/extract.ts";
import { parse, type Tree } from "../index/parse.ts";
import type { Definition, Tags } from "../index/tags.ts";
import { indentationUnit, lineEndOf } from "../text/indentStyle.ts";
import { lineStart } from "../text/lines.ts";
import type { EditTarget } from "./target.ts";

/** A text, its tree and what it declares. Without a grammar, or too large for one, there is no tree. */
export type Parsed = { readonly text: string; readonly tree: Tree | undefined; readonly tags: Tags };

/** A target with everything about it that the steps of an edit ask for. */
export type Original = EditTarget &
  Parsed & {
    readonly language: Language | undefined;
    /** What may change, with the blanks before it on its line, as lines that end in \n. */
    readonly region: string;
    /** Where `region` begins in `text`. */
    readonly regionStart: number;
    readonly unit: string | undefined;
    readonly lineEnd: "\n" | "\r\n";
    /** The definitions that the region holds, without those inside them. */
    readonly own: readonly Definition[];
    /** The definitions around the region, the innermost first. */
    readonly around: readonly Definition[];
  };

const noTags: Tags = { definitions: [], imports: [] };

export function original(target: EditTarget): Original {
  const { text, start, end } = target;
  const language = languageWithId(target.languageId) ?? languageOf(target.path);
  const before = lineStart(text, start);
  const regionStart = start < end && /^[ \t]*$/.test(text.slice(before, start)) ? before : start;
  const parsedText = parsed(language, text);
  const { definitions } = parsedText.tags;
  const isInside = (one: Definition | undefined) => one !== undefined && one.start >= regionStart && one.end <= end;
  return {
    ...target,
    ...parsedText,
    language,
    region: text.slice(regionStart, end).replaceAll("\r\n", "\n"),
    regionStart,
    unit: indentationUnit(text.slice(0, start), text.slice(start)),
    lineEnd: lineEndOf(text.slice(0, start), text.slice(start)),
    own: definitions.filter((one) => isInside(one) && !isInside(definitions[one.parent])),
    around: definitions.filter((one) => one.start <= start && end <= one.end && !isInside(one)).reverse(),
  };
}

export function parsed(language: Language | undefined, text: string): Parsed {
  const tree = language && parse(language, text);
  return { text, tree, tags: language && tree ? extract(language, tree, text) : noTags };
}

/** Code for the target parsed; members of a class, which do not stand alone in every language, as in a class. */
export function parsedPart(original: Original, code: string): Parsed {
  const known = parts.get(original) ?? new Map<string, Parsed>();
  const part = known.get(code) ?? parsedAlone(original, code);
  parts.set(original, known.set(code, part));
  return part;
}

/** The steps of one edit ask about the same code again and again. */
const parts = new WeakMap<Original, Map<string, Parsed>>();

function parsedAlone({ language, around }: Original, code: string): Parsed {
  const alone = parsed(language, code);
  if (!alone.tree?.rootNode.hasError || language?.indented || around[0]?.kind !== "class") return alone;
  const head = "class _ {\n";
  const { tree, tags } = parsed(language, `${head}${code}\n}\n`);
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
