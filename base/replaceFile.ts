import { randomUUID } from "node:crypto";
import { chmodSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { chmod, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

type Replacement = {
  /** The permissions of the new file, exactly: the umask takes nothing away. */
  readonly mode: number;
  /** Waits for the disk before the file gets its name. So a power cut too leaves the old file or the new one. */
  readonly flush?: boolean;
};

/**
 * Writes a file under another name in the same folder, then renames it. A reader sees the old file or the new one,
 * whatever happens to this process. A link is replaced by a file. Rejects with the error of the system, having left
 * the old file as it was and nothing beside it.
 */
export async function replaceFile(
  path: string,
  content: string | Iterable<Uint8Array>,
  { mode, flush = false }: Replacement,
): Promise<void> {
  const aside = temporaryBeside(path);
  try {
    await writeFile(aside, content, { flag: "wx", mode, flush });
    await chmod(aside, mode);
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

/** The same for small files of a process that is about to end, and so cannot wait. Throws. */
export function replaceFileSync(path: string, content: string, { mode, flush = false }: Replacement): void {
  const aside = temporaryBeside(path);
  try {
    writeFileSync(aside, content, { flag: "wx", mode, flush });
    chmodSync(aside, mode);
    renameSync(aside, path);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
}

/**
 * A name for each write, since two processes may replace a file at once. The code that clears a folder knows the
 * ending.
 */
function temporaryBeside(path: string): string {
  return join(dirname(path), `hearth-${randomUUID()}.tmp`);
}
