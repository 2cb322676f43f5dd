import type { Journal } from "../lib/journal.ts";
import { Progress } from "../lib/progress.ts";
import { type Commit, type FileChange, findInTurn, type Hunk } from "./commits.ts";
import { eachCommit } from "./eachCommit.ts";
import { fileAt, type Repository } from "./git.ts";
import type { HearthEditor } from "./hearth.ts";
import { groupsOf, languageIdOf, typedPart, withHunks } from "./places.ts";
import type { ReplayOptions } from "./run.ts";
import { type Typed, typed } from "./typing.ts";

type HunkAt = { readonly change: FileChange; readonly hunk: number; readonly key: string };
type TypingTask = { readonly repository: Repository; readonly commit: Commit; readonly hunks: readonly HunkAt[] };

/** Shorter ones are over before anything can be suggested; longer ones take their time and say no more. */
const leastCharacters = 20;
const mostCharacters = 600;

const hunksPerCommit = 2;

/** Which hunks are typed: the repositories in turn, of each commit the first that are typed from a line's start on. */
export function typingTasks(repositories: readonly Repository[], options: ReplayOptions): TypingTask[] {
  const tasks = findInTurn(repositories, options, (repository, commit, most) =>
    hunksOf(repository, commit).slice(0, Math.min(most, hunksPerCommit)),
  );
  return tasks.map(({ found, ...at }) => ({ ...at, hunks: found }));
}

function hunksOf(repository: Repository, commit: Commit): HunkAt[] {
  return commit.files.flatMap((change) =>
    change.hunks.flatMap((each, hunk) => {
      const { length } = textOf(each);
      if (length < leastCharacters || length > mostCharacters || !isTypedWhole(each)) return [];
      return [{ change, hunk, key: `${repository.name} ${commit.hash.slice(0, 12)} ${change.path} ${hunk}` }];
    }),
  );
}

function isTypedWhole(hunk: Hunk): boolean {
  return hunk.added.every((text, line) => !text.includes("\r") && !typedPart(hunk, line).isChanged);
}

/** What is typed: the editor has indented the first line already. */
function textOf({ added }: Hunk): string {
  return added.join("\n").trimStart();
}

/** Types every hunk that the journal does not know; returns whether all is done. */
export function replayTyping(
  tasks: readonly TypingTask[],
  options: ReplayOptions,
  journal: Journal<Typed>,
): Promise<boolean> {
  const left = tasks.filter(({ hunks }) => hunks.some(({ key }) => journal.get(key) === undefined));
  const count = (of: readonly TypingTask[]) => of.reduce((sum, { hunks }) => sum + hunks.length, 0);
  const progress = new Progress("typing", count(tasks), count(tasks) - count(left));
  return eachCommit(left, options, async ({ repository, commit, hunks }, editor) => {
    for (const each of hunks) {
      journal.add(await typeHunk(repository, commit, each, editor));
      progress.step(`${repository.name} ${each.change.path}`);
    }
  });
}

async function typeHunk(
  repository: Repository,
  commit: Commit,
  { change, hunk: number, key }: HunkAt,
  editor: HearthEditor,
): Promise<Typed> {
  const { path, isNew, hunks } = change;
  const hunk = hunks[number] as Hunk;
  const old = (isNew ? "" : fileAt(repository, commit.parent, path)).split("\n");
  const text = textOf(hunk);
  const whole = hunk.added.join("\n");
  const head = withHunks(old, hunks.slice(0, number), hunk.start);
  const before = [...head, whole.slice(0, whole.length - text.length)].join("\n");
  const after = ["", ...old.slice(hunk.start + hunk.removed.length)].join("\n");
  await editor.open(path, old.join("\n"), languageIdOf(path));
  const found = await typed(text, async (characters) => {
    const now = before + text.slice(0, characters);
    await editor.become(path, now + after);
    await editor.settled();
    const { offered, ...answer } = await editor.suggest(path, now.length);
    return { text: offered?.text ?? null, ...answer };
  });
  await editor.close(path);
  return { key, repository: repository.name, path, ...groupsOf(path), ...found };
}
