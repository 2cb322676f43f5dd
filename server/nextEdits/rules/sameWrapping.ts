import { elementAt } from "../../../base/at.ts";
import { keywords } from "../../context/words.ts";
import { Slices } from "../../slices/slices.ts";
import { lineEnd, lineStart } from "../../text/lines.ts";
import type { OffsetRange } from "../../text/offsetRange.ts";
import type { CodeWithTree } from "../codeFiles.ts";
import { kindAt, placesThatFit } from "../fit.ts";
import type { FoundEdit, NextEditQuestion, NextEditRule } from "../nextEdits.ts";
import { nextPlaces } from "../run.ts";
import { replacesTheSame, type Substitution } from "../substitutions.ts";
import { type CodeToken, codeTokens, isName } from "../tokens.ts";
import { isNearExamples } from "./sameSubstitution.ts";

/**
 * What stands around something was replaced twice: so it is around other things.
 *
 *     [part for part in parts()]   →   list(parts())
 */
export const sameWrapping: NextEditRule = {
  name: "same wrapping",
  find: (asked) => inAll(asked, nextInFile),
  alike: (asked) => inAll(asked, everywhere),
};

/** A pair with its file, the kind of what it became there, and all that are the same. */
type Late = {
  readonly pair: Pair;
  readonly home: CodeWithTree;
  readonly kind: string;
  readonly examples: readonly Pair[];
};

type Look = (asked: NextEditQuestion, late: Late) => Promise<FoundEdit[]>;

/** What is found for each pair that was replaced a moment ago and on another line too; for those that are the same once. */
async function inAll(asked: NextEditQuestion, look: Look): Promise<FoundEdit[]> {
  const all = pairsIn(asked);
  const found: FoundEdit[] = [];
  const tried = new Set<string>();
  for (const pair of all.filter(({ open }) => asked.late.includes(open))) {
    const examples = all.filter((one) => isSamePair(one, pair));
    const { open, close } = pair;
    const home = linesOf(examples) > 1 ? await asked.files.code(open.key) : undefined;
    if (!home) continue;
    const kind = kindAt(home, open.now.start, close.now.end);
    const trial = JSON.stringify([open.key, open.oldText, open.newText, close.oldText, close.newText, kind]);
    if (!tried.has(trial)) found.push(...(await look(asked, { pair, home, kind, examples })));
    tried.add(trial);
  }
  return found;
}

function linesOf(examples: readonly Pair[]): number {
  return new Set(examples.map(({ open, line }) => `${open.key} ${line}`)).size;
}

/** Two replacements on a line, with something between that stayed. `line` is where that begins in the base. */
type Pair = { readonly open: Substitution; readonly close: Substitution; readonly line: number };

/** More tokens between are another thing on the same line. */
const maxBetween = 60;

function pairsIn({ all, changes }: NextEditQuestion): Pair[] {
  return changes.flatMap(({ key, base }) => {
    const here = all.filter((one) => one.key === key).sort((a, b) => a.old.start - b.old.start);
    return here.flatMap((open, i) => pairOf(base, open, here[i + 1]) ?? []);
  });
}

function pairOf(base: string, open: Substitution, close: Substitution | undefined): Pair | undefined {
  if (!close || !saysEnough(open, close) || close.old.start <= open.old.end) return undefined;
  if (close.old.end > lineEnd(base, open.old.start)) return undefined;
  const between = codeTokens(base, open.old.end, close.old.start);
  // A sign that happens to stay in a line that was written anew is not what something was put around.
  const isWhole = between.some(({ text }) => isName(text)) && between.length <= maxBetween && isBalanced(between);
  return isWhole ? { open, close, line: lineStart(base, open.old.start) } : undefined;
}

/** A name and two more tokens that are replaced on both sides tell the place without its neighbours. */
function saysEnough({ oldTokens }: Substitution, { oldTokens: closing }: Substitution): boolean {
  const all = [...oldTokens, ...closing];
  return oldTokens.length > 0 && all.length >= 3 && all.some((token) => isName(token) && !keywords.has(token));
}

function isSamePair(a: Pair, b: Pair): boolean {
  return replacesTheSame(a.open, b.open) && replacesTheSame(a.close, b.close);
}

const closers: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

function isBalanced(tokens: readonly CodeToken[]): boolean {
  const open: string[] = [];
  for (const { text } of tokens) {
    if (closers[text] !== undefined) open.push(closers[text]);
    else if (/^[)\]}]$/.test(text) && open.pop() !== text) return false;
  }
  return open.length === 0;
}

/** The next places in the file that was changed last. */
async function nextInFile({ files }: NextEditQuestion, { pair, home, kind, examples }: Late): Promise<FoundEdit[]> {
  const own = examples.filter(({ open }) => open.key === pair.open.key);
  const lines = linesOf(own);
  if (lines < 2) return [];
  const opens = own.map(({ open }) => open);
  const next = nextPlaces(opens, lines, placesIn(home, pair));
  return placesThatFit(files, home, editsOf(next), kind);
}

async function everywhere({ files }: NextEditQuestion, { pair, kind, examples }: Late): Promise<FoundEdit[]> {
  const { open, close } = pair;
  const name = open.oldTokens.concat(close.oldTokens).find((token) => isName(token) && !keywords.has(token));
  if (name === undefined) return [];
  const opens = examples.map((one) => one.open);
  const slices = new Slices();
  const found: FoundEdit[] = [];
  for (const { relative } of files.workspace.mentionedIn(name)) {
    await slices.restIfDue();
    const text = isNearExamples(relative, opens) ? files.workspace.file(relative)?.text : undefined;
    const code = text?.includes(open.oldText) ? await files.code(relative) : undefined;
    const edits = code ? editsOf(placesIn(code, pair)) : [];
    if (code) found.push(...(await placesThatFit(files, code, edits, kind)));
  }
  return found;
}

type Place = OffsetRange & { readonly edits: readonly FoundEdit[] };

function editsOf(places: readonly Place[]): (readonly FoundEdit[])[] {
  return places.map(({ edits }) => edits);
}

function placesIn({ path, text }: CodeWithTree, { open, close }: Pair): Place[] {
  const because = `\`${open.oldText} … ${close.oldText}\` became \`${open.newText} … ${close.newText}\`.`;
  const places: Place[] = [];
  for (let at = text.indexOf(open.oldText); at >= 0; at = text.indexOf(open.oldText, at + 1)) {
    const start = at + open.oldText.length;
    const closing = closingAt(text, start, close);
    if (!closing) continue;
    const edits = [
      { path, start: at, end: start, newText: open.newText, because },
      { path, ...closing, newText: close.newText, because },
    ];
    places.push({ start: at, end: closing.end, edits });
  }
  return places;
}

/** Where the second replacement is due: behind what is whole by itself, on the same line. */
function closingAt(text: string, start: number, close: Substitution) {
  const end = lineEnd(text, start);
  const tokens = codeTokens(text, start, end);
  const { oldTokens, oldText } = close;
  for (let i = 1; i <= Math.min(tokens.length, maxBetween); i++) {
    if (!isBalanced(tokens.slice(0, i))) continue;
    const from = oldTokens.length === 0 ? elementAt(tokens, i - 1).end : tokens[i]?.start;
    if (from === undefined) return undefined;
    const isThere = oldTokens.every((token, k) => tokens[i + k]?.text === token);
    if (isThere && text.startsWith(oldText, from)) return { start: from, end: from + oldText.length };
  }
  return undefined;
}
