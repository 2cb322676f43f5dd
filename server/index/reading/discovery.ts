import { lstat, realpath } from "node:fs/promises";
import { join } from "node:path";
import { folderOf } from "../../languages/projectFiles.ts";
import { Slices } from "../../slices/slices.ts";
import { git } from "./git.ts";
import { gitListing } from "./gitListing.ts";
import { namedToBeIgnored } from "./ignoreFiles.ts";
import { type Discovery, isForeign, type Listing, type Skipped } from "./listing.ts";
import { looksSecret } from "./secretFiles.ts";
import { walkedListing } from "./walkedListing.ts";

/**
 * The files of a folder that may be indexed, `.gitignore` obeyed. It is git's own list where there is one, else a walk.
 */
export async function discover(root: string, discovery: Discovery): Promise<Listing> {
  const listed = (await gitListing(root, discovery)) ?? (await walkedListing(root, discovery));
  const among = amongst(discovery.only);
  const paths: string[] = [];
  const skipped: Skipped[] = listed.skipped.filter(({ path }) => among(path));
  const isBehindLink = await linkedIn(root, listed.paths);
  const isSecret = looksSecret(`${await realRoot(root)}/`);
  const isNamed = await namedIn(root, listed.paths);
  const slices = new Slices();
  for (const path of new Set(listed.paths)) {
    if (slices.due) await slices.rest();
    if (isForeign(path) || !among(path) || leadsOutside.test(path)) continue;
    if (isBehindLink(path)) {
      skipped.push({ path, reason: "behind a symbolic link" });
      continue;
    }
    if (isSecret || looksSecret(path)) skipped.push({ path, reason: "looks like a secret" });
    else if (!discovery.wanted(path)) continue;
    else if (isNamed(path)) skipped.push({ path, reason: "named in .hearthignore" });
    else paths.push(path);
  }
  return { paths, skipped };
}

/** Tells which paths below a root ignore files name, by the root's name or by that of the folder that it leads to. */
export async function namedIn(root: string, paths: readonly string[]): Promise<(path: string) => boolean> {
  const real = await realRoot(root);
  const byName = await namedToBeIgnored(root, paths);
  if (real === root) return byName;
  const byFile = await namedToBeIgnored(real, paths);
  return (path) => byName(path) || byFile(path);
}

/** Git refuses to make such names, but lists what the index file of a cloned or unpacked repository says. */
const leadsOutside = /(^|[\\/])\.\.([\\/]|$)/;

/** Folders looked at at once. */
const lookAhead = 64;

/**
 * Tells which paths lead through a folder that is a link, out of the workspace perhaps. Git goes on listing the files
 * of a folder after a link has taken its place.
 */
async function linkedIn(root: string, paths: readonly string[]): Promise<(path: string) => boolean> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let at = folderOf(path); at !== "" && !folders.has(at); at = folderOf(at)) folders.add(at);
  }
  const links = new Set<string>();
  const look = async (folder: string) => {
    const stats = await lstat(join(root, folder)).catch(() => undefined); // gone since it was listed
    if (stats?.isSymbolicLink()) links.add(folder);
  };
  const waiting = folders.values();
  const worker = async () => {
    for (const folder of waiting) await look(folder);
  };
  await Promise.all(Array.from({ length: lookAhead }, worker));
  const among = amongst([...links]);
  return (path) => links.size > 0 && among(folderOf(path));
}

/**
 * True if a file that is open in the editor may be indexed. It is listed, or it is new and would be listed once saved.
 */
export async function mayBeIndexed(root: string, path: string, discovery: Discovery): Promise<boolean> {
  if (isForeign(path) || looksSecret(`${await realRoot(root)}/${path}`) || !discovery.wanted(path)) return false;
  if ((await linkedIn(root, [path]))(path) || (await namedIn(root, [path]))(path)) return false;
  const verdict = await git(root, ["check-ignore", "-z", "--stdin"], discovery.signal, `${path}\0`);
  if (verdict !== undefined) return verdict !== `${path}\0`;
  const isNew = !(await exists(join(root, path)));
  return isNew || (await discover(root, { ...discovery, only: [path] })).paths.includes(path);
}

/** Tells which files below a root may be quoted: none that looks secret, is named by an ignore file, or is foreign. */
export async function mayBeShown(root: string, paths: readonly string[]): Promise<(path: string) => boolean> {
  const isNamed = await namedIn(root, paths);
  const isSecret = looksSecret(`${await realRoot(root)}/`);
  return (path) => !isSecret && !looksSecret(path) && !isNamed(path) && !isForeign(path) && !leadsOutside.test(path);
}

/** True if an ignore file names a file below a root, or git ignores it; the latter never where there is no git to ask. */
export async function isIgnored(root: string, path: string): Promise<boolean> {
  if ((await namedIn(root, [path]))(path)) return true;
  return (await git(root, ["check-ignore", "-z", "--stdin"], undefined, `${path}\0`)) === `${path}\0`;
}

/** A root that is gone is named as it was. */
function realRoot(root: string): Promise<string> {
  return realpath(root).catch(() => root);
}

function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/** True if a path is one of these or below one of these, or where there are none. */
export function amongst(only: readonly string[] | undefined): (path: string) => boolean {
  if (!only) return () => true;
  const roots = new Set(only);
  return (path) => {
    for (let at = path; at !== ""; at = folderOf(at)) if (roots.has(at)) return true;
    return false;
  };
}
