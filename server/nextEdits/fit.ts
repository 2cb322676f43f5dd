import { languageOf } from "../../grammars/languages.ts";
import { keywords } from "../context/words.ts";
import { bindings, scopeAt } from "../edits/scopes/bindings.ts";
import { rulesOf } from "../languages/languages.ts";
import type { Node } from "../languages/nameRules.ts";
import { Slices } from "../slices/slices.ts";
import type { OffsetRange } from "../text/offsetRange.ts";
import type { TextChange } from "../text/textChange.ts";
import type { Changed, CodeFiles, CodeWithTree } from "./codeFiles.ts";
import { nameNodeAt } from "./syntax.ts";
import { codeTokens, isName } from "./tokens.ts";

/** The types of the node that holds a range, and of the two around it. */
export function kindAt({ tree }: Pick<Changed, "tree">, start: number, end: number): string {
  const types: string[] = [];
  let node: Node | null = tree.rootNode.descendantForIndex(start, Math.max(start, end - 1));
  for (; node && types.length < 3; node = node.parent) types.push(node.type);
  return types.join(" ");
}

/** More places of a file are not tried one by one where all of them together do not parse. */
const maxTried = 8;

/**
 * The places of a file, each of one or more changes, that are of the example's kind once they are changed, parse as they
 * did, and use no name that nobody declares there.
 */
export async function placesThatFit<T extends TextChange>(
  files: CodeFiles,
  code: CodeWithTree,
  places: readonly (readonly T[])[],
  kind?: string,
): Promise<T[]> {
  if (places.length === 0) return [];
  const sorted = [...places].sort((a, b) => startOf(a) - startOf(b));
  const apart = sorted.filter((place, i) => i === 0 || startOf(place) >= endOf(sorted[i - 1] ?? []));
  const together = await placesThatFitTogether(files, code, apart, kind);
  if (together || apart.length === 1 || apart.length > maxTried) return together ?? [];
  const found: T[] = [];
  for (const place of apart) found.push(...((await placesThatFitTogether(files, code, [place], kind)) ?? []));
  return found;
}

/** Undefined where the file would not parse as it did. */
async function placesThatFitTogether<T extends TextChange>(
  files: CodeFiles,
  code: CodeWithTree,
  places: readonly (readonly T[])[],
  kind?: string,
): Promise<T[] | undefined> {
  const after = await files.after(code, places.flat());
  if (!after || errorsIn(after) > errorsIn(code)) return undefined;
  const found: T[] = [];
  let shift = 0;
  for (const place of places) {
    const start = startOf(place) + shift;
    shift += place.reduce((sum, { start: from, end, newText }) => sum + newText.length - (end - from), 0);
    const range = { start, end: endOf(place) + shift };
    if (kind !== undefined && kindAt(after, range.start, range.end) !== kind) continue;
    const before = code.text.slice(startOf(place), endOf(place));
    if (await namesAreKnown(code.path, after, range, before)) found.push(...place);
  }
  return found;
}

/** The syntax errors of a whole file. To count them is to walk all of it: once for a tree, of which each place asks. */
export function errorsIn({ tree }: Pick<Changed, "tree">): number {
  if (!tree.rootNode.hasError) return 0;
  const count = counted.get(tree) ?? errorsBelow(tree.rootNode);
  counted.set(tree, count);
  return count;
}

/** Only nodes that have an error in them are entered: of a file with one that is a few of thousands. */
function errorsBelow(node: Node): number {
  if (!node.hasError && !node.isMissing) return 0;
  const own = node.isMissing || node.isError ? 1 : 0;
  return node.children.reduce((sum, child) => sum + errorsBelow(child), own);
}

const counted = new WeakMap<Changed["tree"], number>();

function startOf(place: readonly TextChange[]): number {
  return place[0]?.start ?? 0;
}

function endOf(place: readonly TextChange[]): number {
  return place.at(-1)?.end ?? 0;
}

/** Every name in a range that was not there before is declared where it stands, or a name that all files know. */
async function namesAreKnown(path: string, after: Changed, { start, end }: OffsetRange, before: string) {
  const { names } = rulesOf(languageOf(path));
  if (!names) return true;
  const old = new Set(codeTokens(before, 0, before.length).map(({ text }) => text));
  for (const token of codeTokens(after.text, start, end)) {
    if (!isName(token.text) || keywords.has(token.text) || old.has(token.text) || names.globals.has(token.text))
      continue;
    const node = nameNodeAt(after, token.start, token.text);
    if (!node || !names.names.has(node.type) || names.role(node).kind !== "reference") continue;
    const bound = await bindings({ ...after, tags: noTags }, names, token.text, new Slices());
    if (scopeAt(bound, node, names) === undefined) return false;
  }
  return true;
}

const noTags = { definitions: [], imports: [] };
