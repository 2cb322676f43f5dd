import { elementAt } from "../../../base/at.ts";
import { indentationWidth } from "../../text/indentation.ts";
import { isBlank, lastWrittenLine } from "../../text/lines.ts";
import { endsBlock, goesOn, isConditional } from "../blockWords.ts";
import type { Filter, ShapedHole } from "../filter.ts";
import { onBlankLine } from "../hole.ts";

/** A statement that leaves its block whatever happens, at the start of its line. */
const leaves = /^\s*(?:(?:return|throw|raise)\b(?!\s*[:=,])|(?:continue|break)\b\s*\w*\s*;?\s*(?:(?:\/\/|#).*)?$)/;

/**
 * The lines that may follow such a statement at its indentation. They end the block, begin another branch or are
 * hoisted.
 */
const mayFollow =
  /^\s*(?:[)\]}#@*.?:&|+]|\/[/*]|(?:case|default|else|elif|except|finally|catch|yield|(?:async\s+)?function|export|interface|type)\b)/;

const isCloser = /^\s*[)\]}]/;

/**
 * No suggestion holds code that is never run. Nothing is suggested behind a statement that leaves the block. Nor is
 * such a statement suggested in front of others of its block. One that the user has begun is meant.
 *
 * @example Nothing stands behind a return
 * ```py
 * def tax(price):
 *     │«return price * 0.2
 *     print(price)»
 * ```
 * ```py
 * def tax(price):
 *     «return price * 0.2»
 * ```
 */
export const unreachable: Filter = (suggestion, hole) => {
  if (hole.brackets.inside !== "code" || /[)\]]/.test(hole.brackets.open.at(-1)?.close ?? "")) return suggestion;
  const lines = suggestion.text.split("\n");
  const isOwnLine = onBlankLine(hole);
  const written = lines.map((line, i) => (i === 0 ? hole.lineBefore + line : line));
  const left = isOwnLine ? leavingAbove(hole) : undefined;
  const first = written.find((line) => !isBlank(line)) ?? "";
  if (left !== undefined && isBehind(first, left, hole)) return "unreachable";
  const end = written.findIndex((line, i) => leavesBlock(line, hole) && isFollowed(written, i, hole));
  if (end < 0) return suggestion;
  const isLast = written.slice(end + 1).every(isBlank);
  const keeps = isLast && end > 0 ? end : !isLast ? end + 1 : isOwnLine ? 0 : lines.length;
  const text = lines.slice(0, keeps).join("\n").trimEnd();
  return isBlank(text) ? "unreachable" : { ...suggestion, text };
};

function leavesBlock(line: string, hole: ShapedHole): boolean {
  return leaves.test(line) && !isConditional(line, hole);
}

function isBehind(line: string, indent: number, hole: ShapedHole): boolean {
  const goesOnThere = mayFollow.test(line) || endsBlock(line, hole) || goesOn(line, hole);
  return indentationWidth(line) === indent && !goesOnThere;
}

/** True if the line below one of the written lines is a statement of its block. */
function isFollowed(written: readonly string[], at: number, hole: ShapedHole): boolean {
  const line = elementAt(written, at);
  // A statement that goes on over several lines ends further down.
  if (/[([{,]\s*$/.test(line)) return false;
  const next = written.slice(at + 1).find((other) => !isBlank(other)) ?? hole.nextLine;
  return !isBlank(next) && isBehind(next, indentationWidth(line), hole);
}

/** The indentation of the leaving statement right above the cursor's line; undefined where there is none. */
function leavingAbove(hole: ShapedHole): number | undefined {
  const { before, lineBefore, previousLine } = hole;
  let line = previousLine;
  if (isCloser.test(line)) {
    // The end of a statement of several lines: it began at the same indentation.
    const width = indentationWidth(line);
    let above = before.slice(0, before.length - lineBefore.length);
    for (let i = 0; i < 100; i++) {
      above = above.slice(0, above.lastIndexOf(line));
      line = lastWrittenLine(above);
      if (line === "" || indentationWidth(line) <= width) break;
    }
    if (indentationWidth(line) !== width || !/[([{]\s*$/.test(line)) return undefined;
  } else if (/[([{,]\s*$/.test(line)) return undefined;
  return leavesBlock(line, hole) ? indentationWidth(line) : undefined;
}
