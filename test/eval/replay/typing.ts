import { table } from "./tables.ts";

/** A hunk that was typed key by key, and what that took. */
export type Typed = {
  readonly key: string;
  readonly repository: string;
  readonly path: string;
  readonly language: string;
  readonly isTest: boolean;
  readonly characters: number;
  /** What was pressed: a character, a line end with the indentation behind it, or the key that accepts. */
  readonly keys: number;
  /** The same without suggestions. */
  readonly neededKeys: number;
  readonly accepted: number;
  readonly acceptedCharacters: number;
  /** Suggestions that came on screen, those that stay while one types along counted once; and the wrong ones of them. */
  readonly shown: number;
  readonly wrong: number;
  /** Suggestions that became others, or went, though their beginning was typed. */
  readonly flickered: number;
  /** Each of these: what stood on screen, what came, and why nothing did. */
  readonly flickers: readonly string[];
  /** Keys after which the model was asked. */
  readonly asked: number;
  readonly promptTokens: number;
  readonly evaluatedTokens: number;
  readonly generatedTokens: number;
};

/** What an editor shows after a key, and what it cost. */
export type Shown = {
  readonly text: string | null;
  /** Why nothing is shown. */
  readonly reason?: string | null;
  readonly promptTokens: number;
  readonly evaluatedTokens: number;
  readonly generatedTokens: number;
};

/** One key that accepts this much or more saves something. */
const leastAccepted = 2;

/** Types `text`; `ask` gets how much stands there by now, and answers as an editor is answered after each key. */
export async function typed(text: string, ask: (typedCharacters: number) => Promise<Shown>) {
  const count = {
    characters: text.length,
    neededKeys: keysOf(text),
    keys: 0,
    accepted: 0,
    acceptedCharacters: 0,
    shown: 0,
    wrong: 0,
  };
  const flickers: string[] = [];
  const cost = { asked: 0, promptTokens: 0, evaluatedTokens: 0, generatedTokens: 0 };
  /** The end of the suggestion on screen, if what was typed since is its beginning. */
  let onScreen = "";
  for (let at = 0; at < text.length; ) {
    const { text: offered, reason, ...spent } = await ask(at);
    cost.asked += spent.promptTokens > 0 ? 1 : 0;
    cost.promptTokens += spent.promptTokens;
    cost.evaluatedTokens += spent.evaluatedTokens;
    cost.generatedTokens += spent.generatedTokens;
    const isRight = offered !== null && isNext(text, at, offered);
    if (offered !== null && offered !== onScreen) {
      count.shown++;
      count.wrong += isRight ? 0 : 1;
    }
    if (onScreen !== "" && offered !== onScreen)
      flickers.push(`${text.slice(0, at).split("\n").at(-1)} │ ${onScreen} → ${offered ?? reason}`);
    count.keys++;
    if (isRight && offered.length >= leastAccepted) {
      count.accepted++;
      count.acceptedCharacters += offered.length;
      at += offered.length;
      onScreen = "";
      continue;
    }
    const key = keyAt(text, at);
    onScreen = offered?.startsWith(key) ? offered.slice(key.length) : "";
    at += key.length;
  }
  return { ...count, flickered: flickers.length, flickers, ...cost };
}

/** Whether all of a suggestion is what comes next, to the end of a line or of a word. */
function isNext(text: string, at: number, offered: string): boolean {
  if (!text.startsWith(offered, at)) return false;
  const end = at + offered.length;
  return !(/\w$/.test(offered) && /^\w/.test(text.slice(end, end + 1)));
}

/** An editor indents a new line by itself. */
function keyAt(text: string, at: number): string {
  return /^\n[ \t]*/.exec(text.slice(at))?.[0] ?? String.fromCodePoint(text.codePointAt(at) as number);
}

/** How many keys the same text takes without suggestions. */
export function keysOf(text: string): number {
  let keys = 0;
  for (let at = 0; at < text.length; keys++) at += keyAt(text, at).length;
  return keys;
}

/** What typing took, for people, in Markdown. */
export function typingTable(found: readonly Typed[]): string {
  const names = (of: (each: Typed) => string) => [...new Set(found.map(of))].sort();
  const kindOf = ({ isTest }: Typed) => (isTest ? "tests" : "code");
  const rows = [
    rowOf("all", found),
    ...names(({ language }) => language).map((name) =>
      rowOf(
        name,
        found.filter((each) => each.language === name),
      ),
    ),
    ...names(kindOf).map((name) =>
      rowOf(
        name,
        found.filter((each) => kindOf(each) === name),
      ),
    ),
    ...names(({ repository }) => repository).map((name) =>
      rowOf(
        name,
        found.filter((each) => each.repository === name),
      ),
    ),
  ];
  const head = [
    "",
    "hunks",
    "characters",
    "keys",
    "keys saved, %",
    "accepted",
    "shown",
    "of them wrong, %",
    "flickered, %",
  ];
  return table([...head, "model asked", "evaluated a key", "generated a key"], rows);
}

function rowOf(name: string, found: readonly Typed[]): string[] {
  const sum = (of: (each: Typed) => number) => found.reduce((total, each) => total + of(each), 0);
  const keys = sum((each) => each.keys);
  const needed = sum((each) => each.neededKeys);
  const shown = sum((each) => each.shown);
  return [
    name,
    String(found.length),
    String(sum((each) => each.characters)),
    String(keys),
    share(needed - keys, needed),
    String(sum((each) => each.accepted)),
    String(shown),
    share(
      sum((each) => each.wrong),
      shown,
    ),
    share(
      sum((each) => each.flickered),
      shown,
    ),
    String(sum((each) => each.asked)),
    (sum((each) => each.evaluatedTokens) / Math.max(1, keys)).toFixed(1),
    (sum((each) => each.generatedTokens) / Math.max(1, keys)).toFixed(1),
  ];
}

function share(part: number, whole: number): string {
  return ((100 * part) / Math.max(1, whole)).toFixed(1);
}
