import type { Language } from "../../grammars/language.ts";
import { languageOf, languageWithId } from "../../grammars/languages.ts";
import type { Situation } from "../context/request.ts";
import { membersOf, signature } from "../context/skeleton.ts";
import { type DefinitionPlace, locationIn, type ViewedFile } from "../context/workspaceView.ts";
import type { SourceFile } from "../index/sourceFile.ts";
import type { ExportRules } from "../languages/importing/rules.ts";
import { rulesOf } from "../languages/languages.ts";
import type { Definition } from "../languages/tags.ts";
import { docMarkdown } from "./docs.ts";
import { harmlessMarkdown, withoutControls } from "./harmless.ts";
import type { Local, Subject } from "./subject.ts";
import { type Uses, usesOf } from "./uses.ts";

/** The index's facts about a name, to be shown. */
export type Facts = {
  readonly name: string;
  /** As Markdown names it. */
  readonly language: string;
  /** The declaration without its body; several where it is overloaded. */
  readonly signatures: readonly string[];
  /** Markdown. */
  readonly doc: string;
  /** "exported function", "method of `Stack`", "parameter of `push`". */
  readonly role: string;
  /** Undefined where the cursor is on the definition itself. */
  readonly definedAt: Location | undefined;
  /** The number of other definitions that are named where a name may stand for several. */
  readonly others: number;
  readonly uses: Uses | undefined;
};

/** `line` is zero-based. */
export type Location = { readonly uri: string; readonly path: string; readonly line: number };

const maxOverloads = 3;
const maxLines = 12;

/** A type is its own documentation: up to so many lines it is shown whole, else its first members. */
const maxTypeLines = 12;
const maxMembers = 8;

/** The number of a module's exports that are named. */
const maxNames = 12;

export async function factsOf(subject: Subject, { cursor, workspace }: Situation): Promise<Facts> {
  const { name } = subject;
  if (subject.kind === "local") return localFacts(name.text, subject.local, cursor.file);
  if (subject.kind === "module") return moduleFacts(name.text, subject.file);
  const [place, ...others] = subject.places;
  const { file, definition } = place;
  const overloads = overloadsOf(place);
  const language = languageName(file.path === cursor.file.path ? cursor.file : file);
  const isHere = file.path === cursor.file.path && overloads.some(({ nameStart }) => nameStart === name.start);
  const documented = overloads.find(({ docStart, docEnd }) => docStart < docEnd) ?? definition;
  return {
    name: definition.name,
    language,
    signatures: overloads.slice(0, maxOverloads).map((one) => declaration({ file, definition: one })),
    doc: harmlessMarkdown(docMarkdown(file.text.slice(documented.docStart, documented.docEnd))).trim(),
    role: roleOf(place, rulesOf(languageIn(file.path === cursor.file.path ? cursor.file : file)).exporting),
    definedAt: isHere ? undefined : { path: file.path, ...locationIn(file, definition.nameStart) },
    others: others.length,
    uses: await usesOf(workspace, place),
  };
}

function localFacts(name: string, local: Local, file: SourceFile): Facts {
  const { path } = file;
  const { isParameter, text, uri, line, function: around } = local;
  return {
    name,
    language: languageName(file),
    signatures: [clipped(withoutControls(text))],
    doc: "",
    role: `${isParameter ? "parameter" : "variable"}${around ? ` of \`${around}\`` : ""}`,
    definedAt: { uri, path, line },
    others: 0,
    uses: undefined,
  };
}

/** A module's exports, by name. */
function moduleFacts(name: string, { uri, path, tags }: ViewedFile): Facts {
  const offered = tags.definitions.filter(({ parent, exported }) => parent < 0 && exported !== "no");
  const names = [...new Set(offered.map((one) => `\`${one.name}\``))];
  const more = names.length > maxNames ? ` and ${names.length - maxNames} more` : "";
  return {
    name,
    language: languageName({ path }),
    signatures: [],
    doc: names.length > 0 ? `Exports ${names.slice(0, maxNames).join(", ")}${more}.` : "",
    role: "module",
    definedAt: { uri, path, line: 0 },
    others: 0,
    uses: undefined,
  };
}

/** All declarations of a function or method, of which the one with a body is not told to callers. */
function overloadsOf({ file, definition }: DefinitionPlace): readonly Definition[] {
  const { name, kind, parent } = definition;
  if (kind !== "function" && kind !== "method" && kind !== "constructor") return [definition];
  const same = file.tags.definitions.filter((one) => one.name === name && one.kind === kind && one.parent === parent);
  const bodiless = same.filter(({ bodyStart, end }) => bodyStart >= end);
  return bodiless.length > 0 && same.length > 1 ? bodiless : [definition];
}

function declaration(place: DefinitionPlace): string {
  const { file, definition } = place;
  const { kind, start, end } = definition;
  const isType = kind === "interface" || kind === "type" || kind === "enum";
  const whole = file.text.slice(start, end);
  if (isType && whole.split("\n").length <= maxTypeLines) return clipped(dedented(whole, file.text, start));
  const head = dedented(signature(file.text, definition), file.text, start);
  const members = isType ? membersOf(file.tags.definitions, definition) : [];
  const shown = members.slice(0, maxMembers).map((member) => `  ${oneLine(signature(file.text, member))}`);
  return clipped([head, ...shown, ...(members.length > maxMembers ? ["  …"] : [])].join("\n"));
}

/** Lines after the first lose the indentation that the first has in the file. */
function dedented(code: string, text: string, start: number): string {
  const indent = start - (text.lastIndexOf("\n", start - 1) + 1);
  const blanks = new RegExp(`(?<=\n)[ \\t]{0,${indent}}`, "g");
  return code.replace(blanks, "");
}

function clipped(code: string): string {
  const lines = withoutControls(code).split("\n");
  return lines.length <= maxLines ? lines.join("\n") : [...lines.slice(0, maxLines), "…"].join("\n");
}

function oneLine(code: string): string {
  return code.replace(/\s+/g, " ");
}

function roleOf(
  { file, definition: { kind, parent, exported } }: DefinitionPlace,
  exporting: ExportRules | undefined,
): string {
  const container = file.tags.definitions[parent];
  const word = kind === "enumMember" ? "member" : kind;
  if (container) return `${word} of \`${container.name}\``;
  if (exporting?.all) return word;
  return exported === "default" ? `default export, ${word}` : `${exported === "named" ? "exported " : ""}${word}`;
}

/** By how the file's name ends, else by what the editor says that it is. */
function languageName({ path, languageId = "" }: CodeText): string {
  const [id = languageId] = languageOf(path)?.ids ?? [];
  return rulesOf(languageIn({ path, languageId })).markdownName?.(id, path) ?? id;
}

function languageIn({ path, languageId = "" }: CodeText): Language | undefined {
  return languageOf(path) ?? languageWithId(languageId);
}

type CodeText = { readonly path: string; readonly languageId?: string };
