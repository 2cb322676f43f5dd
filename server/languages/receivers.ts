/**
 * How a language says what a name before a dot is, as far as its text tells without a compiler. All may name what is no type:
 * who asks looks for it in the workspace.
 */
export type ReceiverRules = {
  /**
   * The declarations of a name (without PHP's `$`) in a text, the nearest last: of each the words that stand where its type
   * does, the outermost first.
   */
  readonly typesOf: (text: string, name: string) => readonly (readonly string[])[];
  /** The types whose members need no name before them, by the text before a place. */
  readonly around: (before: string) => readonly string[];
  /** The words that stand where a declaration has the type of what it declares, likewise; `docs` is the comment above it. */
  readonly resultOf: (signature: string, name: string, docs: string) => readonly string[];
  /** The expression that a name was last given in a text, if any. */
  readonly valueOf: (text: string, name: string) => string | undefined;
  /** The type that a function is a method of, where methods stand outside of their types. */
  readonly methodOf?: (signature: string) => string | undefined;
  /** What a type mixes in by its body: Ruby's modules, PHP's traits. */
  readonly mixedIn?: (body: string) => readonly string[];
  /** Members that every type has and that give what is of it: `Item.new`. */
  readonly givesItself?: RegExp;
};

/** The last part of a text, which is enough to look for a declaration in. */
export function searchedPart(text: string): string {
  return text.slice(-30_000);
}

const wordsOnly = /[A-Za-z_]\w*/g;

/** `Item item`, `const Item& item`, `std::vector<Item> items`, `item = new Item(`; of C also `struct item *item`. */
export const typeFirst: ReceiverRules = {
  typesOf: (text, name) => {
    const declared = new RegExp(
      `\\b([A-Za-z_]\\w*)(?:<([^;(){}\\n]{0,300})>)?(?:\\[\\])?[\\s*&]+(?:const\\s+)?${name}\\b\\s*(?:[;,)=({:[]|$)`,
      "gm",
    );
    return declarationsIn(text, declared);
  },
  around: classesAround,
  resultOf: (signature, name) => {
    const before = signature.slice(0, wordAt(signature, name));
    const [, type = "", inner = ""] = /([A-Za-z_]\w*)\s*(?:<([^;(){}]*)>)?[\s*&[\]?]*(?:\w+::)*$/.exec(before) ?? [];
    return [type, ...(inner.match(wordsOnly) ?? [])];
  },
  valueOf: valueIn,
};

/** `item: Item`, `let item = Item::new(`, `val item = Item(`. */
export const nameFirst: ReceiverRules = {
  typesOf: (text, name) => declarationsIn(text, new RegExp(`\\b${name}\\??\\s*(?::(?!:)|=(?!=))${typeBehind}`, "g")),
  around: classesAround,
  resultOf: (signature, name) => {
    const behind = signature.slice(wordAt(signature, name) + name.length);
    return (afterParameters(behind).match(wordsOnly) ?? []).filter((word) => !/^(?:dyn|mut|impl|where)$/.test(word));
  },
  valueOf: valueIn,
  methodOf: (signature) => /^[\w\s]*\bfun\s+(?:<[^<>]*>\s*)?(\w+)(?:<[^<>]*>)?\??\./.exec(signature)?.[1],
};

/** Go: `item *Item`, `item := &Item{`, `func (i *Item) price(`. */
export const nameThenType: ReceiverRules = {
  ...nameFirst,
  typesOf: (text, name) => declarationsIn(text, new RegExp(`\\b${name}(?:\\s*:=|\\s+)${typeBehind}`, "g")),
  methodOf: (signature) => /^func\s*\(\s*\w*\s*\*?(\w+)/.exec(signature)?.[1],
};

const typeBehind =
  "\\s*(?:&|\\*|\\[\\w*\\]|mut\\b|dyn\\b|'\\w+|\\w+\\.|\\w+::(?=[A-Z])|\\s)*([A-Za-z_]\\w*)(?:<([^;(){}\\n]*)>)?";

/** The types that declarations in the last part of a text capture, and those in angle brackets behind them. */
function declarationsIn(text: string, declared: RegExp): readonly (readonly string[])[] {
  const found = searchedPart(text).matchAll(declared);
  return [...found].map(([, type = "", inner = ""]) => [type, ...(inner.match(wordsOnly) ?? [])]);
}

/** `item = `, `item := range `, `item in `: what is left to the end of the line. */
function valueIn(text: string, name: string): string | undefined {
  const given = new RegExp(
    `\\b${name}\\b(?:\\s*,\\s*\\w+)?\\s*(?::?=(?![=>])|\\bin\\b|:(?=\\s*\\w+\\)))\\s*([^;\\n{]+)`,
    "g",
  );
  const value = [...searchedPart(text).matchAll(given)].at(-1)?.[1];
  return value && upToCloser(value.replace(/^(?:range|await|try|co_await)\b\s*/, "")).trimEnd();
}

/** What stands in front of a bracket that was opened before the text: the list of `for (item in items) …`. */
function upToCloser(text: string): string {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if ("([".includes(text[at] as string)) depth++;
    else if (")]".includes(text[at] as string) && --depth < 0) return text.slice(0, at);
  }
  return text;
}

function wordAt(text: string, word: string): number {
  return Math.max(0, text.search(new RegExp(`\\b${word}\\b`)));
}

/** What stands behind the parameters, where there are any. */
function afterParameters(text: string): string {
  const open = /^\s*(?:<[^()]*>\s*)?\(/.exec(text);
  if (!open) return text;
  let depth = 0;
  for (let at = open[0].length - 1; at < text.length; at++) {
    if (text[at] === "(") depth++;
    else if (text[at] === ")" && --depth === 0) return text.slice(at + 1);
  }
  return "";
}

/** `class Cart extends Shop`, `class Cart : Shop`, `void Cart::add(`, `func (c *Cart) add(`, `impl Cart`. */
const heads = [
  /\b(?:class|struct|object|interface)\s+\w+[^\n{;]*?(?:\bextends\s+|[^:]:\s*(?:public\s+|private\s+|protected\s+)?)([A-Za-z_]\w*)/g,
  /^[^\s/*#(][^;{}()\n]*?\b(\w+)(?:<[^\n<>]*>)?::~?\w+\s*\(/gm,
  /^func\s+\(\s*\w+\s+\*?(\w+)/gm,
  /^impl\b[^\n{]*?(\w+)(?:<[^\n<>]*>)?\s*\{/gm,
];

function classesAround(before: string): readonly string[] {
  const near = searchedPart(before);
  return heads.flatMap((head) => {
    const last = [...near.matchAll(head)].at(-1)?.[1];
    return last === undefined ? [] : [last];
  });
}
