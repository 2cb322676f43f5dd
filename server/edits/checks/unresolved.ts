import { rulesOf } from "../../languages/languages.ts";
import type { NameRules } from "../../languages/nameRules.ts";
import type { Draft } from "../draft.ts";
import { exportersOf } from "../imports/exporters.ts";
import type { KnownNames } from "../knownNames.ts";
import type { Original, Parsed } from "../original.ts";
import { refused } from "../proposal.ts";
import { bindings, bindingsIn, isUnresolved, namesIn, type Reference } from "../scopes/bindings.ts";
import type { DraftCheck } from "./check.ts";

/** A name that nothing in sight declares, and whether it stands for a type. */
export type UnresolvedName = { readonly name: string; readonly isType: boolean };

/**
 * Every name the region uses stands for something. A name that nobody in the workspace ever mentions is made up. A name
 * that is mentioned may be known by ways that are not seen here, and is told. So are types, which libraries bring
 * along.
 */
export const unresolved: DraftCheck = async (draft, original, names) => {
  const found = await unresolvedNames(draft, original);
  const invented = found.find(({ name, isType }) => !isType && !isMentioned(name, original, names));
  if (invented) {
    return refused(
      `The answer uses \`${invented.name}\`, which is defined nowhere.`,
      `\`${invented.name}\` does not exist. Use only what the code, its imports and the language have, or define it.`,
    );
  }
  return found.map(({ name }) =>
    sentence(
      name,
      exportersOf(name, original, names).map(({ file }) => file.path),
    ),
  );
};

/** Names of the region that are declared nowhere and were not so before. */
export async function unresolvedNames(draft: Draft, original: Original): Promise<UnresolvedName[]> {
  const rules = rulesOf(original.language).names;
  if (!rules || !draft.tree || !original.tree) return [];
  const found: UnresolvedName[] = [];
  const before = namesIn(original.tree, rules, draft.from, draft.to);
  for (const name of namesIn(draft.tree, rules, draft.start, draft.end)) {
    await original.slices.restIfDue();
    if (rules.globals.has(name) || (await isOwn(draft, rules, name, original))) continue;
    if (before.has(name) && (await isFromOutside(name, draft, original, rules))) continue;
    const [reference] = (await open(draft, rules, name, original)).filter(
      ({ node }) => node.startIndex >= draft.start && node.endIndex <= draft.end,
    );
    if (reference && (await open(original, rules, name, original)).length === 0 && !bringsAll(draft))
      found.push({ name, isType: reference.isType });
  }
  return found;
}

/** The region itself declares what it means; the rest of the file need not be looked at. */
async function isOwn(draft: Draft, rules: NameRules, name: string, { slices }: Original): Promise<boolean> {
  const found = await bindingsIn(draft, rules, name, draft, slices);
  return found.references.every((reference) => !isUnresolved(found, reference, rules));
}

/** The region used it before, and did not declare it: it means what it meant. */
async function isFromOutside(
  name: string,
  { from, to }: Draft,
  original: Original,
  rules: NameRules,
): Promise<boolean> {
  const before = await bindingsIn(original, rules, name, { start: from, end: to }, original.slices);
  return before.declarations.length === 0;
}

async function open(file: Parsed, rules: NameRules, name: string, { slices }: Original): Promise<Reference[]> {
  const found = await bindings(file, rules, name, slices);
  return found.references.filter((reference) => isUnresolved(found, reference, rules));
}

/** `from x import *` may bring any name. */
function bringsAll({ tags }: Parsed): boolean {
  return tags.imports.some(
    ({ kind, names }) =>
      kind !== "reexport" && names.some(({ imported, local }) => imported === "*" && (local === "*" || local === "")),
  );
}

function isMentioned(name: string, { path }: Original, names: KnownNames): boolean {
  return names.mentions(name).some((mention) => mention.path !== path);
}

function sentence(name: string, exporters: readonly string[]): string {
  if (exporters.length > 1) return `\`${name}\` is not imported; ${exporters.slice(0, 3).join(" and ")} have one.`;
  return `\`${name}\` is not defined in this file.`;
}
