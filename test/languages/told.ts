import { languageOf } from "../../grammars/languages.ts";
import { declared } from "../../server/languages/extract/declared.ts";
import { extract } from "../../server/languages/extract.ts";
import { nameUse } from "../../server/languages/localName.ts";
import { parse, type Tree } from "../../server/languages/parse.ts";
import { scan } from "../../server/languages/scan.ts";
import type { Definition, Tags } from "../../server/languages/tags.ts";
import { completion, scene } from "../context/scene.ts";

/** What is said of a file by its path and its text. */
export type Told = {
  /** `class Shop, method Shop.price`; what others do not see is in parentheses. */
  readonly definitions: string;
  /** `fmt: fmt=*; os: exit`: what is imported from where, under which name. */
  readonly imports: string;
  readonly tags: Tags;
};

/** Everything that is declared and imported. Throws where tree-sitter's own queries say something else. */
export function told(path: string, text: string): Told {
  const language = languageOf(path);
  const tree = language && parse(language, text);
  if (!language || !tree) throw new Error(`${path} has no tree`);
  const tags = extract(language, tree, text);
  const asQueried = declared(language, parse(language, text) as Tree, text);
  if (JSON.stringify(tags) !== JSON.stringify(asQueried)) throw new Error(`queries say ${said(asQueried).definitions}`);
  return { ...said(tags), tags };
}

function said({ definitions, imports }: Tags): Omit<Told, "tags"> {
  const name = (one: Definition): string => {
    const parent = definitions[one.parent];
    return parent ? `${name(parent)}.${one.name}` : one.name;
  };
  const shown = definitions.map((one) => {
    const text = `${one.kind} ${name(one)}`;
    return one.parent < 0 && one.exported === "no" ? `(${text})` : text;
  });
  const taken = imports.map(({ specifier, names }) => {
    const list = names.map(({ imported, local }) => (imported === local ? local : `${local}=${imported}`));
    return list.length === 0 ? specifier : `${specifier}: ${list.join(" ")}`;
  });
  return { definitions: shown.join(", "), imports: taken.join("; ") };
}

/** The comment that documents each definition that has one. */
export function documented(path: string, text: string): Record<string, string> {
  const { definitions } = told(path, text).tags;
  const withDocs = definitions.filter(({ docStart, docEnd }) => docStart < docEnd);
  return Object.fromEntries(withDocs.map((one) => [one.name, text.slice(one.docStart, one.docEnd)]));
}

/** The identifiers of a text, in order. */
export function words(path: string, text: string): string {
  const language = languageOf(path);
  const found: string[] = [];
  if (language) scan(text, language, (start, end) => found.push(text.slice(start, end)));
  return found.join(" ");
}

/** What the prompt at the `│` shows of other files because something there is defined. */
export function definitionsShown(source: string): string[] {
  const { parts } = completion(scene(source));
  return parts.context.map(({ path }) => path);
}

/** How the name at the `│` is used: "local" with the line that introduces it, or its role. */
export function used(path: string, marked: string): string {
  const language = languageOf(path);
  const text = marked.replace("│", "");
  const use = language && nameUse(language, text, marked.indexOf("│"));
  if (use?.role !== "local") return use?.role ?? "unknown";
  return `local ${text.slice(use.start, text.indexOf("\n", use.start)).trim()}`;
}
