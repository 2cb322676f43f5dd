import { lstatSync, mkdirSync } from "node:fs";

/**
 * The path of a folder that only this user can enter, made if need be. `variable` names what sets the folder above it,
 * for the sentence that is thrown where there can be none. What another user made or can enter is refused, and so is a
 * symbolic link: whoever made it may let it lead elsewhere later.
 */
export function privateFolder(path: string, variable: string): string {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Error(`the folder ${path} cannot be made (${(error as Error).message}); ${otherFolder(variable)}`);
  }
  const found = lstatSync(path);
  const mine = process.platform === "win32" || (found.uid === userId() && (found.mode & 0o077) === 0);
  if (!found.isDirectory() || !mine) {
    throw new Error(`${path} is not a folder that only you can enter; remove it or run: chmod 700 ${path}`);
  }
  return path;
}

/** What to do where a folder or what is in it cannot be made. */
export function otherFolder(variable: string): string {
  return `make room on that disk, or set ${variable} to another folder`;
}

/** 0 where users have no numbers, on Windows. */
export function userId(): number {
  return process.getuid?.() ?? 0;
}
