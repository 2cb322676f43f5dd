import { chmod, mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { replaceFile } from "../../base/replaceFile.ts";

/**
 * Writes a file that only this user can read, in a folder that only they can enter. A reader sees the old file or the
 * new one. Resolves to its path; throws where it cannot be written.
 */
export async function writePrivately(folder: string, name: string, text: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700); // it may have been there
  const path = join(folder, name);
  await replaceFile(path, text, { mode: 0o600 });
  return path;
}

/** Removes all but the files of a folder that were written or used last. */
export async function keepNewest(folder: string, count: number): Promise<void> {
  const names = await readdir(folder);
  if (names.length <= count) return;
  const files = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      const found = await stat(path).catch(() => undefined); // another server may have removed it
      return { path, usedMs: found?.mtimeMs ?? 0 };
    }),
  );
  const surplus = files.sort((a, b) => b.usedMs - a.usedMs).slice(count);
  await Promise.all(surplus.map(({ path }) => rm(path, { force: true })));
}
