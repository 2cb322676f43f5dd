import { elementAt } from "../../../base/at.ts";
import { belowLine, isBlank, lineEnd, lineStart } from "../../text/lines.ts";
import type { Node } from "../scopes/nameRules.ts";
import type { Importing } from "./missingImport.ts";

/** Lines that a language wants at the top of a file, before any import. */
type HeadRules = {
  /** True if a statement must stand before all imports. `isFirst` tells that no other statement stands above it. */
  readonly isHead: (statement: Node, isFirst: boolean) => boolean;
  /** A comment that is about the whole file. */
  readonly ofFile: RegExp;
  /** A comment that is about the line below it. */
  readonly ofNext: RegExp;
};

/** Licences, and tools that are told something of the whole file, in any language. */
const notices = /copyright|licen[sc]e|spdx-|@generated|\bdo not edit\b|-\*-|^\W*vim?:/im;

const scriptHead: HeadRules = {
  isHead: (statement) =>
    statement.type === "hash_bang_line" ||
    (statement.type === "expression_statement" && statement.firstNamedChild?.type === "string"),
  ofFile:
    /^\/\/\/|@(?:ts-(?:no)?check|jsx\w*|flow|noflow|format|prettier|preserve|file(?:overview)?|module|packageDocumentation|(?:jest|vitest)-environment)\b|(?:es|ts|ox)lint[-:](?:disable|enable|env)(?!-)|lint-ignore-file|biome-ignore-all|(?:istanbul|c8|v8) ignore file|^\/\*\s*(?:globals?|exported)\s/,
  ofNext:
    /@ts-(?:ignore|expect-error)\b|lint[-:]disable-(?:next-)?line|lint-ignore\b(?!-file)|(?:prettier|biome|rome)-ignore\b(?!-all)|(?:istanbul|c8|v8) ignore (?!file)|[@#]__(?:PURE|NO_SIDE_EFFECTS)__/,
};

const pythonHead: HeadRules = {
  isHead: (statement, isFirst) =>
    statement.type === "future_import_statement" ||
    (isFirst && statement.type === "expression_statement" && statement.firstNamedChild?.type === "string"),
  ofFile:
    /^#(?:!|\s*(?:coding[:=]|mypy:|pyright:|ruff:|flake8:|isort:\s*skip_file|pylint:\s*(?!disable-next)|type:\s*ignore|\/\/\/|%%))/m,
  ofNext: /^#\s*(?:fmt:|yapf:|pylint:\s*disable-next|isort:\s*(?:off|split))/,
};

const otherHead: HeadRules = { isHead: () => false, ofFile: /^#!/, ofNext: /^$/ };

const headRules: Readonly<Record<string, HeadRules>> = { typescript: scriptHead, python: pythonHead };

/**
 * Where the first import of a file may stand: below its BOM, `#!`, encoding, licence and other comments about the whole
 * file, its docstring, directives such as "use strict", and `from __future__`. A comment that is followed by a blank line
 * is about the file; one directly above code belongs to that code, and the import stands above both.
 */
export function headEnd({ text, tree, language }: Pick<Importing, "text" | "tree" | "language">): number {
  const rules = headRules[language?.folder ?? ""] ?? otherHead;
  const nodes = tree?.rootNode.namedChildren ?? [];
  let end = text.startsWith("\uFEFF") ? 1 : 0;
  let isFirst = true;
  for (let i = 0; i < nodes.length; ) {
    const node = elementAt(nodes, i);
    if (node.type === "comment") {
      const run = commentRun(text, nodes, i);
      end = headOf(text, run, rules) ?? end;
      i += run.length;
      continue;
    }
    if (!rules.isHead(node, isFirst)) break;
    isFirst = isFirst && node.type === "hash_bang_line";
    end = belowStatement(text, node.endIndex, nodes);
    i++;
  }
  return end;
}

/** The comments from the `first` on that stand on adjacent lines. */
function commentRun(text: string, nodes: readonly Node[], first: number): readonly Node[] {
  let count = 1;
  for (; nodes[first + count]?.type === "comment"; count++) {
    const gap = text.slice(nodes[first + count - 1]?.endIndex, nodes[first + count]?.startIndex);
    if (!/^[ \t]*(?:\r\n|\r|\n)?[ \t]*$/.test(gap)) break;
  }
  return nodes.slice(first, first + count);
}

/** Where the part of a run of comments ends that is about the file. Undefined if none is. */
function headOf(text: string, run: readonly Node[], { ofFile, ofNext }: HeadRules): number | undefined {
  const texts = run.map((comment) => comment.text.slice(0, 2000));
  const next = texts.findIndex((comment) => ofNext.test(comment));
  const kept = next < 0 ? run.length : next;
  const last = run[kept - 1];
  if (!last) return undefined;
  const below = belowLine(text, last.endIndex);
  const isAlone = isBlank(text.slice(last.endIndex, below));
  const isApart = kept === run.length && isAlone && (below >= text.length || isBlankLine(text, below));
  const isOfFile = texts.slice(0, kept).some((comment) => ofFile.test(comment) || notices.test(comment));
  if (isApart || (isOfFile && isAlone)) return below;
  return undefined;
}

/** The start of the line below the statement that holds an offset, and below all that begins on its last line. */
export function belowStatement(text: string, offset: number, nodes: readonly Node[]): number {
  let end = offset;
  for (const node of nodes) {
    const isOnLine = node.startIndex < lineEnd(text, end) && node.endIndex > end;
    // Whoever writes no semicolons at line ends may begin the next line with one.
    if (isOnLine && !/^\s*[\r\n]\s*;$/.test(text.slice(end, node.endIndex))) end = node.endIndex;
  }
  return belowLine(text, end);
}

function isBlankLine(text: string, start: number): boolean {
  return isBlank(text.slice(start, lineEnd(text, start)));
}

/** True if a line starts at an offset, a BOM not counted. */
export function isAtLineStart(text: string, offset: number): boolean {
  const start = lineStart(text, offset);
  return start === offset || (start === 0 && offset === 1 && text.startsWith("\uFEFF"));
}
