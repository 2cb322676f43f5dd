import { noBrackets, readBrackets } from "../../text/brackets.ts";
import type { Marks } from "../../text/inside.ts";
import { indentationOf, lineEnd, lineStart } from "../../text/lines.ts";

/** A copy of so many lines at most: what is longer is seldom the same again. */
const maxLines = 8;

/**
 * The text from an offset to the end of its line, and on to where the brackets are closed that it opens. `indent` is what
 * further lines begin with in place of that line's own indentation.
 */
export function restFrom(text: string, at: number, indent: string, comments: Marks): string {
  let end = lineEnd(text, at);
  const first = text.slice(at, end).trimEnd();
  let state = readBrackets(`${first}\n`, noBrackets, comments);
  if (state.open.length === 0 || state.unmatched !== undefined) return first;
  const own = indentationOf(text.slice(lineStart(text, at), end));
  const lines = [first];
  while (lines.length < maxLines && end < text.length) {
    const start = text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 ? end + 2 : end + 1;
    end = lineEnd(text, start);
    const line = text.slice(start, end).trimEnd();
    if (line !== "" && !line.startsWith(own)) break;
    lines.push(line === "" ? "" : indent + line.slice(own.length));
    state = readBrackets(`${line}\n`, state, comments);
    if (state.unmatched !== undefined) break;
    if (state.open.length === 0) return lines.join("\n");
  }
  return first;
}
