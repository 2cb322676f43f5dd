import { realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The file's path on disk, or undefined for what is not a file (an untitled buffer, a notebook cell). */
export function filePath(uri: string): string | undefined {
  if (!uri.startsWith("file:")) return undefined;
  try {
    const path = fileURLToPath(uri);
    return path.includes("\0") ? undefined : path; // which no system call and no program takes
  } catch {
    return undefined; // a file URI of another machine or with an encoded slash names no file here
  }
}

/** The folder on disk that a file's `path` is relative to; undefined for what is not a file. */
export function rootOf({ key, path }: { readonly key: string; readonly path: string }): string | undefined {
  return isAbsolute(key) ? key.slice(0, key.length - path.length) || undefined : undefined;
}

/** True if a file is where git has a commit's message written. */
export function isCommitMessage(path: string): boolean {
  return basename(path) === "COMMIT_EDITMSG";
}

/** The path that a URI of any scheme names, without what stands behind `?` or `#`. */
export function pathIn(uri: string): string {
  return decode(uri.replace(/[?#].*$/s, "").replace(/^[a-z][\w+.-]*:(?:\/\/[^/]*)?/i, ""));
}

/**
 * A path with all links resolved, those of its folders for a file that does not exist. Asks the disk at once: a
 * document that is being opened was read from there a moment ago.
 */
export function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    const folder = dirname(path); // it does not exist yet, or it may not be looked at
    return folder === path ? path : join(realPath(folder), basename(path));
  }
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a lone % is part of the name
  }
}
