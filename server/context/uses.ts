import type { Definition } from "../languages/tags.ts";
import type { ViewedFile, WorkspaceView } from "./workspaceView.ts";

/** Where a name is used, neither defined nor imported: the first place in each file that `wanted` accepts. */
export function* uses(
  workspace: WorkspaceView,
  name: string,
  wanted: (file: ViewedFile, offset: number) => boolean = () => true,
): Generator<{ readonly file: ViewedFile; readonly offset: number }> {
  for (const { relative, offsets } of workspace.mentionedIn(name)) {
    const file = workspace.file(relative);
    const offset = file && Array.from(offsets).find((at) => isUse(file, at) && wanted(file, at));
    if (file && offset !== undefined) yield { file, offset };
  }
}

/** The definition by whose name another is used: a constructor by that of its class. */
export function usedAs({ tags }: ViewedFile, definition: Definition): Definition {
  return (definition.kind === "constructor" && tags.definitions[definition.parent]) || definition;
}

/** Neither where a name is defined nor where it is imported. */
export function isUse(file: ViewedFile, offset: number): boolean {
  return !isDefinition(file, offset) && !isImport(file, offset);
}

function isDefinition({ tags }: ViewedFile, offset: number): boolean {
  return tags.definitions.some(({ nameStart }) => nameStart === offset);
}

function isImport({ tags }: ViewedFile, offset: number): boolean {
  return tags.imports.some(({ start, end }) => start <= offset && offset < end);
}
