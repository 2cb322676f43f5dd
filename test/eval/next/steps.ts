import type { Commit, FileChange } from "../replay/commits.ts";
import { type Repository, sizeAt } from "../replay/git.ts";

/** A hunk of a commit, as somebody does one after the other. */
export type Step = { readonly change: FileChange; readonly hunk: number };

/** Files larger than this are data. */
const maxBytes = 300_000;

/** What a commit changes in files that people write. */
export function smallChanges(repository: Repository, { parent, files }: Commit): FileChange[] {
  return files.filter(({ path, isNew }) => isNew || sizeAt(repository, parent, path) <= maxBytes);
}

export function stepsOf(changes: readonly FileChange[]): Step[] {
  return changes.flatMap((change) => change.hunks.map((_, hunk) => ({ change, hunk })));
}
