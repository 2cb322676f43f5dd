import { elementAt, lastOf } from "../../../base/at.ts";
import { lineTokens } from "../../context/memory/tokens.ts";
import { importLists } from "../../languages/importing/lines.ts";
import { rulesOf } from "../../languages/languages.ts";
import type { Definition } from "../../languages/tags.ts";
import { belowLine, isBlank, lineStart } from "../../text/lines.ts";
import type { OffsetRange } from "../../text/offsetRange.ts";
import { writtenLines } from "../lines.ts";
import { type Original, outsideLines, type Parsed, parsedPart } from "../original.ts";
import { type Refusal, refused } from "../proposal.ts";
import { isElision } from "./elisions.ts";
import { between, withinFrame } from "./frame.ts";
import { outside } from "./hunks.ts";

/** The part of an answer for the target, and the part for the top of the file. */
export type OwnPart = {
  readonly code: string;
  readonly imports: readonly string[];
  readonly warnings: readonly string[];
};

/**
 * The part of an answer that is the target written anew, where the answer shows more. It may show the whole file, the
 * class around a method, or the function around a statement. The code beside it must be what stands there, or be new.
 */
export async function ownPart(code: string, original: Original): Promise<OwnPart | Refusal> {
  const answer = await parsedPart(original, code);
  const framed = await framedPart(answer, original);
  if (framed) return framed;
  const names = new Set(original.own.map(({ name }) => name));
  const { definitions } = answer.tags;
  const home = original.own[0] && original.around[0]?.name;
  const isOwn = (one: Definition | undefined) =>
    one !== undefined && names.has(one.name) && (one.parent < 0 || definitions[one.parent]?.name === home);
  const namesakes = definitions.filter((one) => isOwn(one) && !isOwn(definitions[one.parent]));
  const own = withoutOthers(namesakes, answer.text, original);
  if (own.some((one, i) => isRepeated(one, own.slice(i + 1)))) return severalMeant(own[0]?.name ?? "");
  if (own.length > 0) return ownDefinitions(answer, own, original);
  const around = original.around.find(({ name }) => definitions.some((one) => one.name === name));
  const shown = around && definitions.find(({ name }) => name === around.name);
  if (around && shown && !beginsWithin(code, original))
    return insideOf(code.slice(shown.start, shown.end), around, original);
  return withoutImports(answer, original);
}

/**
 * The namesakes without what the file holds elsewhere. An answer may show more of a name than the target has of it.
 * What the file holds elsewhere is none of the target then.
 */
function withoutOthers(namesakes: readonly Definition[], answer: string, original: Original): readonly Definition[] {
  if (namesakes.length <= original.own.length) return namesakes;
  const dense = (text: string) => text.replace(/\s+/g, "");
  const elsewhere = `${dense(original.text.slice(0, original.regionStart))}\n${dense(original.text.slice(original.end))}`;
  return namesakes.filter(({ start, end }) => !elsewhere.includes(dense(answer.slice(start, end))));
}

/** Overloads and accessors share a name; two bodies for one mean that only one of them is the target. */
function isRepeated(one: Definition, later: readonly Definition[]): boolean {
  return later.some(
    ({ name, kind, bodyStart, end }) =>
      name === one.name && kind === one.kind && one.bodyStart < one.end && bodyStart < end,
  );
}

function severalMeant(name: string): Refusal {
  return refused(
    `The answer holds \`${name}\` several times, and which of them is meant is not certain.`,
    `Answer with \`${name}\` once, as it is to become, and with nothing else.`,
  );
}

/** The part of the answer that stands for the target by its place alone. Only imports may be other ones. */
async function framedPart(answer: Parsed, original: Original): Promise<OwnPart | undefined> {
  const isTarget = async (code: string) =>
    original.own.length === 0
      ? !isBlank(code)
      : (await parsedPart(original, code)).tags.definitions.some(
          ({ name, parent }) => parent < 0 && name === original.own[0]?.name,
        );
  const same = await withinFrame(answer.text, original, isTarget);
  if (same !== undefined) return { code: same, imports: [], warnings: [] };
  const { code, imports } = splitImports(answer, original);
  if (imports.length === 0) return undefined;
  const { text, tags, regionStart, end } = original;
  const { code: above } = splitImports({ text: text.slice(0, regionStart), tags }, original);
  const found = between(code, above, text.slice(end));
  return found !== undefined && (await isTarget(found)) ? { code: found, imports, warnings: [] } : undefined;
}

/** The answer begins with what stands before the target on its line; `fitted` cuts that away. */
function beginsWithin(code: string, { text, regionStart }: Original): boolean {
  const before = text.slice(lineStart(text, regionStart), regionStart).trim();
  return before !== "" && code.trimStart().startsWith(before);
}

/** Moves imports at the top of an answer to the top of the file. Imports that were to be written anew stay. */
function withoutImports(answer: Parsed, original: Original): OwnPart {
  const { code, imports } = splitImports(answer, original);
  return { code, imports, warnings: [] };
}

function splitImports(
  { text, tags }: Pick<Parsed, "text" | "tags">,
  original: Original,
): { code: string; imports: string[] } {
  const { language, mode } = original;
  const { importing, importLines } = rulesOf(language);
  const line = importing?.line;
  const lists = importLists(text, importLines?.list);
  const isStatement = (text: string) => line?.test(text) ?? true;
  if (mode === "replace" && holdsImports(original, line)) return { code: text, imports: [] };
  const top = tags.imports.filter(
    ({ kind, start, end }) =>
      kind !== "reexport" && end <= text.length && isStatement(text.slice(lineStart(text, start), start + 240)),
  );
  let code = "";
  let at = 0;
  const imports: string[] = [];
  for (const { start, end } of top) {
    const list = lists.find((each) => each.start < start && start < each.end);
    const from = list?.start ?? lineStart(text, start);
    if (from < at) continue;
    code += text.slice(at, from);
    at = belowLine(text, list?.end ?? end);
    imports.push(text.slice(from, at).trimEnd());
  }
  return { code: code + text.slice(at), imports };
}

/** True if the target itself imports: by its lines, or by its nodes where no line is known to. */
function holdsImports({ region, regionStart, end, tags }: Original, line: RegExp | undefined): boolean {
  if (line) return region.split("\n").some((each) => line.test(each));
  return tags.imports.some((one) => one.start >= regionStart && one.end <= end);
}

/** The definitions of the target, and new ones beside them. */
function ownDefinitions(answer: Parsed, own: readonly Definition[], original: Original): OwnPart | Refusal {
  const { imports } = splitImports(answer, original);
  const isImport = new Set(
    imports.flatMap((each) => each.split("\n").flatMap((line) => [line.trim(), line.trim().replace(/;$/, "")])),
  );
  const { text } = answer;
  const first = elementAt(own, 0);
  const known = outsideLines(original);
  const beside = answer.tags.definitions.filter((one) => one.parent === first.parent && !own.includes(one));
  const isNew = (one: Definition) => !isKnown(one.name, original);
  const isImported = (one: Definition) =>
    isImport.has(text.slice(lineStart(text, one.start), one.end).split("\n")[0]?.trim() ?? "");
  const kept = [...own, ...beside.filter((one) => isNew(one) && !isImported(one))]
    .sort((a, b) => a.start - b.start)
    .map((one) => withComment(text, one));
  const changed = beside.filter((one) => !isNew(one)).some((one) => !isShown(text.slice(one.start, one.end), original));
  if (changed) return outside;
  const head = shortenedHead(answer, first, original);
  const left = leftOver(text, [...kept, ...head, ...beside.map((one) => withComment(text, one))]);
  const foreign = left.filter(
    ({ line }) =>
      !isBlank(line) && !known.has(line.trim()) && !isElision(line) && !isImport.has(line.trim()) && !isComment(line),
  );
  const last = lastOf(kept);
  if (first.parent >= 0 ? foreign.length > 0 : foreign.some(({ start }) => start < last.end)) return outside;
  const warnings = foreign.length > 0 ? ["Code that the answer shows below, as an example of use, was left out."] : [];
  return { code: joined(text, kept), imports, warnings };
}

/** The head of the class around, of which models leave out what it extends and the like. */
function shortenedHead(
  { text, tags }: Parsed,
  { parent }: Definition,
  { text: file, around }: Original,
): OffsetRange[] {
  const [shown, home] = [tags.definitions[parent], around[0]];
  if (!shown || !home || shown.name !== home.name) return [];
  const own = lineTokens(file.slice(home.start, home.bodyStart));
  let at = 0;
  for (const word of lineTokens(text.slice(shown.start, shown.bodyStart))) {
    at = own.indexOf(word, at) + 1;
    if (at === 0) return [];
  }
  return [{ start: lineStart(text, shown.start), end: belowLine(text, shown.bodyStart) }];
}

/** From its first line, or that of the comment directly above, to its end with what closes its last line. */
function withComment(text: string, { start, end, docStart, docEnd }: Definition): OffsetRange {
  let from = lineStart(text, docStart < docEnd ? Math.min(docStart, start) : start);
  while (
    from > 0 &&
    isComment(text.slice(lineStart(text, from - 1), from)) &&
    !isElision(text.slice(lineStart(text, from - 1), from - 1))
  )
    from = lineStart(text, from - 1);
  const rest = /^[;,]?[ \t]*(?:(?:\/\/|#)[^\n]*)?/.exec(text.slice(end, end + 400))?.[0].trimEnd() ?? "";
  return { start: from, end: end + rest.length };
}

function isComment(line: string): boolean {
  return /^\s*(?:#|\/\/|\/\*|\*)/.test(line);
}

/** Directly adjacent pieces stay adjacent; others get one blank line between them. */
function joined(text: string, ranges: readonly OffsetRange[]): string {
  return ranges
    .map(({ start, end }, i) => {
      const gap = i > 0 ? text.slice(ranges[i - 1]?.end, start) : "";
      return (i === 0 ? "" : isBlank(gap) ? gap : "\n\n") + text.slice(start, end);
    })
    .join("");
}

function leftOver(text: string, ranges: readonly OffsetRange[]): { readonly line: string; readonly start: number }[] {
  const lines: { line: string; start: number }[] = [];
  for (let start = 0; start < text.length; start = belowLine(text, start)) {
    const isInside = ranges.some((range) => range.start <= start && start < range.end);
    if (!isInside) lines.push({ line: text.slice(start, belowLine(text, start)).trimEnd(), start });
  }
  return lines;
}

/** True if the file declares the name outside of the target. */
function isKnown(name: string, { tags, regionStart, end }: Original): boolean {
  return tags.definitions.some((one) => one.name === name && (one.start < regionStart || one.end > end));
}

/**
 * True if the lines of a text stand in the file in this order, whatever their indentation. The text may leave out some.
 */
function isShown(part: string, { text }: Original): boolean {
  const plain = (line: string) => line.trim().replace(/[;,]$/, "");
  const lines = text.split("\n").map(plain);
  let at = 0;
  for (const line of part.split("\n").map(plain)) {
    if (line === "" || isElision(line)) continue;
    at = lines.indexOf(line, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** Only the target may have changed of a definition around it. Lines above and below it are cut away. */
function insideOf(code: string, { start, end }: Definition, original: Original): OwnPart | Refusal {
  const above = writtenLines(original.text.slice(start, original.regionStart));
  const below = writtenLines(original.text.slice(original.end, end));
  const lines = code.split("\n");
  const from = matched(lines, above);
  const fromEnd = matched([...lines].reverse(), [...below].reverse());
  if (from === undefined || fromEnd === undefined || from + fromEnd > lines.length) return outside;
  return { code: lines.slice(from, lines.length - fromEnd).join("\n"), imports: [], warnings: [] };
}

/** How many lines hold exactly the wanted ones. */
function matched(lines: readonly string[], wanted: readonly string[]): number | undefined {
  let at = 0;
  for (const line of wanted) {
    while (at < lines.length && isBlank(elementAt(lines, at))) at++;
    if (lines[at]?.trim() !== line) return undefined;
    at++;
  }
  return at;
}
