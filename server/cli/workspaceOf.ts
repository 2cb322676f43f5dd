import { realpath, stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { FolderIndex } from "../index/folderIndex.ts";
import type { IndexingProgress } from "../index/reading/crawl.ts";
import type { SourceFile } from "../index/sourceFile.ts";
import { Store } from "../index/tables/store.ts";
import { WorkspaceIndex } from "../index/workspaceIndex.ts";
import { CommandError, type Io } from "./command.ts";

/** The folder's absolute path, links resolved, so that it has one index whatever way it is named. */
export async function folderAt(path: string): Promise<string> {
  const stats = await stat(path).catch(() => undefined); // said in the next line
  if (!stats) throw new CommandError(`there is no folder ${path}`);
  if (!stats.isDirectory()) throw new CommandError(`${path} is not a folder`);
  return realpath(resolve(path));
}

type Opened = { readonly workspace: WorkspaceIndex; readonly folder: FolderIndex };

/**
 * Gives `use` the complete index of a folder, keeps it for the next time, and cleans up. `cold`: an index that was
 * kept is not used.
 */
export async function withIndex<T>(
  root: string,
  io: Io,
  { cold }: { readonly cold: boolean },
  use: (opened: Opened) => T | Promise<T>,
): Promise<T> {
  const log = (message: string) => void io.stderr.write(`${message}\n`);
  const store = new Store({ log });
  if (cold) await store.remove(root);
  const workspace = new WorkspaceIndex({ log, store, progress: (progress) => show(io, progress) });
  try {
    await workspace.setFolders([root]);
    const result = await use({ workspace, folder: workspace.folder(root) as FolderIndex });
    await workspace.save();
    return result;
  } finally {
    await workspace.dispose();
  }
}

/** Makes a file that is not indexed, being ignored for one, known to itself. An editor that opens it does the same. */
export async function follow(workspace: WorkspaceIndex, { key, languageId, text }: SourceFile): Promise<void> {
  if (workspace.index.has(key)) return;
  workspace.open(key, languageId, text);
  await workspace.settled();
}

/** On a terminal only, where a line can be written over. */
function show({ stderr }: Io, { done, total }: IndexingProgress): void {
  if (stderr.isTTY) stderr.write(`\r${done} of ${total}${done === total ? "\n" : ""}`);
}
