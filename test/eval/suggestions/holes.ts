import type Parser from "tree-sitter";
import type { Language } from "../../../grammars/language.ts";
import { parse } from "../../../server/languages/parse.ts";
import { isBlank, isTrivial, lineEnd, lineStart } from "../../../server/text/lines.ts";

/** A piece cut out of a real file: what a suggestion at `start` should say is `text.slice(start, end)`. */
export type Cut = {
  readonly kind: HoleKind;
  readonly path: string;
  readonly text: string;
  readonly language: Language;
  readonly start: number;
  readonly end: number;
};

export type HoleKind = "rest of line" | "mid-line" | "arguments" | "block" | "body" | "import" | "complete";

export const holeKinds: readonly HoleKind[] = [
  "rest of line",
  "mid-line",
  "arguments",
  "block",
  "body",
  "import",
  "complete",
];

type Range = { readonly start: number; readonly end: number };

/** Lines of a body or block that a model of any size may be expected to write. */
const maxLines = 10;

/** Every hole of every kind that can be cut in a file; none in a file that does not parse. */
export function cutsOf(path: string, text: string, language: Language): Cut[] {
  const root = parse(language, text)?.rootNode;
  if (!root || root.hasError) return [];
  return holeKinds.flatMap((kind) => {
    return cutters[kind](root, text).map(({ start, end }) => ({ kind, path, text, language, start, end }));
  });
}

const cutters: Readonly<Record<HoleKind, (root: Parser.SyntaxNode, text: string) => Range[]>> = {
  "rest of line": (_, text) =>
    codeLines(text).flatMap((line) => borders(text, line).map((start) => ({ start, end: line.end }))),
  "mid-line": (_, text) => {
    return codeLines(text).flatMap((line) => {
      const inner = borders(text, line);
      return inner.slice(0, -2).map((start, i) => ({ start, end: inner[i + 2] as number }));
    });
  },
  arguments: (root, text) => {
    return root
      .descendantsOfType(["arguments", "argument_list"])
      .map((node) => ({ start: node.startIndex + 1, end: node.endIndex - 1 }))
      .filter(({ start, end }) => end > start && text[start - 1] === "(" && !text.slice(start, end).includes("\n"));
  },
  block: (root, text) => blocks(root, text, false),
  body: (root, text) => blocks(root, text, true),
  import: (root, text) => {
    const found = root.descendantsOfType(["import_statement", "import_from_statement"]);
    return found.slice(1).flatMap((node) => wholeLine(text, node));
  },
  complete: (root, text) => {
    const statements = ["expression_statement", "lexical_declaration", "return_statement", "import_from_statement"];
    return root
      .descendantsOfType([...statements, "import_statement", "type_alias_declaration", "public_field_definition"])
      .filter((node) => lineEnd(text, node.endIndex) === node.endIndex)
      .map((node) => ({ start: node.endIndex, end: node.endIndex }));
  },
};

const functions = /^(function|method|arrow_function|generator|class_static|function_definition)/;

/** The lines inside braces, or the lines of a Python block, without the blanks around them. */
function blocks(root: Parser.SyntaxNode, text: string, ofFunctions: boolean): Range[] {
  return root
    .descendantsOfType(["statement_block", "block"])
    .filter((node) => functions.test(node.parent?.type ?? "") === ofFunctions)
    .map((node) => inside(text, node))
    .filter(({ start, end }) => {
      const lines = text.slice(start, end).split("\n").length;
      return end > start && lines >= 2 && lines <= maxLines && isBlank(text.slice(lineStart(text, start), start));
    });
}

function inside(text: string, node: Parser.SyntaxNode): Range {
  const isBraced = text[node.startIndex] === "{";
  const inner = text.slice(node.startIndex + (isBraced ? 1 : 0), node.endIndex - (isBraced ? 1 : 0));
  const start = node.startIndex + (isBraced ? 1 : 0) + (inner.length - inner.trimStart().length);
  return { start, end: start + inner.trim().length };
}

function wholeLine(text: string, node: Parser.SyntaxNode): Range[] {
  const { startIndex: start, endIndex: end } = node;
  return lineStart(text, start) === start && lineEnd(text, start) === end ? [{ start, end }] : [];
}

/** Lines that hold code worth completing, from their first written character on. */
function codeLines(text: string): Range[] {
  const lines: Range[] = [];
  for (let start = 0; start < text.length; ) {
    const end = lineEnd(text, start);
    const line = text.slice(start, end);
    const isComment = /^\s*(\/\/|\/?\*|#)/.test(line);
    if (!isTrivial(line) && !isComment && line.length < 120) lines.push({ start: end - line.trimStart().length, end });
    start = end + 1;
  }
  return lines;
}

/** Where a typist may pause: behind the line's first token and before each of the following. */
function borders(text: string, { start, end }: Range): number[] {
  return [...text.slice(start, end).matchAll(/\w+|[^\w\s]/g)].slice(1).map((token) => start + token.index);
}
