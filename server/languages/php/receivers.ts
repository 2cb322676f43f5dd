import { type ReceiverRules, searchedPart } from "../receivers.ts";

/** `?Item`, `Item|null`, `\App\Item`: names of types with what joins them. Data in a string may be a word without end. */
const type = "(?<!\\w)[?\\\\A-Za-z_][\\w\\\\|?&]{0,200}";

/**
 * `Item $item`, of parameters, properties and what a constructor promotes; `@param Item $item`, `@var Item` above a property;
 * `$item = new Item(`, `$this->item = new Item(`.
 */
export const phpReceivers: ReceiverRules = {
  typesOf: (text, name) => {
    const declared = new RegExp(
      [
        `(${type})\\s+&?(?:\\.\\.\\.)?\\$${name}\\b`,
        `@var\\s+(${type})[^\\n]*\\n(?:\\s*\\*[^\\n]*\\n)*\\s*(?:(?:private|protected|public|var|static|readonly)\\s+)+\\$${name}\\b`,
        `(?:\\$|->)${name}\\s*=\\s*new\\s+(${type})`,
        `(?:\\$|->)${name}\\s*=\\s*(${type})::`,
      ].join("|"),
      "g",
    );
    return [...searchedPart(text).matchAll(declared)]
      .map(([, ...found]) => namesIn(found.find((each) => each !== undefined) ?? ""))
      .filter((names) => names.length > 0);
  },
  around: (before) => {
    const near = searchedPart(before);
    const parents = [...near.matchAll(/\bclass\b[^\n{;]*?\bextends\s+([\w\\]+)/g)].at(-1)?.[1];
    return [...namesIn(parents ?? ""), ...mixedIn(near)];
  },
  resultOf: (signature, name, docs) => {
    const behind = new RegExp(`\\b${name}\\s*\\([^{;]*\\)\\s*:\\s*(${type})`).exec(signature)?.[1];
    const before = new RegExp(`(${type})\\s+\\$${name}\\b`).exec(signature)?.[1];
    const told = new RegExp(`@(?:return|var)\\s+(${type})`).exec(docs)?.[1];
    return [behind, before, told].flatMap((each) => namesIn(each ?? ""));
  },
  valueOf: (text, name) => {
    const given = new RegExp(
      `(?:\\$|->)${name}\\s*=(?![=>])\\s*([^;\\n]+)|\\(\\s*([^;()\\n]+?)\\s+as\\s+(?:\\$\\w+\\s*=>\\s*)?\\$${name}\\b`,
      "g",
    );
    const [, value, list] = [...searchedPart(text).matchAll(given)].at(-1) ?? [];
    return (value ?? list)?.trimEnd();
  },
  mixedIn,
};

function mixedIn(body: string): readonly string[] {
  const lists = [...body.matchAll(/^[ \t]+use\s+([\w\\, ]+)\s*[;{]/gm)];
  return lists.flatMap(([, list = ""]) => list.split(",")).flatMap(namesIn);
}

/** The last parts of the names in a type, without what is no class. */
function namesIn(text: string): string[] {
  return text
    .split(/[|&?,\s]/)
    .map((name) => name.slice(name.lastIndexOf("\\") + 1))
    .filter((name) => /^[A-Za-z_]\w*$/.test(name) && !builtIn.test(name));
}

const builtIn =
  /^(?:null|array|string|int|float|bool|mixed|void|iterable|callable|object|private|protected|public|readonly|static|var|return|new|final|abstract|as|echo|use|case|throw|clone|and|or|if|const|global)$/;
