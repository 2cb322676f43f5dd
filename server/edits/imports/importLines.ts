import { headEnd, isAtLineStart } from "../../languages/importing/head.ts";
import { type ImportLines, importLists } from "../../languages/importing/lines.ts";
import { scan } from "../../languages/scan.ts";
import type { Import } from "../../languages/tags.ts";
import { belowLine, indentationOf, isBlank, lineEnd, lineStart } from "../../text/lines.ts";
import type { TextChange } from "../../text/textChange.ts";
import { type Draft, withChange } from "../draft.ts";
import type { KnownNames } from "../knownNames.ts";
import { type Original, parsed } from "../original.ts";

/**
 * The draft with the imports of an answer that the region uses and the file lacks, each as the answer wrote it, below the
 * others. What can be written in part only is left to the user.
 */
export async function withImportLines(
  draft: Draft,
  statements: readonly string[],
  rules: ImportLines,
  original: Original,
  names: KnownNames,
): Promise<{ readonly draft: Draft; readonly left: readonly string[] }> {
  const left: string[] = [];
  let result = draft;
  for (const statement of statements.flatMap((each) => single(each, rules))) {
    const { imports } = (await parsed(original.language, statement, original.slices)).tags;
    const [known, lacking] = parted(imports, result, original);
    if (lacking.length === 0) continue;
    const at = known.length === 0 ? placeOf(statement, result, original, rules) : undefined;
    if (!at) {
      left.push(statement);
      continue;
    }
    const strange = lacking.filter(
      ({ specifier, names: taken }) =>
        !rules.isBuiltIn(specifier) && !names.moduleOf(original.path, specifier, taken[0]?.imported),
    );
    const warnings = strange.map(
      ({ specifier }) => `It imports "${shown(specifier)}", which this file did not use before.`,
    );
    result = { ...(await withChange(result, at, original)), warnings: [...result.warnings, ...warnings] };
  }
  return { draft: result, left };
}

/** A statement that lists modules in lines as one for each. */
function single(statement: string, { list }: ImportLines): string[] {
  const listed = list?.exec(statement)?.[1];
  if (listed === undefined) return [statement.trim()];
  return listed
    .split("\n")
    .map((line) => line.replace(/\s\/\/.*/, "").trim())
    .filter((line) => line !== "" && !line.startsWith("//"))
    .map((line) => `import ${line}`);
}

/** The names of imports that the file imports already, and those that it lacks and the region uses; a wildcard is used. */
function parted(
  imports: readonly Import[],
  draft: Draft,
  { language }: Original,
): [known: Import[], lacking: Import[]] {
  const region = draft.text.slice(draft.start, draft.end);
  const used = new Set<string>();
  if (language) scan(region, language, (start, end) => used.add(region.slice(start, end)));
  const single = imports.flatMap((one) => one.names.map((name) => ({ ...one, names: [name] })));
  const isWild = (local: string) => local === "*" || local === "";
  const isKnown = ({ specifier, names: [name] }: Import) =>
    draft.tags.imports.some((other) =>
      other.names.some(({ local }) => local === name?.local && (!isWild(local) || other.specifier === specifier)),
    );
  const isUsed = ({ names: [name] }: Import) => name !== undefined && (isWild(name.local) || used.has(name.local));
  return [single.filter(isKnown), single.filter((one) => !isKnown(one) && isUsed(one))];
}

/** Where a statement goes: below the last import at the top, in its list, or below what stands above all imports. */
function placeOf(
  statement: string,
  draft: Draft,
  { lineEnd: end }: Original,
  rules: ImportLines,
): TextChange | undefined {
  const { text } = draft;
  const last = topImports(draft, rules).at(-1);
  if (last) {
    const own = text.slice(lineStart(text, last.start), lineEnd(text, last.end));
    const isListed = !rules.begins.test(own);
    const at = belowLine(text, last.end);
    const line = isListed ? indentationOf(own) + statement.replace(/^import\s+/, "") : statement;
    return { start: at, end: at, newText: (isAtLineStart(text, at) ? "" : end) + line + end };
  }
  const nodes = draft.tree?.rootNode.namedChildren ?? [];
  const above = nodes.filter(({ type }) => rules.above.has(type)).at(-1);
  const noHead = { isHead: () => false, ofFile: /^#!/, ofNext: /$^/ };
  const at = above ? belowLine(text, above.endIndex) : headEnd({ text, tree: draft.tree }, noHead);
  if (at > draft.start) return undefined;
  const isFollowed = !isBlank(text.slice(at, lineEnd(text, at)));
  return { start: at, end: at, newText: (above ? end : "") + statement + end + (isFollowed ? end : "") };
}

/** The imports above all code, on lines of their own or in a list. */
function topImports({ text, tags }: Draft, { begins, list }: ImportLines): readonly Import[] {
  const code = tags.definitions.find(({ kind, parent }) => parent < 0 && (kind === "class" || kind === "function"));
  const lists = importLists(text, list);
  return tags.imports.filter(({ start }) => {
    if (code && start > code.start) return false;
    const from = lineStart(text, start);
    return (
      begins.test(text.slice(from, lineEnd(text, from))) || lists.some((each) => each.start < start && start < each.end)
    );
  });
}

function shown(specifier: string): string {
  return specifier.replace(/[^\w./@:\\-]/g, "?").slice(0, 60);
}
