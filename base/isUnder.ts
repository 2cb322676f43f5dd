import { isAbsolute, relative, sep } from "node:path";

/** True for a folder itself and for what lies in it; `..` in a path, and `/` on Windows, count as what they mean. */
export function isUnder(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
