import { lstatSync, mkdirSync } from "node:fs";
import { errorCode } from "./errorCode.ts";
import { whyNotWritten } from "./whyNotWritten.ts";

/**
 * The path of a folder that only this user can enter, made if need be. `variable` names what sets the folder above it,
 * for the sentence that is thrown where there can be none. A folder that another user made or can enter is refused. So
 * is a symbolic link: its maker may let it lead elsewhere later.
 */
export function privateFolder(path: string, variable: string): string {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Error(`the folder ${path} cannot be made (${whyNotWritten(error)}); ${otherFolder(variable, error)}`);
  }
  const remedy = remedyFor(path, variable);
  if (remedy !== undefined) throw new Error(`${path} is not a folder that only you can enter; ${remedy}`);
  return path;
}

/**
 * The fault of a folder that should be private; undefined if it is. Another user's file in a shared folder cannot be
 * removed.
 */
function remedyFor(path: string, variable: string): string | undefined {
  const found = lstatSync(path);
  if (process.platform !== "win32") {
    if (found.uid !== userId()) return `it is another user's, so set ${variable} to a folder of your own`;
    if (found.isDirectory() && (found.mode & 0o077) !== 0) return `run: chmod 700 ${path}`;
  }
  return found.isDirectory() ? undefined : "remove it";
}

/** Advice for a folder that cannot be made, or in which nothing can be. `error` is what the system said, if it is known. */
export function otherFolder(variable: string, error?: unknown): string {
  const other = `set ${variable} to another folder`;
  return isFull.has(errorCode(error)) ? `make room on that disk, or ${other}` : other;
}

/** Also where nobody knows why. */
const isFull: ReadonlySet<string | undefined> = new Set([undefined, "ENOSPC", "EDQUOT"]);

/** 0 where users have no numbers, on Windows. */
export function userId(): number {
  return process.getuid?.() ?? 0;
}
