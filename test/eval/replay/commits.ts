import { languageOf, languages } from "../../../grammars/languages.ts";
import { isTestFile } from "../../../server/actions/testFile.ts";
import { randomFrom, shuffled } from "../../random.ts";
import { BadInput } from "../lib/badInput.ts";
import { patches, type Repository } from "./git.ts";

/** Lines of the old file from `start` (from 0) on were replaced by others. */
export type Hunk = { readonly start: number; readonly removed: readonly string[]; readonly added: readonly string[] };

/** The changes of a commit to one file. */
export type FileChange = { readonly path: string; readonly isNew: boolean; readonly hunks: readonly Hunk[] };

export type Commit = { readonly hash: string; readonly parent: string; readonly files: readonly FileChange[] };

/** A commit that changes more places than this is a formatter's, or a machine's. */
const maxHunks = 60;

/** One that adds fewer lines has little to type. */
const minLines = 3;

/** Looked at in one go, and at most of a repository. */
const batch = 200;
const maxCommits = 20_000;

const made = /(^|\/)(vendor|third[_-]?party|node_modules|dist|build|out|generated|__generated__|migrations)\//i;
const madeName = /\.min\.\w+$|\.d\.ts$|[._-](generated|gen)\.\w+$|_pb2(_grpc)?\.py$|(^|\/)_?version\.\w+$/i;
const testFolder = /(^|\/)(tests?|__tests__|__mocks__|specs?|e2e|testing|fixtures?|benchmarks?)\//i;
const testName = /[._-](test|spec|e2e)\.\w+$|(^|\/)conftest\.py$/i;

export function isTest(path: string): boolean {
  return testFolder.test(path) || testName.test(path) || isTestFile(path);
}

/** Whether people write a file of this name, in a language that Hearth knows. */
export function isWritten(path: string): boolean {
  return languageOf(path) !== undefined && !made.test(path) && !madeName.test(path);
}

/**
 * The newest `count` commits in which somebody typed something in a language that Hearth knows, in an order that the
 * seed decides. Throws BadInput where there is none.
 */
export function typedCommits(repository: Repository, count: number, seed: number): Commit[] {
  const extensions = languages.flatMap((language) => language.extensions);
  const found: Commit[] = [];
  for (let skip = 0; found.length < count && skip < maxCommits; skip += batch) {
    const log = patches(repository, batch, skip, extensions);
    if (log === "") break;
    found.push(...commitsIn(log).filter(isTyped));
  }
  if (found.length > 0) return shuffled(found.slice(0, count), randomFrom(seed));
  throw new BadInput(
    `no commit of ${repository.name} adds lines of ${extensions.join(", ")} by hand; name a repository that has some`,
  );
}

/**
 * What is found in the commits of the repositories in turn, in each in the order of the seed, until there are `count`.
 * `find` gives at most as many as it is told.
 */
export function findInTurn<T>(
  repositories: readonly Repository[],
  { commits, count, seed }: { readonly commits: number; readonly count: number; readonly seed: number },
  find: (repository: Repository, commit: Commit, most: number) => readonly T[],
): { readonly repository: Repository; readonly commit: Commit; readonly found: readonly T[] }[] {
  const queues = repositories.map((repository) => ({ repository, commits: typedCommits(repository, commits, seed) }));
  const all = [];
  let left = count;
  for (let turn = 0; left > 0 && queues.some((queue) => turn < queue.commits.length); turn++) {
    for (const { repository, commits: each } of queues) {
      const commit = each[turn];
      if (!commit || left <= 0) continue;
      const found = find(repository, commit, left);
      left -= found.length;
      if (found.length > 0) all.push({ repository, commit, found });
    }
  }
  return all;
}

function isTyped({ parent, files }: Commit): boolean {
  const hunks = files.flatMap((file) => file.hunks);
  const lines = hunks.reduce((sum, { added }) => sum + added.length, 0);
  return parent !== "" && hunks.length <= maxHunks && lines >= minLines;
}

/** The commits in what `git log --patch --unified=0 --format=%x01%H %P` writes, with the files that people write. */
export function commitsIn(log: string): Commit[] {
  return log
    .split("\u0001")
    .slice(1)
    .map((text) => {
      const [head = "", ...lines] = text.split("\n");
      const [hash = "", parent = ""] = head.split(" ");
      return { hash, parent, files: filesIn(lines) };
    });
}

function filesIn(lines: readonly string[]): FileChange[] {
  const files: { path: string; oldPath: string; hunks: { start: number; removed: string[]; added: string[] }[] }[] = [];
  /** How many lines of the present hunk are still to come: a line of code may look like a header. */
  let [removed, added] = [0, 0];
  for (const line of lines) {
    const file = files.at(-1);
    const hunk = file?.hunks.at(-1);
    if (removed > 0 && line.startsWith("-")) {
      removed--;
      hunk?.removed.push(line.slice(1));
    } else if (added > 0 && line.startsWith("+")) {
      added--;
      hunk?.added.push(line.slice(1));
    } else if (line.startsWith("diff --git ")) files.push({ path: "", oldPath: "", hunks: [] });
    else if (file && line.startsWith("--- ")) file.oldPath = line.slice(4).replace(/^a\//, "").replace(/\t$/, "");
    else if (file && line.startsWith("+++ ")) file.path = line.slice(4).replace(/^b\//, "").replace(/\t$/, "");
    else {
      const range = /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(line);
      if (!file || !range) continue;
      [removed, added] = [Number(range[2] ?? 1), Number(range[3] ?? 1)];
      // Where nothing is removed git names the line before.
      file.hunks.push({ start: Number(range[1]) - (removed > 0 ? 1 : 0), removed: [], added: [] });
    }
  }
  return files
    .filter(({ path, oldPath }) => isWritten(path) && (oldPath === path || oldPath === "/dev/null"))
    .map(({ path, oldPath, hunks }) => ({ path, isNew: oldPath === "/dev/null", hunks }));
}
