import { chmod, mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { CommandError } from "./command.ts";

/**
 * Writes a file that was read before, whole or not at all, with the permissions it has; or a new one, where there is
 * none yet. Throws a CommandError if it is no longer what was read.
 */
export async function writeChanged(path: string, before: string, after: string): Promise<void> {
  if (before === "") return writeNew(path, after);
  if ((await readFile(path, "utf8")) !== before)
    throw new CommandError(`${path} was changed meanwhile; nothing is written`);
  const { mode } = await stat(path);
  const aside = `${path}.hearth-${process.pid}`;
  try {
    const file = await open(aside, "wx", mode & 0o777);
    try {
      await file.writeFile(after);
      await file.sync();
    } finally {
      await file.close();
    }
    // What is asked for when a file is made is cut down by the umask.
    await chmod(aside, mode & 0o777);
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

async function writeNew(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, "wx");
  try {
    await file.writeFile(text);
  } finally {
    await file.close();
  }
}
