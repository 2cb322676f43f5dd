import { lstat } from "node:fs/promises";
import { join } from "node:path";
import { Slices } from "../../slices/slices.ts";
import type { Stamp } from "../tables/fileTable.ts";

/** Files whose times are asked for at once. */
const lookAhead = 64;

/** The files that are not on disk as they were when they were read, by time and size. */
export async function staleFiles(
  root: string,
  paths: readonly string[],
  stampOf: (path: string) => Stamp | undefined,
): Promise<string[]> {
  const slices = new Slices();
  const stale: string[] = [];
  for (let i = 0; i < paths.length; i += lookAhead) {
    const some = paths.slice(i, i + lookAhead);
    const fresh = await Promise.all(some.map((path) => isFresh(join(root, path), stampOf(path))));
    stale.push(...some.filter((_, at) => !fresh[at]));
    await slices.restIfDue();
  }
  return stale;
}

async function isFresh(path: string, stamp: Stamp | undefined): Promise<boolean> {
  if (!stamp) return false;
  const stats = await lstat(path).catch(() => undefined); // the reader will say why
  return stats?.mtimeMs === stamp.modifiedMs && stats.size === stamp.bytes;
}
