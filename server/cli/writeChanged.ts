import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { replaceFile } from "../../base/replaceFile.ts";
import { CommandError } from "./command.ts";

/**
 * Writes a file that was read before, whole or not at all, with the permissions it has. A file that does not exist yet
 * is made. Throws a CommandError if the file is no longer what was read.
 */
export async function writeChanged(path: string, before: string, after: string): Promise<void> {
  if (before === "") return writeNew(path, after);
  if ((await readFile(path, "utf8")) !== before)
    throw new CommandError(`${path} was changed meanwhile; nothing is written`);
  const { mode } = await stat(path);
  await replaceFile(path, after, { mode: mode & 0o777, flush: true });
}

/** Throws an EEXIST error where somebody has made the file meanwhile. */
async function writeNew(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text, { flag: "wx" });
}
