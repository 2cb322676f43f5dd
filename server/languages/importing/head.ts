import { elementAt } from "../../../base/at.ts";
import { belowLine, isBlank, lineEnd, lineStart } from "../../text/lines.ts";
import type { Node } from "../nameRules.ts";
import type { HeadRules, Importing } from "./rules.ts";

/** Licences, and tools that are told something of the whole file, in any language. */
const notices = /copyright|licen[sc]e|spdx-|@generated|\bdo not edit\b|-\*-|^\W*vim?:/im;

/**
 * The place where the first import of a file may stand. It is below its BOM, `#!`, encoding, licence and other comments
 * about the whole file. It is also below its docstring, directives such as "use strict", and `from __future__`. A
 * comment that is followed by a blank line is about the file. One directly above code belongs to that code, and the
 * import stands above both.
 */
export function headEnd({ text, tree }: Pick<Importing, "text" | "tree">, rules: HeadRules): number {
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
    isFirst = false;
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

/**
 * The start of the line below the statement that holds an offset. The line is also below all that begins on the last
 * line of the statement.
 */
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
