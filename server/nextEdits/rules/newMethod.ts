import { languageOf } from "../../../grammars/languages.ts";
import type { ViewedFile } from "../../context/workspaceView.ts";
import { rulesOf } from "../../languages/languages.ts";
import type { Definition, Tags } from "../../languages/tags.ts";
import { Slices } from "../../slices/slices.ts";
import { indentationUnit, lineEndOf } from "../../text/indentStyle.ts";
import { indentationOf, isBlank, lineEnd, lineStart, linesOf } from "../../text/lines.ts";
import type { OffsetRange } from "../../text/offsetRange.ts";
import { placesThatFit } from "../fit.ts";
import type { FileChanges } from "../history.ts";
import { isPartlyIn, lateRanges } from "../lateRanges.ts";
import type { FoundEdit, NextEditQuestion, NextEditRule } from "../nextEdits.ts";
import { wholeWords } from "../syntax.ts";

/**
 * An interface or an abstract class asks for one more method. Where two classes wrote it in the same words, so do the
 * others. Who asks by hand gets it everywhere, as an editor writes what is missing.
 *
 *     interface Shape { area(): number; }              →   interface Shape { area(): number; size(): number; }
 *     class Square implements Shape { area() { … } }   →   class Square implements Shape { area() { … }
 *                                                            size(): number { throw new Error("…"); } }
 */
export const newMethod: NextEditRule = {
  name: "new method",
  find: (asked) => inAll(asked, ({ written }) => written),
  alike: (asked) => inAll(asked, ({ written, stub }) => written ?? stub),
};

/** What is asked for, as the classes that have it write it, and as nobody has written it yet. Both are dedented lines. */
type Text = { readonly written: readonly string[] | undefined; readonly stub: readonly string[] | undefined };

/** `previous` is the name of the method above it. */
type Asked = {
  readonly path: string;
  readonly owner: Definition;
  readonly method: Definition;
  readonly previous: string | undefined;
  readonly text: string;
};

const owners: ReadonlySet<string> = new Set(["interface", "class"]);
const callable: ReadonlySet<string> = new Set(["method", "function"]);

/** More files that mention the owner are not looked at. */
const maxFiles = 40;

async function inAll(
  asked: NextEditQuestion,
  choose: (text: Text) => readonly string[] | undefined,
): Promise<FoundEdit[]> {
  const found: FoundEdit[] = [];
  for (const change of asked.changes)
    for (const one of await askedIn(asked, change)) found.push(...(await placesOf(asked, one, choose)));
  return found;
}

/** The methods that types of a file have come to ask for since the base, if something of these types is late. */
async function askedIn({ files, since }: NextEditQuestion, change: FileChanges): Promise<Asked[]> {
  const { key: path, text } = change;
  const late = lateRanges(change, since);
  const tags = late.length > 0 ? files.workspace.file(path)?.tags : undefined;
  const isLate = (range: OffsetRange) => isPartlyIn(late, range);
  const changed = (tags?.definitions ?? []).filter((owner) => owners.has(owner.kind) && isLate(owner));
  const found = changed.flatMap((owner) => {
    const methods = tags ? methodsOf(tags, owner) : [];
    return methods.flatMap((method, i) =>
      isLate(method) && isAsked(path, text, owner, method)
        ? [{ path, owner, method, previous: methods[i - 1]?.name, text }]
        : [],
    );
  });
  // What was declared before is known only after a walk through all of the file.
  const before = found.length > 0 ? await files.other(path, change.base) : undefined;
  return found.filter(({ owner, method }) => {
    const old = before?.tags.definitions.find(({ name, kind }) => name === owner.name && kind === owner.kind);
    return before && old && !before.tags.definitions.some((one) => isMember(before.tags, old, one, method.name));
  });
}

function methodsOf({ definitions }: Tags, owner: Definition): Definition[] {
  const index = definitions.indexOf(owner);
  return definitions.filter(({ parent, kind }) => parent === index && callable.has(kind));
}

function isMember({ definitions }: Tags, owner: Definition, one: Definition, name: string): boolean {
  return one.name === name && definitions[one.parent] === owner;
}

/** Without a body of its own that others have by being of the type. */
function isAsked(path: string, text: string, owner: Definition, method: Definition): boolean {
  const [head, own] = [text.slice(owner.start, owner.bodyStart), text.slice(method.start, method.end)];
  const signature = text.slice(method.start, method.bodyStart);
  if (/\bstatic\b|\?\s*\($/.test(signature) || text.charAt(method.nameEnd) === "?") return false;
  if (owner.kind === "interface") return method.bodyStart === method.end;
  const isAbstract = rulesOf(languageOf(path)).nodes?.isAbstract?.(own, head) ?? /\babstract\b/.test(signature);
  return isAbstract || /^raise NotImplementedError\b.*$/.test(text.slice(method.bodyStart, method.end).trim());
}

async function placesOf(
  { files }: NextEditQuestion,
  asked: Asked,
  choose: (text: Text) => readonly string[] | undefined,
): Promise<FoundEdit[]> {
  const { owner, method } = asked;
  const { workspace } = files;
  // Of two types with one name nobody knows which is meant.
  if (workspace.definitions(owner.name).filter(({ definition }) => owners.has(definition.kind)).length > 1) return [];
  const mentioning = workspace.mentionedIn(owner.name);
  if (mentioning.length > maxFiles) return [];
  const slices = new Slices();
  const those: { readonly file: ViewedFile; readonly type: Definition }[] = [];
  for (const { relative } of mentioning) {
    await slices.restIfDue();
    const file = workspace.file(relative);
    for (const type of file?.tags.definitions ?? [])
      if (file && type !== owner && isOf(file, type, owner.name)) those.push({ file, type });
  }
  const own = those.flatMap(({ file, type }) =>
    methodsOf(file.tags, type)
      .filter(({ name }) => name === method.name)
      .map((one) => dedented(file.text, one).join("\n")),
  );
  const isWritten = own.length > 1 && own.every((text) => text === own[0]);
  const lines = choose({ written: isWritten ? own[0]?.split("\n") : undefined, stub: stubOf(asked) });
  if (!lines) return [];
  const found: FoundEdit[] = [];
  for (const path of new Set(those.map(({ file }) => file.path))) {
    const code = await files.code(path);
    const here = those.filter(({ file }) => file.path === path);
    const edits = here.flatMap(({ file, type }) => {
      if (has(file, type, method.name, files.workspace.definitions)) return [];
      const place = placeIn(file, type, asked.previous, lines);
      const because = `\`${owner.name}\` asks for \`${method.name}\` now.`;
      return place ? [[{ ...place, path, because }]] : [];
    });
    if (code) found.push(...(await placesThatFit(files, code, edits)));
  }
  return found;
}

/** True for a type that has to have what the other asks for: a class that names it where it says what it is. */
function isOf({ path, text }: ViewedFile, type: Definition, owner: string): boolean {
  if (type.kind !== "class") return false;
  const before = text.slice(type.start, type.nameStart);
  if (/\babstract\b/.test(before)) return false;
  if (path.endsWith(".rs")) return new RegExp(`^impl\\b[^{]*\\b${owner}(?:<.*>)?\\s+for\\b`, "s").test(before);
  const behind = basesIn(text.slice(type.nameEnd, type.bodyStart));
  return [...wholeWords(behind, owner, 0, behind.length)].length > 0;
}

/** What stands behind a class's name and says what it is, without the types that are passed to these. */
function basesIn(head: string): string {
  let text = head;
  for (let before = ""; before !== text; ) {
    before = text;
    text = text.replace(/<[^<>]*>/g, "");
  }
  return /(?:\bextends\b|\bimplements\b|:|^\s*\()([\s\S]*)/.exec(text)?.[1]?.split(/\bwhere\b/)[0] ?? "";
}

/** True if the type has a method, or one of those that it extends and that the workspace knows. */
function has(
  { text, tags }: ViewedFile,
  type: Definition,
  name: string,
  definitions: NextEditQuestion["files"]["workspace"]["definitions"],
): boolean {
  if (tags.definitions.some((one) => isMember(tags, type, one, name))) return true;
  const bases = basesIn(text.slice(type.nameEnd, type.bodyStart)).match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [];
  return bases.some((base) =>
    definitions(base).some(({ file, definition }) => {
      const own = definition.kind === "class" && methodsOf(file.tags, definition).find((one) => one.name === name);
      return own && !isAsked(file.path, file.text, definition, own);
    }),
  );
}

/** Undefined where nobody has said how the language writes what is missing. */
function stubOf({ path, owner, method, text }: Asked): readonly string[] | undefined {
  const range = { start: method.start, end: method.bodyStart };
  const lines = dedented(text, range).filter((line) => !/^\s*(?:@|#?\[)/.test(line));
  const signature = lines
    .join("\n")
    .trim()
    .replace(/[;,]$/, "")
    .replace(/\babstract\s+/, "");
  return rulesOf(languageOf(path)).stub?.(signature, owner.kind === "interface");
}

/** The lines of a range, as they would be without the indentation of the first. */
function dedented(text: string, { start, end }: OffsetRange): string[] {
  const indent = indentationOf(text.slice(lineStart(text, start), start));
  return linesOf(text.slice(start, end)).map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
}

/** Below the method that stands above it where it is asked for, or else the last one. */
function placeIn({ text, tags }: ViewedFile, type: Definition, previous: string | undefined, lines: readonly string[]) {
  const methods = methodsOf(tags, type);
  const above = methods.find(({ name }) => name === previous) ?? methods.at(-1);
  if (!above) return undefined;
  const at = lineEnd(text, above.end);
  const indent = indentationOf(text.slice(lineStart(text, above.start), above.start));
  const unit = indentationUnit(text.slice(0, at), text.slice(at)) ?? "  ";
  const ending = lineEndOf(text.slice(0, at), text.slice(at));
  const isApart = methods.length < 2 || methods.some(({ start }) => isBlankAbove(text, start));
  const written = lines.map((line) =>
    isBlank(line) ? "" : indent + line.replace(/^\t+/, (tabs) => unit.repeat(tabs.length)),
  );
  const newText = `${isApart ? ending : ""}${written.map((line) => ending + line).join("")}`;
  return { start: at, end: at, newText };
}

function isBlankAbove(text: string, offset: number): boolean {
  const start = lineStart(text, offset);
  return start > 0 && isBlank(text.slice(lineStart(text, start - 1), start - 1));
}
