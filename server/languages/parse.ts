import type Parser from "tree-sitter";
import type { Language } from "../../grammars/language.ts";
import { atOnce, type Steps } from "../slices/slices.ts";
import { asParsed } from "./asParsed.ts";
import { rulesOf } from "./languages.ts";
import { treeSitter } from "./treeSitter.ts";

export type Tree = Parser.Tree;

/** Longer texts (in UTF-16 units) get no tree: a generated giant of 3.4 MB takes 4 s and 1.3 GB. */
export const maxParsedLength = 1_000_000;

/** One parse may take this long, in time of the processor: 1 MB of the slowest real code takes 0.3 s on a slow machine. */
const parseTimeoutMicros = 500_000;

/** A shorter text (in UTF-16 units) is parsed in some milliseconds: its time is counted where it takes longer than that. */
const shortLength = 50_000;

const parsers = new Map<Language, Parser>();

/**
 * The syntax tree of `text`, or undefined where it is too long or took too long. `old` is the tree of an earlier text.
 * `edit` has told it every change since, so that only the changes are parsed.
 */
export function parse(language: Language, text: string, old?: Tree): Tree | undefined {
  if (text.length > maxParsedLength) return undefined;
  const parser = parserOf(language);
  const seen = asParsed(language, text);
  // To ask the system for the time spent may cost more than to parse a short text.
  let before = text.length > shortLength ? process.cpuUsage() : undefined;
  for (let spentMicros = 0; spentMicros < parseTimeoutMicros; ) {
    // A chunk is never larger than the buffer. A buffer of the text's size hands it over in one call.
    const tree: Tree | null = parser.parse(seen, old, { bufferSize: seen.length + 1 });
    if (tree) return tree;
    // The parser counts the time of a clock, which goes on while others have the processor. It resumes where it stopped.
    before ??= process.cpuUsage();
    const { user, system } = process.cpuUsage(before);
    spentMicros = user + system;
  }
  parser.reset(); // otherwise the next parse would resume this one, with another text
  return undefined;
}

/** A change: `[start, oldEnd)` of the old text became `[start, newEnd)` of the new one. */
export type Edit = { readonly start: number; readonly oldEnd: number; readonly newEnd: number };

/**
 * Tells a tree of `oldText` about one change. It mutates the tree, which then is good only as `old` of `parse`.
 * Rows are counted here because tree-sitter, unlike LSP, does not count a lone \r as a line end.
 */
export function edit(language: Language, tree: Tree, oldText: string, newText: string, change: Edit): void {
  const { start, oldEnd, newEnd } = rulesOf(language).masked ? withMasked(oldText, newText, change) : change;
  const startPosition = position(newText, start);
  tree.edit({
    startIndex: start,
    oldEndIndex: oldEnd,
    newEndIndex: newEnd,
    startPosition,
    oldEndPosition: position(oldText, oldEnd, start, startPosition),
    newEndPosition: position(newText, newEnd, start, startPosition),
  });
}

/** A line that may be masked is masked by all of it, see `LanguageRules.masked`: then all of it has changed. */
function withMasked(oldText: string, newText: string, { start, oldEnd, newEnd }: Edit): Edit {
  const first = newText.lastIndexOf("\n", start - 1) + 1;
  const rest = endOfLine(newText, newEnd) - newEnd;
  const isMasked =
    mayBeMasked.test(oldText.slice(first, oldEnd + rest)) || mayBeMasked.test(newText.slice(first, newEnd + rest));
  return isMasked ? { start: first, oldEnd: oldEnd + rest, newEnd: newEnd + rest } : { start, oldEnd, newEnd };
}

const mayBeMasked = /[A-Z][A-Z0-9_]{2}/;

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end;
}

/** How many ERROR and MISSING nodes lie in `[start, end]` or touch it. */
export function syntaxErrors(tree: Tree, start: number, end: number): number {
  return atOnce(syntaxErrorSteps(tree, start, end));
}

/** The same in steps, for a large tree; see `inSlices`. */
export function* syntaxErrorSteps(tree: Tree, start: number, end: number): Steps<number> {
  let errors = 0;
  const cursor = tree.walk();
  for (let visited = 1; ; visited++) {
    if (visited % nodesPerStep === 0) yield;
    const near = cursor.endIndex >= start && cursor.startIndex <= end;
    if (near && (cursor.nodeIsMissing || cursor.nodeTypeId === errorTypeId)) errors++;
    if (near && cursor.gotoFirstChild()) continue;
    while (cursor.startIndex > end || !cursor.gotoNextSibling()) if (!cursor.gotoParent()) return errors;
  }
}

/** Visited in a small part of a millisecond. */
const nodesPerStep = 100;

/** tree-sitter's id of ERROR nodes, in every grammar. */
const errorTypeId = 0xffff;

function parserOf(language: Language): Parser {
  let parser = parsers.get(language);
  if (!parser) {
    parser = new (treeSitter())();
    parser.setLanguage(language.grammar() as Parser.Language);
    parser.setTimeoutMicros(parseTimeoutMicros);
    parsers.set(language, parser);
  }
  return parser;
}

/** The point of `offset`, counted on from a known point before it. */
function position(text: string, offset: number, from = 0, { row, column } = { row: 0, column: 0 }): Parser.Point {
  let lineStart = from - column;
  for (let end = text.indexOf("\n", from); end >= 0 && end < offset; end = text.indexOf("\n", end + 1)) {
    row++;
    lineStart = end + 1;
  }
  return { row, column: offset - lineStart };
}
