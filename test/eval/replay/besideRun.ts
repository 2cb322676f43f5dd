import { repository as hearthRepository } from "../../process/environment.ts";
import { BadInput } from "../lib/badInput.ts";
import type { Journal } from "../lib/journal.ts";
import { Progress } from "../lib/progress.ts";
import { checkedLanguages } from "../verified/diagnostics.ts";
import type { BesideFound } from "./beside.ts";
import { type Commit, type FileChange, findInTurn } from "./commits.ts";
import { type Beside, eachCommit } from "./eachCommit.ts";
import { fileAt, type Repository } from "./git.ts";
import type { HearthEditor } from "./hearth.ts";
import { groupsOf, languageIdOf, type Place, textAt, withHunks } from "./places.ts";
import { type ReplayOptions, type TaskPlace, taskPlaces } from "./run.ts";
import { scoreOf } from "./score.ts";

type BesideTask = {
  readonly repository: Repository;
  readonly commit: Commit;
  /** Of the first file, whose language says which server stands beside. */
  readonly path: string;
  readonly places: readonly TaskPlace[];
};

/** The places at members: the cursor stands behind a dot, or some letters behind it. The repositories in turn. */
export function besideTasks(repositories: readonly Repository[], options: ReplayOptions): BesideTask[] {
  const tasks = findInTurn(repositories, options, (repository, commit, most) => {
    const files = commit.files.filter(({ path }) => languageOfServer(path) !== undefined);
    return taskPlaces(repository, commit, files, most, options.seed, isAtMember);
  });
  return tasks.map(({ found, ...at }) => ({ ...at, path: (found[0] as TaskPlace).change.path, places: found }));
}

function isAtMember({ hunks }: FileChange, { hunk, line, column, rest }: Place): boolean {
  const text = hunks[hunk]?.added[line]?.slice(0, column) ?? "";
  return /[\p{L}\p{N}_$)\]]\??\.[\p{L}\p{N}_$]*$/u.test(text) && /^[\p{L}\p{N}_$]/u.test(rest) && !isNoCode.test(text);
}

/** Comments, strings that are open, and what an import names. */
const isNoCode = /^\s*(?:#|\/\/|\*|"""|from\b|import\b)|^(?:[^"'`]|(["'`])[^"'`]*\1)*["'`][^"'`]*$/;

function languageOfServer(path: string) {
  return checkedLanguages.find(({ files }) => files.test(path));
}

/** The language server for a file, as the packages for tests have it. */
export function serverBeside(packages: string | undefined): Beside {
  return {
    packages,
    commandFor: (path) => {
      const language = languageOfServer(path);
      if (!language) throw new BadInput(`no language server is known for ${path}`);
      const [program, ...args] = language.command;
      return [`${hearthRepository}/${program}`, ...args];
    },
  };
}

/** Asks at every place that the journal does not know, alone and beside the other server. Returns whether all is done. */
export function replayBeside(
  tasks: readonly BesideTask[],
  options: ReplayOptions,
  beside: Beside,
  journal: Journal<BesideFound>,
): Promise<boolean> {
  const left = tasks.filter(({ places }) => places.some(({ key }) => journal.get(key) === undefined));
  const count = (of: readonly BesideTask[]) => of.reduce((sum, { places }) => sum + places.length, 0);
  const progress = new Progress("replay", count(tasks), count(tasks) - count(left));
  const work = async (task: BesideTask, alone: HearthEditor, _: unknown, wrapped: HearthEditor | undefined) => {
    if (!wrapped) return;
    for await (const found of askAbout(task, alone, wrapped)) {
      journal.add(found);
      progress.step(`${found.repository} ${found.path}`);
    }
  };
  return eachCommit(left, options, work, beside);
}

async function* askAbout(
  { repository, commit, places }: BesideTask,
  alone: HearthEditor,
  wrapped: HearthEditor,
): AsyncGenerator<BesideFound> {
  for (const change of new Set(places.map((each) => each.change))) {
    const { path, isNew, hunks } = change;
    const old = isNew ? "" : fileAt(repository, commit.parent, path);
    const oldLines = old.split("\n");
    for (const editor of [alone, wrapped]) await editor.open(path, old, languageIdOf(path));
    await wrapped.known(path);
    let done = 0;
    for (const { place, key } of places.filter((each) => each.change === change)) {
      // Each hunk is an edit of its own, as it was when somebody typed it.
      for (; done < place.hunk; done++)
        for (const editor of [alone, wrapped])
          await editor.become(path, withHunks(oldLines, hunks.slice(0, done + 1)).join("\n"));
      const { before, after } = textAt(oldLines, hunks, place);
      const answers = [];
      for (const editor of [alone, wrapped]) {
        await editor.become(path, before + after);
        await editor.settled();
        answers.push(await editor.suggest(path, before.length));
      }
      const [first, second] = answers.map((answer) => ({ ...answer, ...scoreOf(answer.offered, place) }));
      if (!first || !second) continue;
      const typed = /[\p{L}\p{N}_$]*$/u.exec(before)?.[0] ?? "";
      const member = typed + (/^[\p{L}\p{N}_$]*/u.exec(place.rest)?.[0] ?? "");
      const listed = await wrapped.listed(path, before.length - typed.length);
      yield {
        key,
        repository: repository.name,
        commit: commit.hash.slice(0, 12),
        path,
        ...groupsOf(path),
        line: before.split("\n").length,
        lineBefore: before.slice(before.lastIndexOf("\n") + 1),
        rest: place.rest,
        member,
        listed: listed.length,
        isListed: listed.includes(member),
        alone: first,
        beside: second,
      };
    }
    for (const editor of [alone, wrapped]) await editor.close(path);
  }
}
