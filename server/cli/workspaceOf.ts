import { realpath, stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Progress } from "../index/crawl.ts";
import type { FolderIndex } from "../index/folderIndex.ts";
import { Store } from "../index/store.ts";
import { WorkspaceIndex } from "../index/workspaceIndex.ts";

/** What a subcommand writes to. */
export type Io = { readonly stdout: Output; readonly stderr: Output };
type Output = { write(text: string): unknown; readonly isTTY?: boolean };

/** A usage mistake or a fact that makes the command impossible, in one sentence for the user. */
export class CliError extends Error {
  readonly code: 1 | 2;

  constructor(code: 1 | 2, message: string) {
    super(message);
    this.code = code;
  }
}

/** Runs a subcommand: a `CliError`, or a mistake `parseArgs` finds, becomes one line on stderr and an exit code. */
export async function reported(io: Io, command: () => Promise<number>): Promise<number> {
  try {
    return await command();
  } catch (error) {
    const mistake = (error as NodeJS.ErrnoException).code?.toString().startsWith("ERR_PARSE_ARGS") ?? false;
    if (!mistake && !(error instanceof CliError)) throw error;
    io.stderr.write(`hearth: ${(error as Error).message}\n`);
    return error instanceof CliError ? error.code : 2;
  }
}

/** Writes what was asked for. Returns the exit code of success. */
export function print(io: Io, text: string): number {
  io.stdout.write(text);
  return 0;
}

/** The folder's absolute path, links resolved, so that it has one index whatever way it is named. */
export async function folderAt(path: string): Promise<string> {
  const stats = await stat(path).catch(() => undefined);
  if (!stats) throw new CliError(1, `${path} does not exist`);
  if (!stats.isDirectory()) throw new CliError(1, `${path} is not a folder`);
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

/** On a terminal only, where a line can be written over. */
function show({ stderr }: Io, { done, total }: Progress): void {
  if (stderr.isTTY) stderr.write(`\r${done} of ${total}${done === total ? "\n" : ""}`);
}
