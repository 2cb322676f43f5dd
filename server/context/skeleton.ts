import { languageOf } from "../../grammars/languages.ts";
import { rulesOf } from "../languages/languages.ts";
import type { Definition } from "../languages/tags.ts";
import { indentationOf } from "../text/lines.ts";
import { wordParts } from "./words.ts";
import type { DefinitionPlace, ViewedFile } from "./workspaceView.ts";

/** Members shown with their signature; the rest are only named. */
const maxSignatures = 10;
const maxNames = 40;

/** A definition without a body is shown whole up to here: a type is its own documentation. */
const maxCharacters = 600;

/**
 * A reader's view of a definition: the first line of its comment, and its signature. A class or interface shows the
 * members that have to do with `words`, then the names of the others.
 */
export function skeleton({ file, definition }: DefinitionPlace, words: ReadonlySet<string>): string {
  const { text } = file;
  const members = usable(membersOf(file.tags.definitions, definition), file);
  const head = [docLine(file, definition), signature(text, definition)].filter((line) => line !== "");
  if (members.length === 0) return head.join("\n");
  const near = members.filter((member) => wordParts(member.name).some((word) => words.has(word)));
  const shown = (near.length > 0 ? near : members).slice(0, maxSignatures);
  const named = members
    .filter((member) => !shown.includes(member))
    .slice(0, isNamedOnce(file) ? maxNamesOnce : maxNames);
  const lines = shown.map((member) => `  ${onOneLine(signature(text, member))}`);
  if (named.length > 0) lines.push(`  ${namesOnly(file, named)}`);
  return [...head, ...lines].join("\n");
}

/** A comment of the names of definitions, in the language of a file. */
export function namesOnly({ path }: ViewedFile, definitions: readonly Definition[]): string {
  const mark = languageOf(path)?.lineComment ?? "//";
  return `${mark} ${definitions.map(({ name }) => name).join(", ")}`;
}

/** More of them where each is named once: overloads have one name, and private ones are of no use elsewhere. */
const maxNamesOnce = 80;

/** True where the members of a type are shown because a name before a dot is known to be of it. */
function isNamedOnce({ path }: ViewedFile): boolean {
  return rulesOf(languageOf(path)).receivers !== undefined;
}

function usable(members: Definition[], file: ViewedFile): Definition[] {
  if (!isNamedOnce(file) || members.length <= maxSignatures) return members;
  const known = new Set<string>();
  return members.filter(({ name, start }) => {
    const isNew = !known.has(name);
    known.add(name);
    return isNew && !/^(?:@\w+\s+)*private\b/.test(file.text.slice(start, start + 80));
  });
}

/** From its first modifier up to its body. */
export function signature(text: string, { start, end, bodyStart }: Definition): string {
  const shown = text
    .slice(start, Math.min(bodyStart, end))
    .trimEnd()
    .replace(/(=>|=|\{)$/, "")
    .trimEnd();
  const whole = shown.length > maxCharacters ? `${shown.slice(0, maxCharacters)}…` : shown;
  return whole.startsWith("@") ? withoutDecorators(whole) : whole;
}

/** The definitions directly inside a class, an interface or an enum; none for anything else. */
export function membersOf(definitions: readonly Definition[], parent: Definition): Definition[] {
  return ["class", "interface", "enum", "namespace"].includes(parent.kind)
    ? definitionsInside(definitions, parent)
    : [];
}

/** The definitions directly inside another of their file. */
export function definitionsInside(definitions: readonly Definition[], parent: Definition): Definition[] {
  // The same definition may have been read out of the index twice.
  const index = definitions.findIndex(({ nameStart }) => nameStart === parent.nameStart);
  return definitions.filter((definition) => definition.parent === index);
}

function withoutDecorators(text: string): string {
  const lines = text.split("\n");
  const first = lines.findIndex((line) => !/^\s*[@)]/.test(line));
  return first < 0 ? text : lines.slice(first).join("\n").trimStart();
}

function docLine({ path, text }: ViewedFile, { docStart, docEnd, start }: Definition): string {
  if (docStart === docEnd) return "";
  const first =
    text
      .slice(docStart, docEnd)
      .split("\n")
      .find((line) => /\w/.test(line)) ?? "";
  const words = first
    .replace(/^\s*(\/\*\*?|\*|\/\/|#+|[rbuf]*"""|[rbuf]*''')\s*/i, "")
    .replace(/\s*(\*\/|"""|''')\s*$/, "");
  const mark = docStart < start && !text.startsWith("#", docStart) ? "//" : "#";
  const comment = languageOf(path)?.lineComment ?? mark;
  return words ? `${indentationOf(first)}${comment} ${words}`.trim() : "";
}

export function onOneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, " ");
}
