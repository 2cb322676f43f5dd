import { languageOf } from "../../../grammars/languages.ts";
import type { Importing } from "../../languages/importing/rules.ts";
import { groupOfLanguage } from "../../languages/languageGroup.ts";
import { rulesOf } from "../../languages/languages.ts";
import type { Import } from "../../languages/tags.ts";
import type { KnownNames } from "../knownNames.ts";

/** So many files that mention a name are asked where they have it from. */
const maxAsked = 10;

/**
 * The import, of one name, by which a name comes from outside of the workspace: as all files have it that were asked,
 * else as the language has it itself. Undefined where they do not agree.
 */
export function packageImport(name: string, into: Importing, names: KnownNames): Import | undefined {
  const rules = rulesOf(into.language).importing;
  if (!rules?.importAs) return undefined;
  const group = groupOfLanguage(into.language);
  const asked = names
    .mentionedIn(name)
    .filter(({ relative }) => relative !== into.path && groupOfLanguage(languageOf(relative)) === group);
  const found = new Map<string, Import>();
  for (const { relative } of asked.slice(0, maxAsked)) {
    for (const one of names.file(relative)?.tags.imports ?? []) {
      const taken = one.names.find(({ local }) => local === name);
      if (!taken || one.kind === "reexport" || one.kind === "dynamic") continue;
      if (isOwn(relative, one, taken.imported, names)) return undefined;
      const kind = one.kind === "require" ? "static" : one.kind;
      found.set([one.specifier, kind, taken.imported].join("\n"), { ...one, names: [taken] });
    }
  }
  if (found.size > 1) return undefined;
  const [one] = found.values();
  if (one || !rules.isOwnModule?.(name) || !hasMember(into.text, name)) return one;
  const nowhere = { start: 0, end: 0 };
  return { specifier: name, kind: "static", names: [{ imported: "*", local: name }], ...nowhere };
}

/** From a file of the workspace, which is another thing from each folder. */
function isOwn(path: string, { specifier }: Import, imported: string, names: KnownNames): boolean {
  return specifier === "" || specifier.startsWith(".") || names.moduleOf(path, specifier, imported) !== undefined;
}

/** Modules have names that variables often have: `string`, `time`, `code`. */
function hasMember(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w.])${name}\\.[A-Za-z_]`).test(text);
}
