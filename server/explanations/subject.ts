import { languageOf, languageWithId } from "../../grammars/languages.ts";
import type { Cursor } from "../context/cursor.ts";
import type { Situation } from "../context/request.ts";
import type { DefinitionPlace, ViewedFile } from "../context/workspaceView.ts";
import { type NameUse, nameUseSteps } from "../languages/localName.ts";
import type { Definition } from "../languages/tags.ts";
import type { Steps } from "../slices/slices.ts";
import { excerpt } from "../text/excerpt.ts";
import { lineEnd, lineStart } from "../text/lines.ts";
import { costsMoreThan } from "../text/parseCost.ts";
import { membersNamed } from "./members.ts";
import { type Name, nameAt } from "./name.ts";

/** The meaning of a name at the cursor. */
export type Subject =
  /** The definitions that it may be, the likeliest first; never none. */
  | { readonly kind: "symbol"; readonly name: Name; readonly places: readonly [DefinitionPlace, ...DefinitionPlace[]] }
  /** A file as a whole, imported under this name. */
  | { readonly kind: "module"; readonly name: Name; readonly file: ViewedFile }
  | { readonly kind: "local"; readonly name: Name; readonly local: Local };

/** Names that a function keeps to itself, or that a file binds in passing, as by a loop. */
export type Local = {
  readonly isParameter: boolean;
  /** The parameter, or the line that declares the variable. */
  readonly text: string;
  /** The document, and the zero-based line in it. */
  readonly uri: string;
  readonly line: number;
  /** The function around it, where it has a name. */
  readonly function: string | undefined;
};

/** The length of code on each side of a name that is parsed, which takes some 3 ms. */
const excerptCharacters = 5000;

/** An excerpt is longer or deeper where lines or brackets are that nobody wrote: to parse those takes long. */
const longestExcerpt = 4 * excerptCharacters;
const heaviestExcerpt = { tokens: 5000, depth: 200 };

/** Undefined where no name stands, and for names that this workspace does not define. In steps; see `inSlices`. */
export function* subjectAt({ cursor, workspace }: Pick<Situation, "cursor" | "workspace">): Steps<Subject | undefined> {
  const name = nameAt(cursor);
  if (!name) return undefined;
  yield;
  const file = workspace.file(cursor.file.path);
  const own = file && definitionAt(file, cursor, name);
  if (file && own) return { kind: "symbol", name, places: [{ file, definition: own }] };
  const receiver = receiverBefore(cursor, name);
  const { use, local } =
    receiver === undefined ? yield* useOf(cursor, name, file) : { use: property, local: undefined };
  if (local && use.role === "local") return { kind: "local", name, local };
  if (!file) return local && { kind: "local", name, local };
  yield;
  const places =
    use.role === "property" ? membersNamed(workspace, file, name, receiver ?? "") : placesOf(workspace, file, name);
  const [first, ...others] = places;
  if (first) return { kind: "symbol", name, places: [first, ...others] };
  if (local) return { kind: "local", name, local };
  const module = use.role === "free" ? workspace.file(workspace.moduleNamed(file.path, name.text) ?? "") : undefined;
  return module && { kind: "module", name, file: module };
}

const property: NameUse = { role: "property" };

/** The definition whose name is under the cursor. The index may not have seen the newest text yet. */
function definitionAt(file: ViewedFile, { file: { text } }: Cursor, name: Name): Definition | undefined {
  if (file.text !== text) return undefined;
  return file.tags.definitions.find(({ nameStart, nameEnd }) => nameStart === name.start && nameEnd === name.end);
}

/** The receiver before the name: its name, "" for anything else, undefined where there is no dot. */
function receiverBefore({ file: { text } }: Cursor, { start }: Name): string | undefined {
  const before = text.slice(Math.max(0, start - 100), start);
  if (/\.\.\.\s*$/.test(before)) return undefined; // a spread
  return /([\p{L}\p{N}_$]*)\s*[?!]?\.\s*$/u.exec(before)?.[1];
}

/** The meaning of a name that may be anybody's. */
const unknownUse = { use: { role: "free" }, local: undefined } as const;

function* useOf(
  { file: source }: Cursor,
  { start }: Name,
  file: ViewedFile | undefined,
): Steps<{ readonly use: NameUse; readonly local: Local | undefined }> {
  const { text, path, languageId } = source;
  const language = languageOf(path) ?? languageWithId(languageId);
  if (!language) return unknownUse;
  const { before, after } = excerpt(text.slice(0, start), text.slice(start), excerptCharacters);
  const shown = before + after;
  if (shown.length > longestExcerpt || costsMoreThan(shown, heaviestExcerpt)) return unknownUse;
  const use = yield* nameUseSteps(language, shown, before.length);
  if (use.role !== "local" && use.role !== "file") return { use, local: undefined };
  const parameter = use.role === "local" ? use.parameter : undefined;
  const line = shown.slice(lineStart(shown, use.start), lineEnd(shown, use.start));
  const isTail = use.start >= before.length || text.slice(0, start).endsWith(before.slice(use.start));
  const offset = isTail ? use.start + start - before.length : Math.max(0, text.lastIndexOf(line, start));
  const { part, point } = source.placeOf(offset);
  return {
    use,
    local: {
      isParameter: parameter !== undefined,
      text: parameter ?? line.trim(),
      uri: part.uri,
      line: point.line,
      function: file?.text === text ? functionAround(file, offset)?.name : undefined,
    },
  };
}

function functionAround({ tags }: ViewedFile, offset: number): Definition | undefined {
  return tags.definitions.findLast(
    ({ kind, start, end }) =>
      (kind === "function" || kind === "method" || kind === "constructor") && start <= offset && offset < end,
  );
}

/** The meaning of a name that stands alone. Its import statement or a function around it gives it, else its file. */
function placesOf(
  workspace: Situation["workspace"],
  file: ViewedFile,
  { text, start }: Name,
): readonly DefinitionPlace[] {
  const statement = file.tags.imports.find((one) => one.start <= start && start < one.end);
  const renamed = statement?.names.find(({ imported }) => imported === text);
  if (renamed) return workspace.resolve(file.path, renamed.local);
  const { definitions } = file.tags;
  const nested = definitions.filter(
    ({ name, parent }) => name === text && isFunctionAround(definitions[parent], start),
  );
  const inner = nested.at(-1);
  if (inner) return [{ file, definition: inner }];
  const resolved = workspace.resolve(file.path, text);
  if (resolved.length > 0) return resolved;
  const own = definitions.find(({ name, parent }) => name === text && parent < 0);
  return own ? [{ file, definition: own }] : [];
}

function isFunctionAround(definition: Definition | undefined, offset: number): boolean {
  if (!definition || !["function", "method", "constructor"].includes(definition.kind)) return false;
  return definition.start <= offset && offset < definition.end;
}
