import { existsSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { Recent } from "../../../base/recent.ts";
import { mayBeShown } from "./discovery.ts";
import { git } from "./git.ts";

/** The changes that are about to be committed, and how earlier commits were told. */
export type Staged = {
  /** Files that look secret or are named by an ignore file are left out. */
  readonly files: readonly StagedFile[];
  /** The first lines of the last commits' messages, the newest first. */
  readonly subjects: readonly string[];
};

/** `path` is relative to the working tree; `diff` is unified, without git's own header lines. */
export type StagedFile = { readonly path: string; readonly diff: string };

/** More of one file says no more of what the change is. */
const maxFileCharacters = 12_000;
const maxFiles = 60;
const shownSubjects = 12;

/** By the folder of git's index: as long as that is the same, so is what is staged. */
const known = new Recent<string, { readonly stamp: string; readonly staged: Promise<Staged | undefined> }>(4);

/** What the commit will hold whose message is in a file of git's own folder; undefined where git does not tell. */
export async function stagedBehind(messagePath: string): Promise<Staged | undefined> {
  const folder = dirname(messagePath);
  const root = await workingTreeOf(folder);
  if (root === undefined) return undefined;
  const index = indexIn(folder);
  const { mtimeMs, size } = statSync(index, { throwIfNoEntry: false }) ?? { mtimeMs: 0, size: 0 };
  const stamp = `${index}:${mtimeMs}:${size}`;
  const before = known.get(folder);
  if (before?.stamp === stamp) return before.staged;
  const staged = stagedIn(root, index);
  known.set(folder, { stamp, staged });
  return staged;
}

/**
 * What is staged in a working tree. `index` is the file that holds it; without it git's usual one. Runs nothing that the
 * repository's own settings name. Undefined where git does not tell.
 */
export async function stagedIn(root: string, index?: string): Promise<Staged | undefined> {
  const environment = index === undefined ? {} : { GIT_INDEX_FILE: index };
  const ask = (...args: string[]) => git(root, args, undefined, undefined, environment);
  const names = await ask("diff", "--cached", "--find-renames", "--name-status", "-z");
  if (names === undefined) return undefined;
  const paths = await permitted(root, changesIn(names));
  const options = [
    "--find-renames",
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
    "--src-prefix=a/",
    "--dst-prefix=b/",
  ];
  const diff =
    paths.length === 0
      ? ""
      : await ask("-c", "core.quotePath=false", "--literal-pathspecs", "diff", "--cached", ...options, "--", ...paths);
  const log = await ask("log", `--max-count=${shownSubjects}`, "--no-merges", "--format=%s");
  return { files: filesIn(diff ?? ""), subjects: (log ?? "").split("\n").filter(Boolean) };
}

/** The working tree of a `.git` folder, or of a folder that git keeps for a further working tree. */
async function workingTreeOf(folder: string): Promise<string | undefined> {
  if (basename(folder) === ".git") return dirname(folder);
  const link = await readFile(join(folder, "gitdir"), "utf8").catch(() => undefined); // no such working tree
  return link === undefined ? undefined : dirname(resolve(folder, link.trim()));
}

/**
 * The index of the commit under way. With `git commit --all`, and where only some files are committed, it is another file
 * than usual, which git names to the editor that it starts, and locks.
 */
function indexIn(folder: string): string {
  const told = process.env.GIT_INDEX_FILE;
  const own = told === undefined ? undefined : resolve(dirname(folder), told);
  if (own !== undefined && dirname(own) === folder && existsSync(own)) return own;
  const locked = join(folder, "index.lock");
  return existsSync(locked) ? locked : join(folder, "index");
}

/** The names of each changed file: one, or both where it was renamed or copied. */
function changesIn(nameStatus: string): string[][] {
  const parts = nameStatus.split("\0").filter(Boolean);
  const changes: string[][] = [];
  for (let at = 0; at < parts.length; ) {
    const names = /^[RC]/.test(parts[at] ?? "") ? 2 : 1;
    changes.push(parts.slice(at + 1, at + 1 + names));
    at += 1 + names;
  }
  return changes;
}

async function permitted(root: string, changes: readonly (readonly string[])[]): Promise<string[]> {
  const mayBe = await mayBeShown(root, changes.flat());
  return changes
    .filter((names) => names.every(mayBe))
    .slice(0, maxFiles)
    .flat();
}

function filesIn(diff: string): StagedFile[] {
  return diff
    .split(/^(?=diff --git )/m)
    .filter(Boolean)
    .map((section) => {
      const path = pathOf(section);
      const lines = section.split("\n").filter((line) => !/^(?:diff --git|index [0-9a-f]|similarity index)/.test(line));
      return { path, diff: lines.join("\n").slice(0, maxFileCharacters).trimEnd() };
    });
}

/** Of a deleted file the old name; a file without text has its name in the first line only. */
function pathOf(section: string): string {
  const named =
    /^rename to (.+)$/m.exec(section) ?? /^\+\+\+ b\/(.+?)\t?$/m.exec(section) ?? /^--- a\/(.+?)\t?$/m.exec(section);
  return named?.[1] ?? /^diff --git a\/(.+) b\/\1$/m.exec(section)?.[1] ?? "a file";
}
