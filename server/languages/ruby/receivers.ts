import { type ReceiverRules, searchedPart } from "../receivers.ts";

/** `Item`, `Shop::Item`: data in a string may be a word without end. */
const type = "(?<![\\w:])(?:::)?[A-Z][\\w:]{0,200}";

/**
 * What Ruby's text tells of a name: `item = Item.new`, `@item ||= Shop::Item.find(1)`, YARD's `@param item [Item]`. What a class
 * mixes in is in its body.
 */
export const rubyReceivers: ReceiverRules = {
  typesOf: (text, name) => {
    const declared = new RegExp(
      [
        `(?<![\\w.])@{0,2}${name}\\s*(?:\\|\\|)?=(?![=~>])\\s*(${type})(?:\\.\\w|\\(|$)`,
        `@param\\s+(?:${name}\\s+\\[(?:Array<)?(${type})|\\[(?:Array<)?(${type})[^\\]\\n]{0,100}\\]\\s+${name}\\b)`,
      ].join("|"),
      "gm",
    );
    return [...searchedPart(text).matchAll(declared)]
      .map(([, ...found]) => lastName(found.find((each) => each !== undefined) ?? ""))
      .map((found) => [found]);
  },
  around: (before) => {
    const near = searchedPart(before);
    const heads = [...near.matchAll(/^[ \t]*(?:class|module)\s+([\w:]+)(?:\s*<\s*([\w:]+))?/gm)];
    const [, own = "", base = ""] = heads.at(-1) ?? [];
    return [own, base, ...mixedIn(near.slice(heads.at(-1)?.index ?? near.length))]
      .map(lastName)
      .filter((each) => each !== "");
  },
  resultOf: (_signature, _name, docs) => {
    const told = new RegExp(`@return\\s+\\[(?:Array<)?(${type})`).exec(docs)?.[1];
    return told === undefined ? [] : [lastName(told)];
  },
  valueOf: (text, name) => {
    const given = new RegExp(`(?<![\\w.])@{0,2}${name}\\s*(?:\\|\\|)?=(?![=~>])\\s*([^\\n#;]+)`, "g");
    return [...searchedPart(text).matchAll(given)]
      .at(-1)?.[1]
      ?.replace(/\s(?:if|unless|rescue)\s.*/, "")
      .trimEnd();
  },
  mixedIn,
  givesItself: /^(?:new|class|instance|dup|clone|freeze|itself|tap|create|find|find_by|build)$/,
};

function mixedIn(body: string): readonly string[] {
  const lines = body.matchAll(/^[ \t]+(?:include|extend|prepend)[ (]+((?:[A-Z][\w:]*(?:,\s*)?)+)/gm);
  return [...lines].flatMap(([, list = ""]) => list.split(",").map((each) => lastName(each.trim())));
}

function lastName(name: string): string {
  return name.replace(/:+$/, "").replace(/^.*::/, "");
}
