import type { Language } from "../../../grammars/language.ts";
import { languageOf } from "../../../grammars/languages.ts";
import type { WholeNames } from "../../languages/importing/lines.ts";
import { groupOfLanguage, languageGroupOf } from "../../languages/languageGroup.ts";
import type { DefinitionKind, Import } from "../../languages/tags.ts";
import type { Steps } from "../../slices/slices.ts";
import type { KnownNames } from "../knownNames.ts";

/** A class by its whole name, and where that is known from. */
type WholeName = {
  readonly name: string;
  readonly whole: string;
  readonly path: string;
  readonly offset: number;
};

type Importer = {
  readonly path: string;
  readonly text: string;
  readonly language: Language;
};

const types: ReadonlySet<DefinitionKind> = new Set(["class", "interface", "enum", "type"]);

/** So many names are looked up, and so many files are asked from where they have one that the workspace does not declare. */
const mostNames = 40;
const mostAsked = 5;

/**
 * The whole names of classes that a file lacks, in their order, of which each is imported by a statement of its own. A name that
 * several classes have, or one of the file's own package, is left out.
 */
export function* wholeNames(
  file: Importer,
  lacking: readonly string[],
  rules: WholeNames,
  names: KnownNames,
): Steps<WholeName[]> {
  const found: WholeName[] = [];
  for (const name of lacking.filter((each) => /^\p{Lu}/u.test(each)).slice(0, mostNames)) {
    yield;
    const one = declared(name, file, rules, names);
    if (one !== undefined) found.push(...one);
    else found.push(...imported(name, file, rules, names));
  }
  return found;
}

/** Undefined where the workspace declares no class of that name. */
function declared(
  name: string,
  { path, text, language }: Importer,
  { separator, packageOf }: WholeNames,
  names: KnownNames,
): readonly WholeName[] | undefined {
  const group = groupOfLanguage(language);
  const places = names.definitions(name).filter(({ file, definition }) => {
    const outer = file.tags.definitions[definition.parent];
    const isTop = outer === undefined || outer.kind === "namespace";
    return isTop && types.has(definition.kind) && file.path !== path && languageGroupOf(file) === group;
  });
  if (places.length === 0) return undefined;
  const own = packageOf(text);
  const whole = new Map(
    places.map(({ file, definition }) => [packageOf(file.text), { path: file.path, offset: definition.nameStart }]),
  );
  const [[from, place] = []] = whole;
  if (whole.size > 1 || from === undefined || !place || from === own) return [];
  return [{ name, whole: `${from}${separator}${name}`, ...place }];
}

/** The class as all files have it that were asked. */
function imported(
  name: string,
  { path, language }: Importer,
  { separator, packageOf }: WholeNames,
  names: KnownNames,
): readonly WholeName[] {
  const group = groupOfLanguage(language);
  const found = new Map<string, WholeName>();
  const asked = names.mentionedIn(name).filter(({ relative }) => relative !== path);
  for (const { relative } of asked.slice(0, mostAsked)) {
    const file = groupOfLanguage(languageOf(relative)) === group ? names.file(relative) : undefined;
    for (const one of file?.tags.imports ?? []) {
      if (one.specifier === packageOf(file?.text ?? "") || !takes(one, name)) continue;
      const isWhole = one.specifier === name || one.specifier.endsWith(separator + name);
      const whole = isWhole ? one.specifier : one.specifier + separator + name;
      found.set(whole, { name, whole, path: relative, offset: one.start });
    }
  }
  return found.size === 1 ? [...found.values()] : [];
}

function takes({ names }: Import, name: string): boolean {
  return names.some(({ imported, local }) => imported === name && local === name);
}
