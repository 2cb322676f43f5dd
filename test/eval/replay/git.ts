import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { languageOf } from "../../../grammars/languages.ts";
import { BadInput } from "../lib/badInput.ts";

/** A repository with history: its git directory, and what it is called in tables and prompts. */
export type Repository = { readonly name: string; readonly gitDir: string; readonly head: string };

const longestOutputBytes = 1 << 30;

/**
 * `named` is the path of a work tree or of a git directory, bare or not; `NAME=PATH` gives it another name than its
 * folder's. Throws BadInput where there is no repository, or one that was cloned without its history.
 */
export function openRepository(named: string): Repository {
  const [, ownName, path] = /^([\w.-]+)=(.*)$/.exec(named) ?? [undefined, undefined, named];
  const folder = resolve(path as string);
  const inside = join(folder, ".git");
  const isGitDir = existsSync(join(folder, "HEAD")) && existsSync(join(folder, "objects"));
  const gitDir = existsSync(inside) ? inside : folder;
  if (gitDir === folder && !isGitDir) throw notOne(folder);
  const head = attempt(gitDir, ["rev-parse", "HEAD"]);
  if (head === undefined) throw notOne(folder);
  if (git(gitDir, ["rev-parse", "--is-shallow-repository"]).trim() === "true") {
    throw new BadInput(
      `${folder} is a shallow clone, without the history that is typed again; run git fetch --unshallow in it first`,
    );
  }
  return { name: ownName ?? nameOf(folder), gitDir, head: head.trim() };
}

function notOne(folder: string): BadInput {
  return new BadInput(`${folder} is no git repository with a commit; name a clone with history, or its git directory`);
}

function nameOf(folder: string): string {
  const last = basename(folder) === ".git" ? basename(dirname(folder)) : basename(folder);
  return last.replace(/\.git$/, "") || "repository";
}

/** The newest commits behind `skip` others that are no merges, each with its changes to files with these endings. */
export function patches({ gitDir, head }: Repository, count: number, skip: number, extensions: readonly string[]) {
  const form = ["log", "--no-merges", "--find-renames", "--unified=0", "--patch", "--no-color", "--no-ext-diff"];
  const chosen = [`--max-count=${count}`, `--skip=${skip}`, "--format=%x01%H %P", "--full-index", head, "--"];
  return git(gitDir, [...form, ...chosen, ...extensions.map((extension) => `*${extension}`)]);
}

export function fileAt({ gitDir }: Repository, commit: string, path: string): string {
  return git(gitDir, ["cat-file", "blob", `${commit}:${path}`]);
}

/** In bytes. */
export function sizeAt({ gitDir }: Repository, commit: string, path: string): number {
  return Number(git(gitDir, ["cat-file", "-s", `${commit}:${path}`]));
}

/** A folder that holds the files of one commit after another. Only what differs is written anew. */
export class Checkout {
  readonly folder: string;
  readonly #repository: Repository;
  readonly #index: string;
  #files: ReadonlyMap<string, string> = new Map();

  /** In `parent` a folder is made, and in that one with the repository's name, which others may have too. */
  constructor(repository: Repository, parent: string) {
    this.#repository = repository;
    const own = mkdtempSync(join(parent, "checkout-"));
    this.folder = join(own, repository.name);
    this.#index = join(own, `${repository.name}.index`);
    mkdirSync(this.folder);
  }

  moveTo(commit: string): void {
    const { gitDir } = this.#repository;
    // Git's own index, not the repository's: whoever works there must not notice.
    const env = { ...process.env, GIT_INDEX_FILE: this.#index };
    const before = new Map(this.#files);
    this.#files = filesOf(this.#repository, commit);
    for (const path of before.keys()) if (!this.#files.has(path)) rmSync(join(this.folder, path), { force: true });
    const changed = [...this.#files].filter(([path, blob]) => before.get(path) !== blob).map(([path]) => path);
    git(gitDir, ["read-tree", commit], { env });
    const input = changed.map((path) => `${path}\0`).join("");
    git(gitDir, [`--work-tree=${this.folder}`, "checkout-index", "--force", "-z", "--stdin"], { env, input });
  }
}

/** The hash of each file that Hearth may read: pictures and films, which some copies of a repository lack, are not. */
function filesOf({ gitDir }: Repository, commit: string): Map<string, string> {
  const listed = git(gitDir, ["ls-tree", "-r", "-z", commit]).split("\0").slice(0, -1);
  const entries = listed.map((line) => line.split("\t", 2) as [string, string]);
  const isFile = (mode: string) => /^100\d+ blob /.test(mode);
  return new Map(entries.filter(([mode, path]) => isFile(mode) && isText(path)).map(([mode, path]) => [path, mode]));
}

/** Code, and what says how a project is laid out. */
function isText(path: string): boolean {
  return languageOf(path) !== undefined || /(^|\/)\.gitignore$|\.(json|toml|cfg|ini|md)$/.test(path);
}

function attempt(gitDir: string, args: readonly string[]): string | undefined {
  try {
    return git(gitDir, args);
  } catch {
    return undefined; // whoever asks says what is wrong
  }
}

type Ways = { readonly env?: NodeJS.ProcessEnv; readonly input?: string };

/** Without what the user's own settings would change in the answer, and without running anything of the repository. */
function git(gitDir: string, args: readonly string[], { env = process.env, input = "" }: Ways = {}): string {
  const quiet = ["core.quotePath=false", "core.fsmonitor=false", "core.autocrlf=false", "diff.renames=true"];
  const settings = [...quiet, "core.hooksPath=/dev/null", "filter.lfs.required=false", "log.showSignature=false"];
  const all = [`--git-dir=${gitDir}`, ...settings.flatMap((setting) => ["-c", setting]), ...args];
  return execFileSync("git", all, {
    encoding: "utf8",
    maxBuffer: longestOutputBytes,
    stdio: "pipe",
    input,
    env,
    cwd: "/",
  });
}
