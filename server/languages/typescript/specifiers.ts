import { posix } from "node:path";
import type { Importing, OtherFiles } from "../importing/rules.ts";
import { endingFor, endingsOf, neededEnding } from "./fileStyle.ts";
import { requires } from "./moduleKind.ts";
import { aliasesTo, isOpen } from "./modules.ts";

/**
 * The specifiers are those by which the file itself imports from there already. Else they follow from the package it is
 * in, an alias, or a relative path.
 */
export function scriptSpecifiers(
  into: Importing,
  target: string,
  used: readonly string[],
  names: OtherFiles,
): readonly string[] {
  const { path } = into;
  const file = names.file(target);
  const foreign = packageWays(path, target, names);
  if (foreign) return foreign;
  const isRequired = requires(into, file, names.project);
  const relative = used.filter((specifier) => /^\.{1,2}(?:\/|$)/.test(specifier));
  const neighbours = (file?.tags.imports ?? [])
    .map(({ specifier }) => specifier)
    .filter((specifier) => /^\.{1,2}\//.test(specifier));
  const needed = isRequired ? "none" : neededEnding(path, names.project);
  const ending = (own: readonly string[]) => {
    const endings = endingsOf(own);
    const known = endings.size > 0 || isRequired ? endings : endingsOf(neighbours);
    return endingFor(target, known, needed);
  };
  const stem = target.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, "");
  const up = posix.relative(posix.dirname(path), stem);
  const dotted = up.startsWith(".") ? up : `./${up}`;
  const hasSameDirection = relative.some((specifier) => specifier.startsWith("../") === dotted.startsWith("../"));
  const aliases = aliasesTo(names, path, target, used)
    .sort((a, b) => a.alias.length - b.alias.length)
    .flatMap(({ alias, like }) => ended(alias, ending(like)));
  const byPath = [...ended(dotted, ending(relative)), dotted];
  return hasSameDirection ? [...byPath, ...aliases] : [...aliases, ...byPath];
}

function ended(specifier: string, ending: string): string[] {
  const folder = ending === "" && /.\/index$/.test(specifier) ? [specifier.replace(/\/index$/, "")] : [];
  return [...folder, specifier + ending];
}

/** By the name of another package of the repository, as far as it offers the file. Undefined within one package. */
function packageWays(path: string, target: string, { project }: OtherFiles): string[] | undefined {
  const home = project.packageAround(path);
  const other = project.packageAround(target);
  if (!other?.name || other === home) return undefined;
  // A package inside another's folder, as examples are, reaches out of it by a path.
  if (home && `${home.folder}/`.startsWith(other.folder === "" ? "" : `${other.folder}/`)) return undefined;
  if (project.packageNamed(other.name) !== other) return undefined;
  const inside = target.slice(other.folder.length + 1).replace(/(?:\.d)?\.[cm]?[jt]sx?$/, "");
  const subpaths = [inside, inside.replace(/^(?:src|lib|dist)\//, "")].flatMap((each) => [
    each.replace(/\/index$/, ""),
    each,
  ]);
  const open = ["", ...subpaths.flatMap((each) => [each, `${each}.js`])].filter((each) => isOpen(other, each));
  return open.map((each) => (each === "" ? other.name : `${other.name}/${each}`) as string);
}
