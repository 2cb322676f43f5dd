import { elementAt } from "../../../base/at.ts";
import { keywords } from "../../context/words.ts";
import { Slices } from "../../slices/slices.ts";
import { lineEnd, lineStart } from "../../text/lines.ts";
import type { CodeFiles, CodeWithTree } from "../codeFiles.ts";
import { kindAt, placesThatFit } from "../fit.ts";
import type { FoundEdit, NextEditQuestion, NextEditRule } from "../nextEdits.ts";
import type { Substitution } from "../substitutions.ts";
import { type CodeToken, codeTokens, isName } from "../tokens.ts";
import { isNearExamples } from "./sameSubstitution.ts";

/**
 * What stands around something was replaced twice: so it is around other things.
 *
 *     [part for part in parts()]   →   list(parts())
 */
export const sameWrapping: NextEditRule = {
  name: "same wrapping",
  find: async (asked) => {
    const all = pairsIn(asked);
    const found: FoundEdit[] = [];
    for (const pair of all.filter(({ open }) => asked.late.includes(open))) {
      const examples = all.filter((one) => isSamePair(one, pair));
      const lines = new Set(examples.map(({ open, line }) => `${open.key} ${line}`));
      if (lines.size > 1) found.push(...(await elsewhere(asked, pair, examples)));
    }
    return found;
  },
};

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
  const isWhole = between.length > 0 && between.length <= maxBetween && isBalanced(between);
  return isWhole ? { open, close, line: lineStart(base, open.old.start) } : undefined;
}

/** A name and two more tokens that are replaced on both sides tell the place without its neighbours. */
function saysEnough({ oldTokens }: Substitution, { oldTokens: closing }: Substitution): boolean {
  const all = [...oldTokens, ...closing];
  return oldTokens.length > 0 && all.length >= 3 && all.some((token) => isName(token) && !keywords.has(token));
}

function isSamePair(a: Pair, b: Pair): boolean {
  const isSame = (one: Substitution, other: Substitution) =>
    one.oldText === other.oldText && one.newText === other.newText;
  return isSame(a.open, b.open) && isSame(a.close, b.close);
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

async function elsewhere(asked: NextEditQuestion, pair: Pair, examples: readonly Pair[]): Promise<FoundEdit[]> {
  const { files } = asked;
  const { open, close } = pair;
  const name = open.oldTokens.concat(close.oldTokens).find((token) => isName(token) && !keywords.has(token));
  const home = await files.code(open.key);
  if (name === undefined || !home) return [];
  const kind = kindAt(home, open.now.start, close.now.end);
  const paths = files.workspace.mentionedIn(name).map(({ relative }) => relative);
  const opens = examples.map((one) => one.open);
  const slices = new Slices();
  const found: FoundEdit[] = [];
  for (const path of paths.filter((one) => isNearExamples(one, opens))) {
    await slices.restIfDue();
    const text = files.workspace.file(path)?.text ?? "";
    if (!text.includes(open.oldText)) continue;
    const code = await files.code(path);
    if (code) found.push(...(await inFile(files, code, pair, kind)));
  }
  return found;
}

function inFile(files: CodeFiles, code: CodeWithTree, { open, close }: Pair, kind: string): Promise<FoundEdit[]> {
  const { path, text } = code;
  const because = `\`${open.oldText} … ${close.oldText}\` became \`${open.newText} … ${close.newText}\`.`;
  const places: FoundEdit[][] = [];
  for (let at = text.indexOf(open.oldText); at >= 0; at = text.indexOf(open.oldText, at + 1)) {
    const start = at + open.oldText.length;
    const closing = closingAt(text, start, close);
    if (!closing) continue;
    const ends = { path, ...closing, newText: close.newText, because };
    places.push([{ path, start: at, end: start, newText: open.newText, because }, ends]);
  }
  return placesThatFit(files, code, places, kind);
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
