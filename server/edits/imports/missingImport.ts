import { languageOf, languageWithId } from "../../../grammars/languages.ts";
import { parse } from "../../index/parse.ts";
import type { Import, Tags } from "../../index/tags.ts";
import { lineEndOf } from "../../text/indentStyle.ts";
import { belowLine, lineEnd } from "../../text/lines.ts";
import type { KnownNames } from "../knownNames.ts";
import type { Original } from "../original.ts";
import type { TextChange } from "../proposal.ts";
import { exportersOf } from "./exporters.ts";
import { importStyle } from "./fileStyle.ts";
import { specifierFor } from "./specifier.ts";

/** A file that lacks an import; `path` is relative to its workspace folder. */
export type ImportingFile = {
  readonly path: string;
  readonly languageId: string;
  readonly text: string;
  readonly tags: Tags;
};

/** What there is to know of a file to import into it. `tree` need not reach further than where it has its imports. */
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
  const [place] = exporters;
  if (!place || exporters.length > 1 || !into.language) return undefined;
  const specifier = specifierFor(into, place.file.path, names);
  if (specifier === undefined) return undefined;
  const { kind, exported } = place.definition;
  const isType = kind === "interface" || kind === "type";
  const wanted = { name, specifier, isDefault: exported === "default", isType };
  return into.language.folder === "python" ? pythonImport(into, wanted) : scriptImport(into, wanted);
}

type Wanted = {
  readonly name: string;
  readonly specifier: string;
  readonly isDefault: boolean;
  readonly isType: boolean;
};

function scriptImport(into: Importing, { name, specifier, isDefault, isType }: Wanted): TextChange | undefined {
  const { text, tags, path } = into;
  const { quote, semicolon, padding } = importStyle(text, tags);
  if (isCommonJs(into)) {
    const bound = isDefault ? name : `{${padding}${name}${padding}}`;
    return statementAt(into, `const ${bound} = require(${quote}${specifier}${quote})${semicolon}`);
  }
  const isScript = /\.[cm]?jsx?$/.test(path);
  const existing = tags.imports.find((one) => one.specifier === specifier && one.kind === (isType ? "type" : "static"));
  const extended = existing && !isDefault ? extendedBraces(text, existing, name) : undefined;
  if (extended) return extended;
  const bound = isDefault ? name : `{${padding}${name}${padding}}`;
  return statementAt(
    into,
    `import ${isType && !isScript ? "type " : ""}${bound} from ${quote}${specifier}${quote}${semicolon}`,
  );
}

function isCommonJs({ path, tags }: Importing): boolean {
  if (path.endsWith(".cjs")) return true;
  const isRequired = tags.imports.some(({ kind }) => kind === "require");
  return isRequired && /\.jsx?$/.test(path) && !tags.imports.some(({ kind }) => kind === "static");
}

/** `{ a, b }` with one name more, in order where they are in order, on a line of its own where each has one. */
function extendedBraces(text: string, { start, end }: Import, name: string): TextChange | undefined {
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
  if (!last || items.some((item) => /[#/]/.test(item.text))) return undefined;
  const sorted = items.every((item, i) => i === 0 || (items[i - 1]?.text ?? "") <= item.text);
  const next = sorted ? items.find((item) => item.text > name) : undefined;
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
  return lead.includes("\n") ? `,${lead}` : ", ";
}

function pythonImport(into: Importing, { name, specifier }: Wanted): TextChange | undefined {
  const { text, tags } = into;
  const existing = tags.imports.find((one) => {
    const statement = text.slice(one.start, one.end);
    return (
      one.specifier === specifier &&
      /^from\s/.test(statement) &&
      !/[*#\\]/.test(statement) &&
      text[one.start - 1] !== " "
    );
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
  const { text, lineEnd: end } = into;
  const last = topImports(into).at(-1);
  if (last) {
    const at = lineEnd(text, last.end);
    return { start: at, end: at, newText: end + statement };
  }
  const at = headEnd(into);
  const isFollowed = at < text.length && !/^[ \t]*\r?\n/.test(text.slice(at, at + 200));
  const isBelowHead = text.slice(0, at).replace("\uFEFF", "") !== "";
  return { start: at, end: at, newText: (isBelowHead ? end : "") + statement + end + (isFollowed ? end : "") };
}

function topImports({ text, tags }: Importing): readonly Import[] {
  return tags.imports.filter(({ kind, start }) => {
    const isTop = start === 0 || /[\n\uFEFF]/.test(text[start - 1] as string) || kind === "require";
    const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, start + 8);
    return (
      isTop && kind !== "dynamic" && kind !== "reexport" && /^(?:\uFEFF)?(?:import|from|const|let|var)\b/.test(line)
    );
  });
}

/** Below what must come first: a BOM, `#!`, the comment and the docstring that a file begins with, `"use strict"`. */
function headEnd({ text, tree, language }: Importing): number {
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  for (const node of tree?.rootNode.namedChildren ?? []) {
    const isString = node.type === "expression_statement" && node.firstNamedChild?.type === "string";
    const isHead =
      isString ||
      node.type === "hash_bang_line" ||
      (node.type === "comment" && isHeadComment(node.text, language?.folder));
    if (!isHead) break;
    at = belowLine(text, node.endIndex);
  }
  return at;
}

function isHeadComment(comment: string, folder: string | undefined): boolean {
  return folder === "python"
    ? /^#(?:!| *-\*-| *coding)/.test(comment)
    : /copyright|licen[sc]e|@(?:ts-|jsx|flow)|eslint/i.test(comment.slice(0, 2000));
}
