import { languageOf, languageWithId } from "../../../grammars/languages.ts";
import { parse } from "../../languages/parse.ts";
import type { Import, Tags } from "../../languages/tags.ts";
import { lineEndOf } from "../../text/indentStyle.ts";
import { lineStart } from "../../text/lines.ts";
import type { KnownNames } from "../knownNames.ts";
import type { Original } from "../original.ts";
import type { TextChange } from "../proposal.ts";
import { exportersOf } from "./exporters.ts";
import { importStyle, requireStart } from "./fileStyle.ts";
import { belowStatement, headEnd, isAtLineStart } from "./head.ts";
import { isStrictlyEsm, requires } from "./moduleKind.ts";
import { wayTo } from "./specifier.ts";

/** A file that lacks an import; `path` is relative to its workspace folder. */
export type ImportingFile = {
  readonly path: string;
  readonly languageId: string;
  readonly text: string;
  readonly tags: Tags;
};

/** Facts about a file to import into it. `tree` need not reach further than where it has its imports. */
export type Importing = Pick<Original, "path" | "language" | "text" | "tags" | "tree" | "lineEnd">;

/** Licences and other comments at the top of a file are no longer; parsed in a millisecond. */
const maxHeadLength = 20_000;

/**
 * The change that imports a name the file uses and does not know: the fix that needs no model.
 * Undefined unless exactly one file of the workspace exports the name and can be imported from here.
 */
export function importFor(name: string, file: ImportingFile, names: KnownNames): TextChange | undefined {
  const { path, languageId, text, tags } = file;
  const language = languageWithId(languageId) ?? languageOf(path);
  const tree = language && parse(language, text.slice(0, maxHeadLength));
  return importInto({ path, language, text, tags, tree, lineEnd: lineEndOf("", text) }, name, names);
}

export function importInto(into: Importing, name: string, names: KnownNames): TextChange | undefined {
  const exporters = exportersOf(name, into, names);
  const [exporter] = exporters;
  if (!exporter || exporters.length > 1 || !into.language) return undefined;
  const way = wayTo(into, name, exporter, names);
  if (!way) return undefined;
  const { specifier } = way;
  if (into.language.folder === "python") return pythonImport(into, name, specifier);
  const { kind } = exporter.definition;
  const isType = kind === "interface" || kind === "type";
  const isJavaScript = /\.[cm]?jsx?$/.test(into.path);
  if (isType && isJavaScript) return undefined; // there is nothing to import when it runs
  const wanted = { name, specifier, isDefault: way.as === "default" };
  const { file } = exporter;
  if (!requires(into, file, names.project)) return scriptImport(into, { ...wanted, isType });
  return requireOf(into, { ...wanted, isInNamespace: wanted.isDefault && isStrictlyEsm(file.path, names.project) });
}

type Wanted = { readonly name: string; readonly specifier: string; readonly isDefault: boolean };

/** `isInNamespace`: what is required is a namespace that has the default export as a member. */
function requireOf(into: Importing, wanted: Wanted & { readonly isInNamespace: boolean }): TextChange {
  const { name, specifier, isDefault, isInNamespace } = wanted;
  const { text, tags } = into;
  const { quote, semicolon, padding } = importStyle(text, tags);
  const existing = tags.imports.filter((one) => one.kind === "require" && one.specifier === specifier);
  for (const one of isDefault ? [] : existing) {
    const start = requireStart(text, one);
    const extended = start === undefined ? undefined : extendedBraces(text, { start, end: one.start }, name);
    if (extended) return extended;
  }
  const taken = isInNamespace ? `default: ${name}` : name;
  const bound = isDefault && !isInNamespace ? name : `{${padding}${taken}${padding}}`;
  return statementAt(into, `const ${bound} = require(${quote}${specifier}${quote})${semicolon}`);
}

function scriptImport(
  into: Importing,
  { name, specifier, isDefault, isType }: Wanted & { readonly isType: boolean },
): TextChange {
  const { text, tags } = into;
  const { quote, semicolon, padding } = importStyle(text, tags);
  const existing = tags.imports.filter(
    (one) => one.specifier === specifier && one.kind === (isType ? "type" : "static"),
  );
  const bound = isDefault ? name : `{${padding}${name}${padding}}`;
  for (const one of existing) {
    const extended = isDefault ? beforeBraces(text, one, name) : extendedBraces(text, one, name);
    const added = extended ?? (isType || isDefault ? undefined : behindDefault(text, one, bound));
    if (added) return added;
  }
  const type = isType ? "type " : "";
  return statementAt(into, `import ${type}${bound} from ${quote}${specifier}${quote}${semicolon}`);
}

/** `import { a }` with the default export before the braces. */
function beforeBraces(text: string, { start, end }: Import, name: string): TextChange | undefined {
  const head = /^import\s+(?=\{)/.exec(text.slice(start, end))?.[0];
  return head === undefined
    ? undefined
    : { start: start + head.length, end: start + head.length, newText: `${name}, ` };
}

/** `import a` with names in braces. */
function behindDefault(text: string, { start, end }: Import, bound: string): TextChange | undefined {
  const head = /^import\s+(?!type\s)[\w$]+(?=\s+from\b)/.exec(text.slice(start, end))?.[0];
  return head === undefined
    ? undefined
    : { start: start + head.length, end: start + head.length, newText: `, ${bound}` };
}

/** `{ a, b }` with one name more, in order where they are in order, on a line of its own where each has one. */
function extendedBraces(
  text: string,
  { start, end }: Pick<Import, "start" | "end">,
  name: string,
): TextChange | undefined {
  const statement = text.slice(start, end);
  const open = statement.indexOf("{");
  const close = statement.lastIndexOf("}");
  if (open < 0 || close < open) return undefined;
  return extendedList(text, start + open + 1, start + close, name);
}

/** A list of names between two offsets with one more. */
function extendedList(text: string, start: number, end: number, name: string): TextChange | undefined {
  const items = [...text.slice(start, end).matchAll(/[^,\s][^,]{0,200}/g)].map((item) => ({
    start: start + item.index,
    text: item[0].trimEnd(),
  }));
  const last = items.at(-1);
  if (!last || items.some((item) => /[#/={]/.test(item.text))) return undefined;
  const sorted = items.every((item, i) => i === 0 || (items[i - 1]?.text ?? "") <= item.text);
  const rest = items.find((item) => item.text.startsWith("...")); // nothing may stand behind it
  const next = (sorted ? items.find((item) => item.text > name) : undefined) ?? rest;
  const gap =
    items.length > 1 ? text.slice((items[0]?.start ?? 0) + (items[0]?.text.length ?? 0), items[1]?.start) : ", ";
  const separator = /^\s*,/.test(gap) ? gap : ", ";
  if (next) return { start: next.start, end: next.start, newText: name + separator };
  const at = last.start + last.text.length;
  return { start: at, end: at, newText: (items.length > 1 ? separator : singleGap(text, start, last.start)) + name };
}

/** The only name of a list that is broken into lines stands on a line of its own, and so will the next. */
function singleGap(text: string, start: number, first: number): string {
  const lead = text.slice(start, first);
  return /[\r\n]/.test(lead) ? `,${lead}` : ", ";
}

function pythonImport(into: Importing, name: string, specifier: string): TextChange | undefined {
  const { text } = into;
  const existing = topImports(into).find((one) => {
    const statement = text.slice(one.start, one.end);
    return one.specifier === specifier && /^from\s/.test(statement) && !/[*#\\]/.test(statement);
  });
  if (!existing) return statementAt(into, `from ${specifier} import ${name}`);
  const statement = text.slice(existing.start, existing.end);
  const list = /\bimport\s*\(?/.exec(statement);
  if (!list) return undefined;
  const close = statement.lastIndexOf(")");
  return extendedList(
    text,
    existing.start + list.index + list[0].length,
    existing.start + (close < 0 ? statement.length : close),
    name,
  );
}

/** A new statement on a line of its own below the imports of a file, or where they would be. */
export function statementAt(into: Importing, statement: string): TextChange {
  const { text, tree, lineEnd: end } = into;
  const last = topImports(into).at(-1);
  const nodes = tree?.rootNode.namedChildren ?? [];
  const at = last ? belowStatement(text, last.end, nodes) : headEnd(into);
  const isFirst = !last;
  const isFollowed = isFirst && at < text.length && !/^[ \t]*(?:\r|\n)/.test(text.slice(at, at + 200));
  const isBelowHead = isFirst && text.slice(0, at).replace("\uFEFF", "") !== "";
  const before = (isAtLineStart(text, at) ? "" : end) + (isBelowHead ? end : "");
  const after = (at >= text.length && !isFirst && !isAtLineStart(text, at) ? "" : end) + (isFollowed ? end : "");
  return { start: at, end: at, newText: before + closed(statement, text.slice(at)) + after };
}

/** A `from __future__` import: the one that may stand above all others. */
export function futureStatementAt(into: Importing, statement: string): TextChange {
  const future = into.tags.imports.filter(({ specifier }) => specifier === "__future__").at(-1);
  const nodes = into.tree?.rootNode.namedChildren ?? [];
  const at = future ? belowStatement(into.text, future.end, nodes) : headEnd(into);
  const isApart = !future && at > 0 && into.text.slice(0, at).trim() !== "";
  const isFollowed = !future && at < into.text.length && !/^[ \t]*(?:\r|\n)/.test(into.text.slice(at, at + 200));
  const end = into.lineEnd;
  const before = (isAtLineStart(into.text, at) ? "" : end) + (isApart ? end : "");
  return { start: at, end: at, newText: before + statement + end + (isFollowed ? end : "") };
}

/** A `require` without a semicolon would call, index or tag with what stands below. */
function closed(statement: string, below: string): string {
  return /\)$/.test(statement) && /^\s*[([`+\-/]/.test(below.slice(0, 2000)) ? `${statement};` : statement;
}

/** The imports at the left margin above all code that could need them. */
function topImports({ text, tags }: Importing): readonly Import[] {
  const code = tags.definitions.find(
    ({ parent, kind, start }) =>
      parent < 0 &&
      (kind === "class" || kind === "function") &&
      !tags.imports.some((one) => one.start <= start && start < one.end),
  );
  return tags.imports.filter((one) => {
    if (one.kind === "dynamic" || one.kind === "reexport" || one.specifier === "__future__") return false;
    const start = one.kind === "require" ? (requireStart(text, one) ?? lineStart(text, one.start)) : one.start;
    if (code && start > code.start) return false;
    return isAtLineStart(text, start) && /^(?:import|from|const|let|var)\b/.test(text.slice(start, start + 8));
  });
}
