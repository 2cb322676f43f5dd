import { bindings, scopeAt } from "../edits/scopes/bindings.ts";
import type { Node } from "../languages/nameRules.ts";
import type { Definition } from "../languages/tags.ts";
import { Slices } from "../slices/slices.ts";
import type { CodeFiles, CodeWithTree } from "./codeFiles.ts";
import { importersOf } from "./importers.ts";
import { nameNodeAt, wholeWords } from "./syntax.ts";

/** Where a definition of a file is meant by its name, imports and itself not counted. */
export type UseOfDefinition = { readonly code: CodeWithTree; readonly node: Node };

/**
 * The uses of a definition in its file and in those that import it. Of a method only those behind `this` or `self` in its
 * class: what else has a method of this name is not known.
 */
export async function usesOfDefinition(
  files: CodeFiles,
  path: string,
  definition: Definition,
): Promise<UseOfDefinition[]> {
  const home = await files.code(path);
  if (!home?.names) return [];
  const slices = new Slices();
  const found = await usesAtHome(home, definition, slices);
  if (definition.parent >= 0 || definition.exported !== "named") return found;
  for (const { file, isOwnName, modules } of importersOf(files.workspace, path, definition.name)) {
    await slices.restIfDue();
    const code = await files.code(file.path);
    if (code && (isOwnName || modules.length > 0))
      found.push(...(await resolvedIn(code, definition.name, modules, slices, isOwnName)));
  }
  return found;
}

/** Those in its own file alone. */
export async function usesAtHome(
  home: CodeWithTree,
  definition: Definition,
  slices: Slices,
): Promise<UseOfDefinition[]> {
  return definition.parent >= 0 ? ownMembers(home, definition) : resolvedIn(home, definition.name, [], slices);
}

/** The uses of a name in a file that neither imports nor declares it. In `{ name }` a name is a property too, and is none. */
export async function usesOfUndeclared(code: CodeWithTree, name: string): Promise<Node[]> {
  const { names } = code;
  if (!names) return [];
  const { references, declarations } = await bindings(code, names, name, new Slices());
  if (declarations.length > 0) return [];
  return references.map(({ node }) => node).filter((node) => names.kept?.(node, name, name) === undefined);
}

async function resolvedIn(
  code: CodeWithTree,
  name: string,
  modules: readonly string[],
  slices: Slices,
  isOwnName = true,
): Promise<UseOfDefinition[]> {
  const { names, tree, text } = code;
  if (!names) return [];
  const bound = await bindings(code, names, name, slices);
  const isOfFile = (node: Node) => {
    const scope = scopeAt(bound, node, names);
    return scope === undefined || scope.id === tree.rootNode.id;
  };
  const own = isOwnName ? bound.references.map(({ node }) => node).filter(isOfFile) : [];
  const behind = modules.length > 0 ? [...wholeWords(text, name, 0, text.length)] : [];
  const members = behind.flatMap((start) =>
    modules.includes(ownerOf(text, start) ?? "") ? (nameNodeAt(code, start, name) ?? []) : [],
  );
  return [...own, ...members].map((node) => ({ code, node }));
}

function ownMembers(code: CodeWithTree, { name, parent }: Definition): UseOfDefinition[] {
  const owner = code.tags.definitions[parent];
  if (!owner) return [];
  return [...wholeWords(code.text, name, owner.start, owner.end)].flatMap((start) => {
    const node = ["this", "self", "cls"].includes(ownerOf(code.text, start) ?? "")
      ? nameNodeAt(code, start, name)
      : undefined;
    return node ? [{ code, node }] : [];
  });
}

/** The name in front of the dot before an offset, where nothing but that name is. */
export function ownerOf(text: string, offset: number): string | undefined {
  return /(?<![\p{L}\p{N}_$.)\]])([\p{L}_$][\p{L}\p{N}_$]*)\s*\??\.\s*$/u.exec(
    text.slice(Math.max(0, offset - 200), offset),
  )?.[1];
}
