import { refused } from "../proposal.ts";
import { bindings, isUnresolved, nameRules, namesIn } from "../scopes/bindings.ts";
import type { Check } from "./check.ts";

/** What the region declared and code outside of it uses is still declared. */
export const keptNames: Check = (draft, original, names) => {
  const { language, tree, own, path } = original;
  const { from, to } = draft;
  const rules = nameRules(language);
  if (!rules || !tree || !draft.tree || from === to) return [];
  const now = namesIn(draft.tree, rules, draft.start, draft.end);
  for (const name of namesIn(tree, rules, from, to)) {
    if (bindings(original, rules, name, { start: from, end: to }).declarations.length === 0) continue;
    if (now.has(name) && bindings(draft, rules, name, draft).declarations.length > 0) continue;
    const has = bindings(draft, rules, name);
    const used = has.references.filter(({ node }) => node.startIndex < draft.start || node.startIndex >= draft.end);
    const before = bindings(original, rules, name);
    const broke =
      before.references.every((one) => !isUnresolved(before, one, rules)) &&
      used.some((one) => isUnresolved(has, one, rules));
    if (broke) return missing(name, "elsewhere in this file");
  }
  const exported = own.filter((one) => one.exported === "named" && one.parent < 0);
  const { definitions, imports } = draft.tags;
  const offered = new Set([
    ...definitions.filter((one) => one.exported !== "no").map(({ name }) => name),
    ...imports.flatMap((one) => one.names.map(({ local }) => local)),
  ]);
  const gone = exported.find(({ name }) => !offered.has(name) && names.mentions(name).some((one) => one.path !== path));
  return gone ? missing(gone.name, "in other files") : [];
};

function missing(name: string, where: string) {
  return refused(
    `The answer removes \`${name}\`, which is used ${where}.`,
    `Keep \`${name}\` under its name: it is used ${where}.`,
  );
}
