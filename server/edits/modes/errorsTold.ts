import { indentationOf } from "../../text/lines.ts";

const tag = /^\s*(?:\*\s*)?(?:@(?:throws|exception)\s+\{?([\w$.]+)|:raises?\s+([\w.]+)\s*:)/;
const anyTag = /^\s*(?:\*\s*)?(?:@\w+|:\w+|\*\/|"""|''')/;
const heading = /^(\s*)Raises:?\s*$/;
const entry = /^\s*(?:-\s*)?`?([A-Za-z_][\w.]*)`?\s*:/;

/**
 * Documentation without the errors that it made up: of which the code of the file never speaks. An error that comes from
 * a library unnamed is left out with them; to tell too little misleads nobody.
 */
export function withoutInventedErrors(documentation: string, code: string): string {
  const known = new Set(code.match(/[\w$]+/g));
  const isInvented = (name: string) => !known.has(name.split(".").at(-1) ?? name);
  const kept: string[] = [];
  const lines = documentation.split("\n");
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const name = tag.exec(line)?.slice(1).find(Boolean);
    const section = heading.exec(line);
    if (name !== undefined && isInvented(name)) at = endOfTag(lines, at) - 1;
    else if (section) at = withSection(lines, at, kept, isInvented);
    else kept.push(line);
  }
  return closed(kept, documentation);
}

/** The line behind a tag and what goes on below it. */
function endOfTag(lines: readonly string[], at: number): number {
  let end = at + 1;
  while (end < lines.length && !anyTag.test(lines[end] ?? "") && /\w/.test(lines[end] ?? "")) end++;
  return end;
}

/** Google's form: a heading, and an entry for each error, indented. Gives the last line of the section. */
function withSection(
  lines: readonly string[],
  at: number,
  kept: string[],
  isInvented: (name: string) => boolean,
): number {
  const depth = indentationOf(lines[at] ?? "").length;
  const entries: string[] = [];
  let isKept = true;
  let end = at + 1;
  for (; end < lines.length; end++) {
    const line = lines[end] ?? "";
    if (line.trim() === "" || indentationOf(line).length <= depth || /"""|'''/.test(line)) break;
    const name = entry.exec(line)?.[1];
    if (name !== undefined) isKept = !isInvented(name);
    if (isKept) entries.push(line);
  }
  if (entries.length > 0) kept.push(lines[at] ?? "", ...entries);
  else while (kept.length > 1 && kept.at(-1)?.trim() === "") kept.pop();
  return end - 1;
}

/** A comment that ended on the line of the tag ends with a line of its own. */
function closed(lines: readonly string[], documentation: string): string {
  const text = lines.join("\n");
  const isOpen = documentation.trimEnd().endsWith("*/") && !text.trimEnd().endsWith("*/");
  return isOpen ? `${text}\n */` : text;
}
