import { type ChildProcess, execFile } from "node:child_process";
import { lstat, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import ignore, { type Ignore } from "ignore";
import { Breather } from "./breather.ts";
import { folderOf } from "./projectFiles.ts";
import { looksSecret } from "./secrets.ts";

/** What a folder holds: paths relative to it, `/` between folders. */
type Listing = {
  readonly paths: readonly string[];
  readonly skipped: readonly Skipped[];
};

/** A file that will not be indexed, and why, in words for people. */
export type Skipped = { readonly path: string; readonly reason: string };

export type Discovery = {
  readonly wanted: (path: string) => boolean;
  readonly log: (message: string) => void;
  readonly signal?: AbortSignal;
  /** Only these files and folders, relative to the root; everything without it. */
  readonly only?: readonly string[];
};

/** Other people's code and machine output. Nobody wants them as context, even when they are committed. */
export const foreignFolders: ReadonlySet<string> = new Set(
  (
    "node_modules bower_components jspm_packages .git .hg .svn .jj .yarn .pnpm-store .venv venv site-packages " +
    "__pycache__ .tox .nox .mypy_cache .pytest_cache .ruff_cache .next .nuxt .svelte-kit .turbo .cache"
  ).split(" "),
);

/** Past this depth a folder tree is taken to be a loop that the file system does not show as one. */
const maxDepth = 64;

/** The files of a folder that may be indexed, `.gitignore` obeyed: git's own list where there is one, else a walk. */
export async function discover(root: string, discovery: Discovery): Promise<Listing> {
  const listed = (await gitListing(root, discovery)) ?? (await walk(root, discovery));
  const among = amongst(discovery.only);
  const paths: string[] = [];
  const skipped: Skipped[] = listed.skipped.filter(({ path }) => among(path));
  const isBehindLink = await linkedIn(root, listed.paths);
  const breather = new Breather();
  for (const path of new Set(listed.paths)) {
    if (breather.due) await breather.rest();
    if (isForeign(path) || !among(path) || leadsOutside.test(path)) continue;
    if (isBehindLink(path)) {
      skipped.push({ path, reason: "behind a symbolic link" });
      continue;
    }
    if (looksSecret(path)) skipped.push({ path, reason: "looks like a secret" });
    else if (discovery.wanted(path)) paths.push(path);
  }
  return { paths, skipped };
}

/** Git refuses to make such names, but lists what the index file of a cloned or unpacked repository says. */
const leadsOutside = /(^|[\\/])\.\.([\\/]|$)/;

/** Folders looked at at once. */
const lookAhead = 64;

/**
 * Tells which paths lead through a folder that is a link, out of the workspace perhaps: git goes on listing the files of
 * a folder after a link has taken its place.
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
 * Whether a file that is open in the editor may be indexed: it is listed, or it is new and would be listed once saved.
 */
export async function mayBeIndexed(root: string, path: string, discovery: Discovery): Promise<boolean> {
  if (isForeign(path) || looksSecret(path) || !discovery.wanted(path)) return false;
  if ((await linkedIn(root, [path]))(path)) return false;
  const verdict = await git(root, ["check-ignore", "-z", "--stdin"], discovery.signal, `${path}\0`);
  if (verdict !== undefined) return verdict !== `${path}\0`;
  const isNew = !(await exists(join(root, path)));
  return isNew || (await discover(root, { ...discovery, only: [path] })).paths.includes(path);
}

/** Whether a path lies in a folder that is never indexed. */
export function isForeign(path: string): boolean {
  let start = 0;
  for (let slash = path.indexOf("/"); slash >= 0; slash = path.indexOf("/", start)) {
    if (foreignFolders.has(path.slice(start, slash))) return true;
    start = slash + 1;
  }
  return false;
}

async function gitListing(root: string, discovery: Discovery, depth = 0): Promise<Listing | undefined> {
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
    const listing = (await gitListing(home, everything, depth + 1)) ?? (await walk(home, everything));
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

function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/** Whether a path is one of these, or below one of these; any path where there are none. */
export function amongst(only: readonly string[] | undefined): (path: string) => boolean {
  if (!only) return () => true;
  const roots = new Set(only);
  return (path) => {
    for (let at = path; at !== ""; at = folderOf(at)) if (roots.has(at)) return true;
    return false;
  };
}

/** Git's answer, or undefined where it has none: not installed, not a repository, not trusted by its owner. */
function git(root: string, args: readonly string[], signal?: AbortSignal, input?: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const env = { ...process.env, GIT_OPTIONAL_LOCKS: "0" };
    const options = { cwd: root, env, maxBuffer: 1 << 28, windowsHide: true, ...(signal ? { signal } : {}) };
    // A repository's own configuration may name a program as its file monitor: a folder must not run code by being opened.
    const safe = ["-c", "core.fsmonitor=false"];
    const child: ChildProcess = execFile("git", [...safe, ...args], options, (error, stdout) =>
      // check-ignore says "none of them" with 1.
      resolve(error && !(args[0] === "check-ignore" && error.code === 1) ? undefined : stdout),
    );
    child.stdin?.on("error", () => {}); // git may leave before it has read everything; its exit code says the rest
    child.stdin?.end(input);
  });
}

type Rules = readonly { readonly base: string; readonly rules: Ignore }[];

/** Every file below a folder that no `.gitignore` on the way excludes. Links are not followed, so no loop is walked. */
async function walk(root: string, { log, signal, only }: Discovery): Promise<Listing> {
  const leadsTo = (folder: string): boolean =>
    !only || only.some((path) => `${path}/`.startsWith(`${folder}/`) || folder.startsWith(`${path}/`));
  const paths: string[] = [];
  const skipped: Skipped[] = [];
  const visit = async (folder: string, outer: Rules, depth: number): Promise<void> => {
    if (signal?.aborted) return;
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((error: Error) => {
      log(`index: ${error.message}`);
      skipped.push({ path: folder || ".", reason: "unreadable folder" });
      return [];
    });
    const rules = entries.some(({ name }) => name === ".gitignore")
      ? [...outer, await rulesIn(root, folder, log)]
      : outer;
    for (const entry of entries) {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (foreignFolders.has(entry.name) || isIgnored(rules, entry.isDirectory() ? `${path}/` : path)) continue;
      if (entry.isDirectory()) {
        if (depth < maxDepth && leadsTo(path)) await visit(path, rules, depth + 1);
      } else if (entry.isFile() || entry.isSymbolicLink()) {
        paths.push(path);
      }
    }
  };
  await visit("", [], 0);
  return { paths, skipped };
}

async function rulesIn(root: string, folder: string, log: (message: string) => void): Promise<Rules[number]> {
  const text = await readFile(join(root, folder, ".gitignore"), "utf8").catch((error: Error) => {
    log(`index: ${error.message}`);
    return "";
  });
  return { base: folder ? `${folder}/` : "", rules: ignore().add(text) };
}

/** The innermost `.gitignore` that has an opinion decides. */
function isIgnored(rules: Rules, path: string): boolean {
  for (let i = rules.length - 1; i >= 0; i--) {
    const { base, rules: own } = rules[i] as Rules[number];
    const verdict = own.test(path.slice(base.length));
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}
