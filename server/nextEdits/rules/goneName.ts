import { bindings } from "../../edits/scopes/bindings.ts";
import { Slices } from "../../slices/slices.ts";
import { placesThatFit } from "../fit.ts";
import type { FoundEdit, NextEditQuestion, NextEditRule } from "../nextEdits.ts";
import type { Substitution } from "../substitutions.ts";
import { isName } from "../tokens.ts";
import { usesOfUndeclared } from "../uses.ts";

/**
 * A name is no longer imported or declared in a file, and one of its uses became something else: so do the others, which
 * mean nothing any more.
 *
 *     import { URLTypes } from "./types";   →
 *     function get(url: URLTypes) {}        →   function get(url: URL | string) {}
 *     function post(url: URLTypes) {}       →   function post(url: URL | string) {}
 */
export const goneName: NextEditRule = {
  name: "gone name",
  find: async (asked) => {
    const found: FoundEdit[] = [];
    const tried = new Set<string>();
    const paths = new Set(
      asked.changes.filter(({ lines }) => lines.some(({ step }) => step >= asked.since)).map(({ key }) => key),
    );
    for (const one of asked.all) {
      const trial = JSON.stringify([one.key, one.oldTokens]);
      if (!paths.has(one.key) || tried.has(trial)) continue;
      tried.add(trial);
      found.push(...(await usesLeft(asked, one)));
    }
    return found;
  },
};

async function usesLeft(asked: NextEditQuestion, one: Substitution): Promise<FoundEdit[]> {
  const [name] = one.oldTokens;
  if (name === undefined || one.oldTokens.length > 1 || !isName(name) || one.newTokens.length === 0) return [];
  const same = asked.all.filter(({ key, oldText }) => key === one.key && oldText === one.oldText);
  const code = same.every(({ newText }) => newText === one.newText) ? await asked.files.code(one.key) : undefined;
  if (!code?.names || code.names.globals.has(name)) return [];
  const { tags } = code;
  // Most names are still there, which the tags tell sooner than the tree.
  if (tags.imports.some((each) => each.names.some(({ local }) => local === name))) return [];
  if (tags.definitions.some((each) => each.name === name)) return [];
  const left = await usesOfUndeclared(code, name);
  if (left.length === 0 || !(await wasDeclared(asked, one, name))) return [];
  const because = `\`${name}\` is not declared here any more, and became \`${one.newText}\` at another place.`;
  const edits = left.map(({ startIndex: start, endIndex: end }) => [
    { path: code.path, start, end, newText: one.newText, because },
  ]);
  return placesThatFit(asked.files, code, edits);
}

/** True if the file declared the name at its top before, and the changed use meant that. */
async function wasDeclared({ files, changes }: NextEditQuestion, { key, old }: Substitution, name: string) {
  const base = changes.find((one) => one.key === key)?.base;
  const code = base === undefined ? undefined : await files.earlier(key, base);
  if (!code?.names) return false;
  const bound = await bindings(code, code.names, name, new Slices());
  const isUse = bound.references.some(({ node }) => node.startIndex === old.start);
  return (
    isUse &&
    bound.declarations.length > 0 &&
    bound.declarations.every(({ scope }) => scope.id === code.tree.rootNode.id)
  );
}
