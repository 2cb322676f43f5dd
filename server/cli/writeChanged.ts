import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { errorCode } from "../../base/errorCode.ts";
import { replaceFile } from "../../base/replaceFile.ts";
import { notWritten } from "../../base/whyNotWritten.ts";
import { CommandError } from "./command.ts";

/**
 * Writes a file that was read before, whole or not at all, with the permissions it has. A file that does not exist yet
 * counts as empty, and is made. Throws a CommandError if the file is no longer what was read, and a sentence that names
 * the file where it cannot be written.
 */
export async function writeChanged(path: string, before: string, after: string): Promise<void> {
  try {
    if (before === "" && (await isMade(path, after))) return;
    if ((await readFile(path, "utf8")) !== before)
      throw new CommandError(`${path} was changed meanwhile; nothing is written`);
    const { mode } = await stat(path);
    await replaceFile(path, after, { mode: mode & 0o777, flush: true });
  } catch (error) {
    throw error instanceof CommandError ? error : notWritten(path, error);
  }
}

/** False where the file is there already. */
async function isMade(path: string, text: string): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(path, text, { flag: "wx" });
    return true;
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
    return false;
  }
}
