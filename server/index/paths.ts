import { basename } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * How a file is named in prompts and reports: relative to the innermost workspace folder that holds it,
 * else its bare name. Never an absolute path: a prompt does not need to know whose machine it is on.
 */
export function relativePath(uri: string, folders: readonly { readonly uri: string }[]): string {
  const homes = folders.map((folder) => (folder.uri.endsWith("/") ? folder.uri : `${folder.uri}/`));
  const home = homes.filter((prefix) => uri.startsWith(prefix)).sort((a, b) => b.length - a.length)[0];
  return decode(home ? uri.slice(home.length) : basename(uri));
}

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
export function rootOf({ uri, path }: { readonly uri: string; readonly path: string }): string | undefined {
  const full = filePath(uri);
  return full === undefined ? undefined : full.slice(0, full.length - path.length) || undefined;
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a lone % is part of the name
  }
}
