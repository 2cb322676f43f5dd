import type Parser from "tree-sitter";
import type { Language } from "../../../grammars/language.ts";
import type { NodeRules } from "../../../server/languages/language.ts";
import { rulesOf } from "../../../server/languages/languages.ts";
import { parse } from "../../../server/languages/parse.ts";
import { formatWithId } from "../../../server/languages/texts/format.ts";
import { noBrackets, readBrackets } from "../../../server/text/brackets.ts";
import { belowLine, isBlank, isTrivial, lineEnd, lineStart } from "../../../server/text/lines.ts";

/** A piece cut out of a real file: what a suggestion at `start` should say is `text.slice(start, end)`. */
export type Cut = {
  readonly kind: HoleKind;
  readonly path: string;
  readonly text: string;
  /** An LSP language identifier, of a language or a text format. */
  readonly languageId: string;
  readonly language: Language | undefined;
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

/** Every hole of every kind that can be cut in a file; none in a file that does not parse, or whose nodes are not known. */
export function cutsOf(path: string, text: string, language: Language): Cut[] {
  const root = parse(language, text)?.rootNode;
  const { nodes } = rulesOf(language);
  if (!root || root.hasError || !nodes) return [];
  const file = { path, text, language, languageId: language.ids[0] ?? "" };
  return holeKinds.flatMap((kind) => {
    return cutters[kind](root, text, nodes).map(({ start, end }) => ({ kind, ...file, start, end }));
  });
}

/** The text formats, by how the name of a file ends. */
const formatEndings: Readonly<Record<string, string>> = {
  md: "markdown",
  yml: "yaml",
  yaml: "yaml",
  toml: "toml",
  json: "json",
  html: "html",
  vue: "vue",
  svelte: "svelte",
  css: "css",
  scss: "scss",
  less: "less",
};

/** The identifier of the text format of a file, which has no grammar here. */
export function formatIdOf(path: string): string | undefined {
  return formatEndings[/\.(\w+)$/.exec(path)?.[1] ?? ""];
}

/** Every hole that can be cut in a text without a grammar, by its lines and their indentation; none in one with faults. */
export function cutsOfFormat(path: string, text: string, languageId: string): Cut[] {
  if (errorsOfFormat(text, languageId) > 0) return [];
  const file = { path, text, language: undefined, languageId };
  const lines = codeLines(text);
  const ranges: Partial<Record<HoleKind, Range[]>> = {
    "rest of line": lines.flatMap((line) => borders(text, line).map((start) => ({ start, end: line.end }))),
    "mid-line": lines.flatMap((line) => {
      const inner = borders(text, line);
      return inner.slice(0, -2).map((start, i) => ({ start, end: inner[i + 2] as number }));
    }),
    block: deeperLines(text),
    body: fenced(text, languageId),
    complete: lines.map(({ end }) => ({ start: end, end })),
  };
  return holeKinds.flatMap((kind) => (ranges[kind] ?? []).map((range) => ({ kind, ...file, ...range })));
}

/** Two to ten lines that are indented deeper than the one above them; lists in brackets come line by line. */
function deeperLines(text: string): Range[] {
  const found = text.matchAll(
    /(?<=^|\n)([ \t]*)\S[^\n]*(?<![[(])\n((?:\1[ \t]+\S[^\n]*\n){2,10})(?!\s*\n\1[ \t]|\1[ \t])/g,
  );
  return [...found].map(({ 0: all, 2: inner = "", index }) => {
    const start = index + all.length - inner.length;
    return { start: start + inner.length - inner.trimStart().length, end: index + all.trimEnd().length };
  });
}

/** All that stands in short fences of Markdown, or in short scripts and styles of a page. */
function fenced(text: string, languageId: string): Range[] {
  const pattern =
    languageId === "markdown"
      ? /(?<=^|\n)(```\w+\n)([^`]*?\S)(?=\n```\n)/g
      : /(<(?:script|style)\b[^>]*>\n)([^<]*?\S)(?=\n[ \t]*<\/(?:script|style)>)/g;
  if (!/^(?:markdown|html|vue|svelte)$/.test(languageId)) return [];
  return [...text.matchAll(pattern)].flatMap(({ 1: head = "", 2: inner = "", index }) => {
    const start = index + head.length;
    const lines = inner.split("\n");
    const isShort = lines.length <= maxLines && lines.every((line) => line.trim() !== "");
    const blanks = inner.length - inner.trimStart().length;
    return isShort ? [{ start: start + blanks, end: start + inner.length }] : [];
  });
}

/** What is wrong with a text: as its format says, else brackets of styles that nothing opens or closes. */
export function errorsOfFormat(text: string, languageId: string): number {
  const format = formatWithId(languageId);
  if (format?.errors) return format.errors(text);
  if (!format || format.isProse) return 0;
  const { open, unmatched } = readBrackets(text, noBrackets, format.marks);
  return open.length + (unmatched === undefined ? 0 : 1);
}

type Cutter = (root: Parser.SyntaxNode, text: string, nodes: NodeRules) => Range[];

/** What the grammars call arguments, and an import. */
const argumentTypes = ["arguments", "argument_list", "value_arguments"];
const importTypes = [
  "import_statement",
  "import_from_statement",
  "import_declaration",
  "import_spec",
  "import",
  "use_declaration",
  "namespace_use_declaration",
  "using_directive",
  "preproc_include",
];

const cutters: Readonly<Record<HoleKind, Cutter>> = {
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
      .descendantsOfType(argumentTypes)
      .map((node) => ({ start: node.startIndex + 1, end: node.endIndex - 1 }))
      .filter(({ start, end }) => end > start && text[start - 1] === "(" && !text.slice(start, end).includes("\n"));
  },
  block: (root, text, nodes) => blocks(root, text, nodes, false),
  body: (root, text, nodes) => blocks(root, text, nodes, true),
  import: (root, text) => {
    return root
      .descendantsOfType(importTypes)
      .slice(1)
      .flatMap((node) => wholeLine(text, node));
  },
  complete: (root, text, { blocks, members }) => {
    return root
      .descendantsOfType([...blocks, ...members])
      .flatMap(statementsOf)
      .filter((node) => lineEnd(text, node.endIndex) === node.endIndex)
      .map((node) => ({ start: node.endIndex, end: node.endIndex }));
  },
};

/** The statements in a block, from the first to the last of them, without the braces or words around. */
function blocks(root: Parser.SyntaxNode, text: string, nodes: NodeRules, ofFunctions: boolean): Range[] {
  return root
    .descendantsOfType([...nodes.blocks])
    .filter((node) => node.parent && isBody(node, nodes) === ofFunctions)
    .flatMap((node) => {
      const first = node.namedChildren.find((child) => !isLabel(child, node));
      // Grammars put a comment in front of `else` into the block above it.
      const column = first?.startPosition.column ?? 0;
      const last = node.namedChildren.findLast(
        ({ type, startPosition }) => !type.includes("comment") || startPosition.column >= column,
      );
      return first && last ? [{ start: first.startIndex, end: last.endIndex }] : [];
    })
    .filter(({ start, end }) => {
      const lines = text.slice(start, end).split("\n").length;
      return lines >= 2 && lines <= maxLines && isBlank(text.slice(lineStart(text, start), start));
    });
}

/** The value that a case is for, on the line that the case begins with. */
function isLabel(child: Parser.SyntaxNode, { type, startPosition }: Parser.SyntaxNode): boolean {
  return /case|section|group/.test(type) && child.startPosition.row === startPosition.row;
}

/** True if a block is all that a function does. */
function isBody({ type, parent }: Parser.SyntaxNode, { functions }: NodeRules): boolean {
  return [type, parent?.type, parent?.parent?.type].some((each, up) => {
    return each !== undefined && functions.has(each) && (up < 2 || parent?.type === "function_body");
  });
}

function statementsOf(block: Parser.SyntaxNode): Parser.SyntaxNode[] {
  return block.namedChildren.filter(({ type }) => !type.includes("comment"));
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
    start = Math.max(end + 1, belowLine(text, end));
  }
  return lines;
}

/** Where a typist may pause: behind the line's first token and before each of the following. */
function borders(text: string, { start, end }: Range): number[] {
  return [...text.slice(start, end).matchAll(/\w+|[^\w\s]/g)].slice(1).map((token) => start + token.index);
}
