import type { Language } from "../../../grammars/language.ts";
import { keywords } from "../../context/words.ts";
import { rulesOf } from "../../languages/languages.ts";
import { nameUseSteps } from "../../languages/localName.ts";
import { scan } from "../../languages/scan.ts";
import type { Tags } from "../../languages/tags.ts";
import type { Steps } from "../../slices/slices.ts";
import { belowLine, lineStart } from "../../text/lines.ts";
import type { OffsetRange } from "../../text/offsetRange.ts";

/** A file whose imports are being written. */
type Lacking = { readonly text: string; readonly tags: Tags; readonly language: Language };

/** Longer statements are not parsed while somebody types: what they use counts as used. */
const maxStatement = 5000;

/** So many uses of one name are looked at: the first may be its own declaration. */
const maxUses = 3;

/**
 * Names that a file uses and that nothing in it declares or imports, in the order of their first use, each with where it
 * is used. Only by how they are written: `isLacking` looks closer. `apart` is not read: the statement that is typed.
 */
export function lackingNames({ text, tags, language }: Lacking, apart: OffsetRange): ReadonlyMap<string, number[]> {
  const globals = rulesOf(language).names?.globals;
  const known = new Set<string>();
  for (const { name, parent } of tags.definitions) if (parent < 0) known.add(name);
  for (const { names, start } of tags.imports) {
    if (apart.start <= start && start < apart.end) continue;
    for (const { local } of names) known.add(local);
  }
  const uses = new Map<string, number[]>();
  const declared = new Set<string>();
  scan(text, language, (start, end) => {
    if (apart.start <= start && start < apart.end) return;
    const name = text.slice(start, end);
    if (name.length < 2 || known.has(name) || declared.has(name) || keywords.has(name) || globals?.has(name)) return;
    // The path of another import uses nothing.
    if (tags.imports.some((one) => one.start <= start && start < one.end)) return;
    if (isDeclared(text, start, end)) declared.add(name);
    else if (!isUse(text, start, end)) return;
    const found = uses.get(name);
    if (!found) uses.set(name, [start]);
    else if (found.length < maxUses) found.push(start);
  });
  for (const name of declared) uses.delete(name);
  return uses;
}

/** What is declared inside of a function, a loop or a comprehension, or is assigned. */
function isDeclared(text: string, start: number, end: number): boolean {
  const left = text.slice(Math.max(0, start - 40), start);
  if (/[ \t]/.test(left.at(-1) ?? "") && declaring.test(left)) return true;
  const isAssigned = text.charCodeAt(end) === equals || text.charCodeAt(end + 1) === equals;
  return isAssigned && first.test(left) && /^\s?=(?![=>])/.test(text.slice(end, end + 4));
}

const equals = 61;
const declaring = /(?<![\w$.])(?:as|class|const|def|for|function|let|type|var)[ \t]+$/;
const first = /(?:^|[\r\n;([{,])[ \t]*$/;

/** Neither a member of something else, nor the key of an object, a keyword argument or what is assigned. */
function isUse(text: string, start: number, end: number): boolean {
  if ((text[start - 1] === "." && text[start - 2] !== ".") || text[start - 1] === "\\") return false;
  const right = /^\s*(=>|==|::|[=:?(]?)/.exec(text.slice(end, end + 20))?.[1];
  return right !== ":" && right !== "=" && right !== "=>";
}

/** True if a member of it is used: `url.Parse`. */
export function hasMember(text: string, name: string, uses: readonly number[]): boolean {
  return uses.some((use) => text[use + name.length] === ".");
}

/** Whether one of the uses of a name is free: no function or loop around it introduces it. */
export function* isLacking({ text, language }: Lacking, uses: readonly number[]): Steps<boolean> {
  for (const use of uses) {
    const { start, end } = statementAround(text, use);
    if (end - start > maxStatement) return true;
    const { role } = yield* nameUseSteps(language, text.slice(start, end), use - start);
    if (role === "free") return true;
    yield;
  }
  return false;
}

/** From the nearest line above that begins at the left margin to the next one below. */
function statementAround(text: string, offset: number): OffsetRange {
  const isMargin = (at: number) => /[^\s)\]}]/.test(text[at] ?? "");
  let start = lineStart(text, offset);
  while (start > 0 && !isMargin(start) && offset - start < maxStatement) start = lineStart(text, start - 1);
  let end = belowLine(text, offset);
  while (end < text.length && !isMargin(end) && end - start < maxStatement) end = belowLine(text, end);
  return { start, end };
}
