import { parseConfig } from "../../../server/config/config.ts";
import { promptSize } from "../../../server/context/promptSize.ts";
import { randomFrom } from "../../random.ts";
import type { BareModel } from "../lib/bare.ts";
import type { Journal } from "../lib/journal.ts";
import { Progress } from "../lib/progress.ts";
import { type Commit, type FileChange, findInTurn } from "./commits.ts";
import { eachCommit } from "./eachCommit.ts";
import { fileAt, type Repository, sizeAt } from "./git.ts";
import type { HearthEditor } from "./hearth.ts";
import { chosen, groupsOf, languageIdOf, type Place, textAt, withHunks } from "./places.ts";
import { type Found, firstLine, keyOf } from "./records.ts";
import { scoreOf } from "./score.ts";

export type ReplayOptions = {
  /** Path of a GGUF, "embedded" or "none". */
  readonly model: string;
  /** Of each repository, the newest in which something was typed. */
  readonly commits: number;
  /** Places, of all repositories together. */
  readonly count: number;
  readonly seed: number;
  readonly threads: number | "auto";
  /** The reading speed that prompts are sized for. */
  readonly speed: number;
  /** No commit is begun after so long, in milliseconds. */
  readonly maxMs: number;
};

/** The places of one commit, which are asked about one after the other by one server. */
export type Task = { readonly repository: Repository; readonly commit: Commit; readonly places: readonly TaskPlace[] };
export type TaskPlace = { readonly change: FileChange; readonly place: Place; readonly key: string };

/** More of one commit would say the same again; fewer would read a workspace for little. */
const placesPerCommit = 6;

/** Files larger than this are data. */
const maxBytes = 300_000;

/** What is asked of the bare model at most, as of Hearth. */
const { maxTokens } = parseConfig(undefined).config.inlineCompletion;

/** Of the model's context, for control tokens and the path, as the server keeps it. */
const overheadTokens = 32;

/** Which places are asked about: the repositories in turn, and in each the commits in the order of the seed. */
export function tasksOf(repositories: readonly Repository[], options: ReplayOptions): Task[] {
  const tasks = findInTurn(repositories, options, (repository, commit, most) => {
    const isSmall = ({ path, isNew }: FileChange) => isNew || sizeAt(repository, commit.parent, path) <= maxBytes;
    return taskPlaces(repository, commit, commit.files.filter(isSmall), most, options.seed);
  });
  return tasks.map(({ found, ...at }) => ({ ...at, places: found }));
}

/** Places in some of a commit's files, at most `most` of those that are wanted. */
export function taskPlaces(
  repository: Repository,
  commit: Commit,
  files: readonly FileChange[],
  most: number,
  seed: number,
  isWanted?: (change: FileChange, place: Place) => boolean,
): TaskPlace[] {
  const random = randomFrom(seed ^ Number.parseInt(commit.hash.slice(0, 8), 16));
  return chosen(files, Math.min(most, placesPerCommit), random, isWanted).map(({ file, place }) => {
    const change = files[file] as FileChange;
    return { change, place, key: keyOf(repository.name, commit.hash, change.path, place) };
  });
}

/**
 * Asks at every place that the journal does not know. Of a commit that was cut off all places are asked about again:
 * what a server answers may depend on what it was asked before. Returns whether all is done.
 */
export function replay(tasks: readonly Task[], options: ReplayOptions, journal: Journal<Found>): Promise<boolean> {
  const left = tasks.filter(({ places }) => places.some(({ key }) => journal.get(key) === undefined));
  const count = (of: readonly Task[]) => of.reduce((sum, { places }) => sum + places.length, 0);
  const progress = new Progress("replay", count(tasks), count(tasks) - count(left));
  return eachCommit(left, options, (task, editor, bare) =>
    askAbout(task, editor, bare, options.speed, (found) => {
      journal.add(found);
      progress.step(`${found.repository} ${found.path}`);
    }),
  );
}

async function askAbout(
  { repository, commit, places }: Task,
  editor: HearthEditor,
  bare: BareModel | undefined,
  speed: number,
  tell: (found: Found) => void,
): Promise<void> {
  for (const change of new Set(places.map((each) => each.change))) {
    const { path, isNew, hunks } = change;
    const old = isNew ? "" : fileAt(repository, commit.parent, path);
    const oldLines = old.split("\n");
    await editor.open(path, old, languageIdOf(path));
    let done = 0;
    for (const { place, key } of places.filter((each) => each.change === change)) {
      // Each hunk is an edit of its own, as it was when somebody typed it.
      for (; done < place.hunk; done++)
        await editor.become(path, withHunks(oldLines, hunks.slice(0, done + 1)).join("\n"));
      const { before, after } = textAt(oldLines, hunks, place);
      await editor.become(path, before + after);
      await editor.settled();
      const hearth = await editor.suggest(path, before.length);
      const size = bare && promptSize(bare.model.contextTokens - overheadTokens, maxTokens, speed);
      const promptTokens = hearth.promptTokens || size?.promptTokens || 0;
      const wrote = await bare?.ask({ path, before, after, promptTokens, maxTokens, firstLineOnly: true });
      const offeredByBare = wrote && { text: firstLine(wrote.text), replaceAfter: 0 };
      const lines = before.split("\n");
      tell({
        key,
        repository: repository.name,
        commit: commit.hash.slice(0, 12),
        path,
        ...groupsOf(path),
        kind: place.kind,
        line: lines.length,
        lineBefore: lines.at(-1) as string,
        rest: place.rest,
        lineAfter: place.lineAfter,
        hearth: { ...hearth, ...scoreOf(hearth.offered, place) },
        bare: wrote && offeredByBare ? { ...wrote, ms: Math.round(wrote.ms), ...scoreOf(offeredByBare, place) } : null,
      });
    }
    await editor.close(path);
  }
}
