import { mkdir, realpath } from "node:fs/promises";
import { dirname } from "node:path";
import { replaceFile } from "./replaceFile.ts";
import { notWritten } from "./whyNotWritten.ts";

/**
 * Writes a text file so that a reader sees the old one or the new one. That holds whatever happens to this machine. A
 * link stays a link, and its target is written. Missing folders are made for the user alone. Rejects with a sentence
 * that names the file.
 */
export async function writeAtomically(path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const target = await realpath(path).catch(() => path); // ENOENT: it is new
    await replaceFile(target, text, { mode: 0o600, flush: true });
  } catch (error) {
    throw notWritten(path, error);
  }
}
