import type { InitializeParams, WorkspaceFoldersChangeEvent } from "vscode-languageserver";
import type { WorkspaceFolder } from "../index/workspace.ts";

/** The workspace folders; the older rootUri for a client that knows no others. */
export function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly WorkspaceFolder[] {
  if (Array.isArray(workspaceFolders) && workspaceFolders.length > 0) return workspaceFolders.filter(isFolder);
  return typeof rootUri === "string" ? [{ uri: rootUri, name: rootUri.split("/").pop() ?? "" }] : [];
}

export function folderChanges(
  folders: readonly WorkspaceFolder[],
  { added, removed }: WorkspaceFoldersChangeEvent,
): readonly WorkspaceFolder[] {
  const gone = new Set(removed.map((folder) => folder.uri));
  return [...folders.filter((folder) => !gone.has(folder.uri)), ...added.filter(isFolder)];
}

function isFolder(folder: WorkspaceFolder): boolean {
  return typeof folder?.uri === "string";
}
