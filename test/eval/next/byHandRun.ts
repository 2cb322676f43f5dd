import { elementAt } from "../../../base/at.ts";
import { applied } from "../../../server/edits/changes.ts";
import type { Journal } from "../lib/journal.ts";
import { Progress } from "../lib/progress.ts";
import { offsetOf } from "../replay/changes.ts";
import { type Commit, findInTurn, type Hunk } from "../replay/commits.ts";
import { eachCommit } from "../replay/eachCommit.ts";
import { fileAt, type Repository } from "../replay/git.ts";
import type { HearthEditor } from "../replay/hearth.ts";
import { languageIdOf, withHunks } from "../replay/places.ts";
import { table } from "../replay/tables.ts";
import { deltaChrF } from "./chrF.ts";
import { type Step, smallChanges, stepsOf } from "./steps.ts";

/** What somebody got who went to the place of a hunk, once those before it were done, and asked by hand. */
export type AskedByHand = {
  readonly key: string;
  readonly repository: string;
  /** The rule that found the edit, or that a model has written it; null where there is none. */
  readonly rule: string | null;
  /** The file is as after this hunk, and none or some of those behind it, to the last blank. */
  readonly isExact: boolean;
  readonly deltaChrF: number;
};

export type ByHandOptions = {
  readonly model: string;
  readonly commits: number;
  readonly count: number;
  readonly seed: number;
  readonly threads: number | "auto";
  readonly maxMs: number;
};

/** A hunk that is gone to once those before it in its commit are done. */
type Place = Step & { readonly key: string; readonly done: readonly Step[] };
type ByHandTask = { readonly repository: Repository; readonly commit: Commit; readonly places: readonly Place[] };

const placesPerCommit = 2;

/** What replaces more lines is a rewrite rather than what follows from others. */
const maxHunkLines = 12;

/** Prompts are sized by what the model reads in a second, as on a small graphics card. */
const speed = 500;

/** Hunks that replace lines, each with others of its commit before it; the repositories in turn. */
export function byHandTasks(repositories: readonly Repository[], options: ByHandOptions): ByHandTask[] {
  const tasks = findInTurn(repositories, options, (repository, commit, most) => {
    const steps = stepsOf(smallChanges(repository, commit).filter(({ isNew }) => !isNew));
    const places = steps.flatMap((step, number) => {
      const { removed, added } = hunkOfStep(step);
      const lines = Math.max(removed.length, added.length);
      const isOne = number > 0 && removed.length > 0 && added.length > 0 && lines <= maxHunkLines;
      const key = `${repository.name} ${commit.hash.slice(0, 12)} ${step.change.path} ${step.hunk}`;
      return isOne ? [{ ...step, key, done: steps.slice(0, number) }] : [];
    });
    return places.slice(0, Math.min(most, placesPerCommit));
  });
  return tasks.map(({ found, ...at }) => ({ ...at, places: found }));
}

/** Asks at every place that the journal does not know; returns whether all is done. */
export function askByHand(
  tasks: readonly ByHandTask[],
  { model, threads, maxMs }: ByHandOptions,
  journal: Journal<AskedByHand>,
): Promise<boolean> {
  // Each place has a server of its own, since what was asked before it would be history.
  const all = tasks.flatMap((task) => task.places.map((place) => ({ ...task, place })));
  const left = all.filter(({ place }) => !journal.get(place.key));
  const progress = new Progress("by hand", all.length, all.length - left.length);
  return eachCommit(
    left,
    { model, threads, speed, maxMs, isAlone: true },
    async ({ repository, commit, place }, editor) => {
      journal.add(await asked(repository, commit, place, editor));
      progress.step(place.key);
    },
  );
}

async function asked(
  repository: Repository,
  commit: Commit,
  { change, hunk, key, done }: Place,
  editor: HearthEditor,
): Promise<AskedByHand> {
  const opened = new Map<string, readonly string[]>();
  const open = async (path: string) => {
    const lines = opened.get(path) ?? fileAt(repository, commit.parent, path).split("\n");
    if (!opened.has(path)) await editor.open(path, lines.join("\n"), languageIdOf(path));
    opened.set(path, lines);
    return lines;
  };
  for (const step of done) {
    const lines = await open(step.change.path);
    await editor.become(step.change.path, withHunks(lines, step.change.hunks.slice(0, step.hunk + 1)).join("\n"));
    await editor.settled();
  }
  const lines = await open(change.path);
  const after = (count: number) => withHunks(lines, change.hunks.slice(0, count)).join("\n");
  const text = after(hunk);
  const { start } = hunkOfStep({ change, hunk });
  const above = withHunks(lines, change.hunks.slice(0, hunk), start);
  const indent = /^\s*/.exec(elementAt(lines, start))?.[0].length ?? 0;
  const offset = offsetOf(text, { line: above.length, character: indent });
  const edit = await editor.nextEdit(change.path, offset);
  if (!edit) return { key, repository: repository.name, rule: null, isExact: false, deltaChrF: 0 };
  const result = applied(text, [edit]);
  const isExact = change.hunks.slice(hunk).some((_, i) => after(hunk + i + 1) === result);
  const split = (all: string) => all.split("\n");
  const like = deltaChrF(split(text), split(result), split(after(hunk + 1)));
  return { key, repository: repository.name, rule: edit.rule, isExact, deltaChrF: like };
}

function hunkOfStep({ change, hunk }: Step): Hunk {
  return elementAt(change.hunks, hunk);
}

/** By repository and by who made the edit: how often one was shown, and was the commit's. */
export function byHandTables(found: readonly AskedByHand[]): string {
  const row = (name: string, all: readonly AskedByHand[]) => {
    const shown = all.filter(({ rule }) => rule !== null);
    const exact = all.filter(({ isExact }) => isExact);
    const share = (part: number, of: number) => (of === 0 ? "-" : ((100 * part) / of).toFixed(1));
    const like = all.reduce((sum, one) => sum + one.deltaChrF, 0) / all.length;
    const figures = [
      share(shown.length, all.length),
      share(exact.length, all.length),
      share(exact.length, shown.length),
    ];
    return [name, String(all.length), ...figures, like.toFixed(1)];
  };
  const names = [...new Set(found.map(({ repository }) => repository))];
  const rules = [...new Set(found.flatMap(({ rule }) => rule ?? []))];
  return table(
    ["", "places", "shown, %", "as the commit has it, %", "of those shown, %", "deltaChrF"],
    [
      row("all", found),
      ...names.map((name) =>
        row(
          name,
          found.filter(({ repository }) => repository === name),
        ),
      ),
      ...rules.map((rule) =>
        row(
          rule,
          found.filter((one) => one.rule === rule),
        ),
      ),
    ],
  );
}
