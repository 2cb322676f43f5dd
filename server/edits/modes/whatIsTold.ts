import { indentationOf } from "../../text/lines.ts";

/** How a documentation comment tells of one kind of thing, in JSDoc, reStructuredText and Google's form. */
type Told = {
  /** A line that tells of one; its name is in the first group that matched. */
  readonly tag: RegExp;
  /** The line above those of Google's form. */
  readonly heading: RegExp;
};

const errors: Told = {
  tag: /^\s*(?:\*\s*)?(?:@(?:throws|exception)\s+\{?([\w$.]+)|:raises?\s+([\w.]+)\s*:)/,
  heading: /^(\s*)Raises:?\s*$/,
};

const parameters: Told = {
  tag: /^\s*(?:\*\s*)?(?:@param\s+(?:\{[^}\n]{0,200}\}\s*)?\[?([\w$]+)|:param\s+(?:\w+\s+)?(\w+)\s*:)/,
  heading: /^(\s*)(?:Args|Arguments|Parameters):?\s*$/,
};

const anyTag = /^\s*(?:\*\s*)?(?:@\w+|:\w+|\*\/|"""|''')/;
const entry = /^\s*(?:-\s*)?`?([A-Za-z_][\w.]*)`?\s*(?:\([^)\n]{0,200}\))?\s*:/;

/**
 * Documentation without the errors that it made up: of which the code of the file never speaks. An error that comes from
 * a library unnamed is left out with them; to tell too little misleads nobody.
 */
export function withoutInventedErrors(documentation: string, code: string): string {
  const known = new Set(code.match(/[\w$]+/g));
  return without(documentation, errors, (name) => !known.has(name.split(".").at(-1) ?? name));
}

/** Documentation that does not list the object a method is called on among the parameters: no caller passes it. */
export function withoutReceiver(documentation: string): string {
  return without(documentation, parameters, (name) => /^(?:this|self|cls)$/.test(name));
}

/**
 * Documentation of a function without parameters that lists none: what a model lists there are variables of its body.
 * Where there are parameters, a name that is none of them may be one of them misnamed, which is not for us to leave out.
 */
export function withoutInventedParameters(documentation: string, signature: string): string {
  if (!noParameters.test(signature)) return documentation;
  const known = new Set(signature.match(/[\w$]+/g));
  return without(documentation, parameters, (name) => !known.has(name));
}

/** Only the object that a method is called on stands between the first parentheses. */
const noParameters = /^[^(]*\(\s*(?:(?:self|cls|this)\b[^,()]*,?\s*)?\)/;

function without(documentation: string, { tag, heading }: Told, isLeftOut: (name: string) => boolean): string {
  const kept: string[] = [];
  const lines = documentation.split("\n");
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const name = tag.exec(line)?.slice(1).find(Boolean);
    if (name !== undefined && isLeftOut(name)) at = endOfTag(lines, at) - 1;
    else if (heading.test(line)) at = withSection(lines, at, kept, isLeftOut);
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

/** Google's form: a heading, and an indented entry for each. Gives the last line of the section. */
function withSection(
  lines: readonly string[],
  at: number,
  kept: string[],
  isLeftOut: (name: string) => boolean,
): number {
  const depth = indentationOf(lines[at] ?? "").length;
  const entries: string[] = [];
  let isKept = true;
  let end = at + 1;
  for (; end < lines.length; end++) {
    const line = lines[end] ?? "";
    if (line.trim() === "" || indentationOf(line).length <= depth || /"""|'''/.test(line)) break;
    const name = entry.exec(line)?.[1];
    if (name !== undefined) isKept = !isLeftOut(name);
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
