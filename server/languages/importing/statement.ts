import type { TextChange } from "../../text/textChange.ts";
import type { Import } from "../tags.ts";
import { belowStatement, headEnd, isAtLineStart } from "./head.ts";
import type { Importing, ImportRules } from "./rules.ts";

/** A new statement on a line of its own below the imports of a file, or where they would be. */
export function statementAt(into: Importing, rules: ImportRules, statement: string): TextChange {
  const { text, tree, lineEnd: end } = into;
  const last = topImports(into, rules).at(-1);
  const nodes = tree?.rootNode.namedChildren ?? [];
  const at = last ? belowStatement(text, last.end, nodes) : headEnd(into, rules.head);
  const isFirst = !last;
  const isFollowed = isFirst && at < text.length && !/^[ \t]*(?:\r|\n)/.test(text.slice(at, at + 200));
  const isBelowHead = isFirst && text.slice(0, at).replace("\uFEFF", "") !== "";
  const before = (isAtLineStart(text, at) ? "" : end) + (isBelowHead ? end : "");
  const after = (at >= text.length && !isFirst && !isAtLineStart(text, at) ? "" : end) + (isFollowed ? end : "");
  return { start: at, end: at, newText: before + (rules.closed?.(statement, text.slice(at)) ?? statement) + after };
}

/** An import of the module whose imports stand above all others. */
export function firstStatementAt(into: Importing, rules: ImportRules, statement: string): TextChange {
  const last = into.tags.imports.filter(({ specifier }) => specifier === rules.first).at(-1);
  const nodes = into.tree?.rootNode.namedChildren ?? [];
  const at = last ? belowStatement(into.text, last.end, nodes) : headEnd(into, rules.head);
  const isApart = !last && at > 0 && into.text.slice(0, at).trim() !== "";
  const isFollowed = !last && at < into.text.length && !/^[ \t]*(?:\r|\n)/.test(into.text.slice(at, at + 200));
  const end = into.lineEnd;
  const before = (isAtLineStart(into.text, at) ? "" : end) + (isApart ? end : "");
  return { start: at, end: at, newText: before + statement + end + (isFollowed ? end : "") };
}

/** The imports at the left margin above all code that could need them. */
export function topImports({ text, tags }: Importing, rules: ImportRules): readonly Import[] {
  const code = tags.definitions.find(
    ({ parent, kind, start }) =>
      parent < 0 &&
      (kind === "class" || kind === "function") &&
      !tags.imports.some((one) => one.start <= start && start < one.end),
  );
  return tags.imports.filter((one) => {
    if (one.kind === "dynamic" || one.kind === "reexport" || one.specifier === rules.first) return false;
    const start = rules.startOf?.(text, one) ?? one.start;
    if (code && start > code.start) return false;
    return isAtLineStart(text, start) && rules.begins.test(text.slice(start, start + 8));
  });
}

/** A list of names between two offsets with one more. */
export function extendedList(text: string, start: number, end: number, name: string): TextChange | undefined {
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

/** The only name of a list that is broken into lines stands on its own line. The next will do so too. */
function singleGap(text: string, start: number, first: number): string {
  const lead = text.slice(start, first);
  return /[\r\n]/.test(lead) ? `,${lead}` : ", ";
}
