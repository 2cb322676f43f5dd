import type { ViewedFile, WorkspaceView } from "./workspaceView.ts";

/** Where a name is used, neither defined nor imported: the first place in each file that `wanted` accepts. */
export function* uses(
  workspace: WorkspaceView,
  name: string,
  wanted: (file: ViewedFile, offset: number) => boolean = () => true,
): Generator<{ readonly file: ViewedFile; readonly offset: number }> {
  let last = "";
  for (const { path, offset } of workspace.mentions(name)) {
    const file = path === last ? undefined : workspace.file(path);
    if (!file || isDefinition(file, offset) || isImport(file, offset) || !wanted(file, offset)) continue;
    last = path;
    yield { file, offset };
  }
}

function isDefinition({ tags }: ViewedFile, offset: number): boolean {
  return tags.definitions.some(({ nameStart }) => nameStart === offset);
}

function isImport({ tags }: ViewedFile, offset: number): boolean {
  return tags.imports.some(({ start, end }) => start <= offset && offset < end);
}
