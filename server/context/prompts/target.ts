import type { Definition } from "../../languages/tags.ts";
import type { Steps } from "../../slices/slices.ts";
import { lineAt, linesAround } from "../place.ts";
import type { Situation } from "../request.ts";
import { firstRules } from "../rules.ts";
import { signature, skeleton } from "../skeleton.ts";
import { uses } from "../uses.ts";
import { eachIdentifier, isWordUnit, keywords, wordParts } from "../words.ts";
import type { DefinitionPlace, ViewedFile } from "../workspaceView.ts";
import type { Section } from "./chat.ts";

/** The innermost function, method or class around an offset; else the innermost definition of any kind. */
export function enclosing(file: ViewedFile, offset: number): Definition | undefined {
  const around = file.tags.definitions.filter(({ start, end }) => start <= offset && offset <= end);
  return around.filter(({ start, bodyStart, end }) => bodyStart > start && bodyStart < end).at(-1) ?? around.at(-1);
}

/** The identifier at an offset, or just left of it. */
export function identifierAt(text: string, offset: number): string {
  let start = offset;
  let end = offset;
  while (start > 0 && isWordUnit(text.charCodeAt(start - 1))) start--;
  while (end < text.length && isWordUnit(text.charCodeAt(end))) end++;
  return text.slice(start, end);
}

/** The definition of a name in a file: imported, its own, or defined in one place only. */
export function placesOf({ workspace }: Situation, file: ViewedFile, name: string): readonly DefinitionPlace[] {
  const resolved = workspace.resolve(file.path, name);
  if (resolved.length > 0) return resolved;
  const named = file.tags.definitions.filter((definition) => definition.name === name);
  const own = named.map((definition) => ({ file, definition })).filter((place) => !isLocal(place));
  if (own.length > 0) return own;
  const all = workspace.definitions(name);
  return all.length === 1 ? all : [];
}

/** Inside a function, where nobody else sees it. */
function isLocal({ file, definition: { parent } }: DefinitionPlace): boolean {
  const around = file.tags.definitions[parent];
  return around !== undefined && ["function", "method", "constructor"].includes(around.kind);
}

/** The definition with its comment, whole. */
export function wholeSection(title: string, { file, definition }: DefinitionPlace): Section {
  const { docStart, docEnd, start, end } = definition;
  const from = docStart < docEnd ? Math.min(docStart, start) : start;
  return { title, path: file.path, startLine: lineAt(file.text, from), text: file.text.slice(from, end) };
}

/** Skeletons of what the names in a text stand for, in the order of the names, without `except`. */
export function* skeletonSections(
  situation: Situation,
  file: ViewedFile,
  text: string,
  title: string,
  limit: number,
  except: (place: DefinitionPlace) => boolean,
): Steps<Section[]> {
  const words = new Set<string>();
  const names = new Set<string>();
  eachIdentifier(text, (name) => {
    if (name.length > 2 && !keywords.has(name)) names.add(name);
    for (const word of wordParts(name)) words.add(word);
  });
  const sections = new Map<string, Section>();
  for (const name of names) {
    if (sections.size >= limit) break;
    yield;
    for (const place of placesOf(situation, file, name)) {
      if (except(place)) continue;
      const section = { title, path: place.file.path, text: skeleton(place, words) };
      sections.set(`${section.path}\n${section.text}`, section);
    }
  }
  return [...sections.values()].slice(0, limit);
}

/** The project's rules for how its code is written. */
export function ruleSections({ rules: files }: Situation): Section[] {
  return firstRules(files).map(({ path, text }) => ({ title: "The project's rules", path, text }));
}

/** Names that are called in a text. A match begins where a name does, or a long name would be read from each letter on. */
export function calledIn(text: string): string {
  return [...text.matchAll(/(?<![\p{L}\p{N}_$])([\p{L}_$][\p{L}\p{N}_$]*)\s*\(/gu)].map(([, name]) => name).join(" ");
}

/** Tests come first among a few places that use a name: a test says what is expected. */
export function* usageSections(
  { workspace }: Situation,
  name: string,
  title: string,
  limit: number,
  around = 3,
): Steps<Section[]> {
  const sections: Section[] = [];
  for (const { file, offset } of uses(workspace, name)) {
    const { start, end } = linesAround(file.text, offset, around, around);
    const text = file.text.slice(start, end);
    sections.push({ title, path: file.path, startLine: lineAt(file.text, start), text });
    if (sections.length >= limit * 4) break;
    yield;
  }
  return sections.sort((a, b) => Number(isTest(b.path)) - Number(isTest(a.path))).slice(0, limit);
}

/** By where tests are by convention. */
export function isTest(path = ""): boolean {
  return /(^|[/_.-])(tests?|specs?|__tests__)([/_.-]|$)/i.test(path);
}

/** The signatures of a file's top-level items, the current one left out. */
export function ownOutline({ text, tags }: ViewedFile, except: Definition | undefined): string {
  const top = tags.definitions.filter((one) => one.parent < 0 && one !== except);
  return top.map((one) => signature(text, one).replace(/\s+/g, " ").slice(0, 160)).join("\n");
}
