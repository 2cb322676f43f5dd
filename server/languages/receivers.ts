/**
 * How a language says what a name before a dot is, as far as its text tells without a compiler. Both may name what is no type:
 * who asks looks for it in the workspace.
 */
export type ReceiverRules = {
  /** Words that stand where the type of a name is declared in a text, the nearest declaration last. */
  readonly typesOf: (text: string, name: string) => readonly string[];
  /** The types whose members need no name before them, by the text before a place. */
  readonly around: (before: string) => readonly string[];
};

/** A declaration is looked for in so much text before a place. */
const maxCharacters = 30_000;

/** `Item item`, `const Item& item`, `std::vector<Item> items`, `item = new Item(`; of C also `struct item *item`. */
export const typeFirst: ReceiverRules = {
  typesOf: (text, name) => {
    const declared = new RegExp(
      `\\b([A-Za-z_]\\w*)(?:<([^;(){}\\n]*)>)?(?:\\[\\])?[\\s*&]+(?:const\\s+)?${name}\\b\\s*(?:[;,)=({:[]|$)`,
      "gm",
    );
    return typesIn(text, declared);
  },
  around: classesAround,
};

/** `item: Item`, `item *Item`, `item := Item{`, `let item = Item::new(`. */
export const nameFirst: ReceiverRules = {
  typesOf: (text, name) => {
    const declared = new RegExp(
      `\\b${name}\\??\\s*(?::\\s*|:?=\\s*|\\s)(?:&|\\*|\\[\\]|mut\\b|\\w+\\.|\\s)*([A-Za-z_]\\w*)(?:<([^;(){}\\n]*)>)?`,
      "g",
    );
    return typesIn(text, declared);
  },
  around: classesAround,
};

/** The types that declarations in the last part of a text capture, those in angle brackets before the one that has them. */
function typesIn(text: string, declared: RegExp): readonly string[] {
  const types = [...text.slice(-maxCharacters).matchAll(declared)];
  return types.flatMap(([, type = "", inner = ""]) => [...(inner.match(/[A-Za-z_]\w*/g) ?? []), type]);
}

/** `class Cart extends Shop`, `class Cart : Shop`, `void Cart::add(`, `func (c *Cart) add(`, `impl Cart`. */
const heads = [
  /\b(?:class|struct|object|interface)\s+\w+[^\n{;]*?(?:\bextends\s+|[^:]:\s*(?:public\s+|private\s+|protected\s+)?)([A-Za-z_]\w*)/g,
  /^[^\s/*#(][^;{}()\n]*?\b(\w+)(?:<[^\n<>]*>)?::~?\w+\s*\(/gm,
  /^func\s+\(\s*\w+\s+\*?(\w+)/gm,
  /^impl\b[^\n{]*?(\w+)(?:<[^\n<>]*>)?\s*\{/gm,
];

function classesAround(before: string): readonly string[] {
  const near = before.slice(-maxCharacters);
  return heads.flatMap((head) => {
    const last = [...near.matchAll(head)].at(-1)?.[1];
    return last === undefined ? [] : [last];
  });
}
