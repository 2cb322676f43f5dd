import { lstat } from "node:fs/promises";
import { join } from "node:path";
import { git } from "./git.ts";
import { type Discovery, isForeign, type Listing, type Skipped } from "./listing.ts";
import { walkedListing } from "./walkedListing.ts";

/** git's list of a folder, repositories inside it included; undefined where git has no answer. */
export async function gitListing(root: string, discovery: Discovery, depth = 0): Promise<Listing | undefined> {
  const only = discovery.only && depth === 0 && discovery.only.length <= 200 ? discovery.only : [];
  const output = await git(
    root,
    ["--literal-pathspecs", "ls-files", "-co", "--exclude-standard", "-z", "--", ...only],
    discovery.signal,
  );
  if (output === undefined) return undefined;
  const paths: string[] = [];
  const skipped: Skipped[] = [];
  for (const entry of output.split("\0")) {
    if (entry === "") continue;
    // A repository inside this one: git names it, with or without a slash, and does not look in.
    const inner = entry.endsWith("/") ? entry.slice(0, -1) : (await isSubmodule(root, entry)) ? entry : undefined;
    if (inner === undefined) {
      paths.push(entry);
      continue;
    }
    if (depth > 4 || isForeign(`${inner}/`)) continue;
    const { only: _, ...everything } = discovery;
    const home = join(root, inner);
    const listing = (await gitListing(home, everything, depth + 1)) ?? (await walkedListing(home, everything));
    paths.push(...listing.paths.map((path) => `${inner}/${path}`));
    skipped.push(...listing.skipped.map(({ path, reason }) => ({ path: `${inner}/${path}`, reason })));
  }
  return { paths, skipped };
}

/** Git lists a submodule like a file. Only names without an ending are looked at, so the common case costs nothing. */
async function isSubmodule(root: string, path: string): Promise<boolean> {
  if (/\.\w+$/.test(path)) return false;
  const stats = await lstat(join(root, path)).catch(() => undefined); // deleted but still in git's index
  return stats?.isDirectory() ?? false;
}
