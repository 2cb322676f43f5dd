import { rulesOf } from "../../languages/languages.ts";
import type { OffsetRange } from "../../text/offsetRange.ts";
import type { Parsed } from "../original.ts";
import { refused } from "../proposal.ts";
import { bindings, bindingsIn, isUnresolved, namesIn } from "../scopes/bindings.ts";
import type { DraftCheck } from "./check.ts";

/** Names that the region declared and code outside of it uses are still declared. */
export const keptNames: DraftCheck = async (draft, original, names) => {
  const { language, tree, own, path } = original;
  const { from, to } = draft;
  const rules = rulesOf(language).names;
  if (!rules || !tree || !draft.tree || from === to) return [];
  const declarations = async (file: Parsed, range: OffsetRange, name: string) =>
    (await bindingsIn(file, rules, name, range, original.slices)).declarations;
  const now = namesIn(draft.tree, rules, draft.start, draft.end);
  for (const name of namesIn(tree, rules, from, to)) {
    await original.slices.restIfDue();
    if ((await declarations(original, { start: from, end: to }, name)).length === 0) continue;
    if (now.has(name) && (await declarations(draft, draft, name)).length > 0) continue;
    const has = await bindings(draft, rules, name, original.slices);
    const used = has.references.filter(({ node }) => node.startIndex < draft.start || node.startIndex >= draft.end);
    const before = await bindings(original, rules, name, original.slices);
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
