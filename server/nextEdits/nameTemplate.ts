/** A name as it is written in code and in texts, and what may stand beside it in its declaration, as `: string`. */
export type Member = {
  readonly name: string;
  readonly type?: string | undefined;
};

type Form = (words: readonly string[]) => string;

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** Ways in which programs write one name. `type` and `exact` are not made of its words. */
const forms: Readonly<Record<string, Form>> = {
  camel: (words) => words.map((word, i) => (i === 0 ? word : capital(word))).join(""),
  pascal: (words) => words.map(capital).join(""),
  snake: (words) => words.join("_"),
  constant: (words) => words.join("_").toUpperCase(),
  kebab: (words) => words.join("-"),
  spaced: (words) => words.join(" "),
  sentence: (words) => capital(words.join(" ")),
  title: (words) => words.map(capital).join(" "),
};

/** Each member is written once, and compared with many lines. */
const known = new WeakMap<Member, ReadonlyMap<string, string>>();

function written(member: Member): ReadonlyMap<string, string> {
  const found = known.get(member) ?? allForms(member);
  known.set(member, found);
  return found;
}

function allForms({ name, type }: Member): ReadonlyMap<string, string> {
  const words = (name.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lo}+|\d+/gu) ?? [name]).map((word) =>
    word.toLowerCase(),
  );
  const found = new Map([
    ["exact", name],
    ...Object.entries(forms).map(([form, write]) => [form, write(words)] as const),
  ]);
  if (type !== undefined) found.set("type", type);
  return found;
}

/** A text, or a name with the forms in which it may be written. */
type Part = string | readonly string[];

/** A text in which one name was left open. Undefined where the text does not hold the name. */
export function templateOf(text: string, member: Member): Part[] | undefined {
  const all = written(member);
  const texts = [...new Set(all.values())].filter((one) => one !== "").sort((a, b) => b.length - a.length);
  const parts: Part[] = [];
  let [from, at] = [0, 0];
  while (at < text.length) {
    const found = texts.find((one) => text.startsWith(one, at) && isWhole(text, at, at + one.length));
    if (found === undefined) {
      at++;
      continue;
    }
    parts.push(
      text.slice(from, at),
      [...all].filter(([, one]) => one === found).map(([form]) => form),
    );
    at += found.length;
    from = at;
  }
  parts.push(text.slice(from));
  return parts.length > 1 ? parts : undefined;
}

/** A word, or one that a name like `getColor` is made of. */
function isWhole(text: string, start: number, end: number): boolean {
  const [before, first, last, next] = [
    text.charAt(start - 1),
    text.charAt(start),
    text.charAt(end - 1),
    text.charAt(end),
  ];
  const isWord = (char: string) => /[\p{L}\p{N}_$]/u.test(char);
  const isUpper = (char: string) => /\p{Lu}/u.test(char);
  const opens = !isWord(before) || !isWord(first) || before === "_" || (isUpper(first) && !isUpper(before));
  const closes = !isWord(next) || !isWord(last) || next === "_" || (isUpper(next) && !isUpper(last));
  return opens && closes;
}

/** The template with only the forms in which a text has another name. Undefined where the text is not of this form. */
export function narrowed(template: readonly Part[], text: string, member: Member): Part[] | undefined {
  const all = written(member);
  const parts: Part[] = [];
  let at = 0;
  for (const part of template) {
    if (typeof part === "string") {
      if (!text.startsWith(part, at)) return undefined;
      parts.push(part);
      at += part.length;
      continue;
    }
    const fitting = part.filter((form) => all.has(form) && text.startsWith(all.get(form) ?? "", at));
    const longest = Math.max(0, ...fitting.map((form) => all.get(form)?.length ?? 0));
    const forms = fitting.filter((form) => all.get(form)?.length === longest);
    if (forms.length === 0) return undefined;
    parts.push(forms);
    at += longest;
  }
  return at === text.length ? parts : undefined;
}

/** The text with another name. Undefined where it is not known how that would be written. */
export function filled(template: readonly Part[], member: Member): string | undefined {
  const all = written(member);
  let text = "";
  for (const part of template) {
    if (typeof part === "string") {
      text += part;
      continue;
    }
    const choices = new Set(part.map((form) => all.get(form)));
    const [only] = choices;
    const chosen = choices.size === 1 ? only : part.includes("exact") ? all.get("exact") : undefined;
    if (chosen === undefined) return undefined;
    text += chosen;
  }
  return text;
}
