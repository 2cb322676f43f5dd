import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { NextPlace } from "../../../server/features/nextEdits/nextEditing.ts";
import { lineStarts } from "../../../server/text/lines.ts";
import type { Journal } from "../lib/journal.ts";
import { Progress } from "../lib/progress.ts";
import { type Commit, type FileChange, typedCommits } from "../replay/commits.ts";
import { Checkout, fileAt, type Repository } from "../replay/git.ts";
import { withHunks } from "../replay/places.ts";
import { NextEditor } from "./editor.ts";
import type { OfferedPlace, ReplayedCommit, SettledEdit } from "./records.ts";
import { type Step, smallChanges, stepsOf } from "./steps.ts";
import { hunkNumberAt, isRight, replacementsIn } from "./truth.ts";

export type NextOptions = { readonly commits: number; readonly seed: number; readonly maxMs: number };
export type NextTask = { readonly repository: Repository; readonly commit: Commit; readonly key: string };

export function nextTasks(repositories: readonly Repository[], { commits, seed }: NextOptions): NextTask[] {
  return repositories.flatMap((repository) =>
    typedCommits(repository, commits, seed).map((commit) => ({
      repository,
      commit,
      key: `${repository.name} ${commit.hash.slice(0, 12)}`,
    })),
  );
}

/** Replays the commits that the journal does not know. Returns whether all is done. */
export async function replayNext(
  tasks: readonly NextTask[],
  { maxMs }: NextOptions,
  journal: Journal<ReplayedCommit>,
): Promise<boolean> {
  const startedMs = performance.now();
  const folder = mkdtempSync(join(tmpdir(), "hearth-next-"));
  const left = tasks.filter(({ key }) => !journal.get(key));
  const progress = new Progress("next", tasks.length, tasks.length - left.length);
  try {
    for (const repository of new Set(left.map((task) => task.repository))) {
      const checkout = new Checkout(repository, folder);
      let editor: NextEditor | undefined;
      try {
        for (const { commit, key } of left.filter((task) => task.repository === repository)) {
          if (performance.now() - startedMs > maxMs) return false;
          checkout.moveTo(commit.parent);
          editor ??= new NextEditor(checkout.folder);
          await editor.moved();
          journal.add(await replayed(repository, commit, key, editor, checkout.folder));
          editor.closeAll();
          progress.step(key);
        }
      } finally {
        await editor?.dispose();
      }
    }
    return true;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Hunk after hunk is done as somebody would edit it, in the order of the files, and after each the next edits are asked for. */
async function replayed(
  repository: Repository,
  commit: Commit,
  key: string,
  editor: NextEditor,
  folder: string,
): Promise<ReplayedCommit> {
  const changes = smallChanges(repository, commit);
  const oldLines = new Map(
    changes.map(({ path, isNew }) => [path, (isNew ? "" : fileAt(repository, commit.parent, path)).split("\n")]),
  );
  const steps = stepsOf(changes);
  const done = new Map<string, number>();
  const repeats = repeatsIn(steps);
  const wasOffered = new Set<string>();
  const offered = new Map<string, OfferedPlace>();
  const edits: SettledEdit[] = [];
  for (const [number, { change, hunk }] of steps.entries()) {
    const { path } = change;
    const lines = oldLines.get(path) ?? [];
    if (editor.textOf(path) === undefined) editor.open(path, lines.join("\n"));
    done.set(path, hunk + 1);
    const text = withHunks(lines, change.hunks.slice(0, hunk + 1)).join("\n");
    editor.become(path, text);
    await editor.settled();
    const { added = [], start = 0 } = change.hunks[hunk] ?? {};
    const delta = change.hunks.slice(0, hunk).reduce((sum, one) => sum + one.added.length - one.removed.length, 0);
    const offset = lineStarts(text)[start + delta + added.length] ?? text.length;
    const before = process.cpuUsage();
    const startedMs = performance.now();
    const answer = await editor.next(path, offset);
    const ms = performance.now() - startedMs;
    const { user, system } = process.cpuUsage(before);
    const places = "places" in answer ? answer.places : [];
    let right = 0;
    for (const place of places) {
      const where = relative(folder, fileURLToPath(place.uri)).split("\\").join("/");
      const found = judged(place, where, changes, done, editor, folder);
      if (found.isRight) right++;
      if (found.isRight && found.hunk !== undefined) wasOffered.add(`${where} ${found.hunk}`);
      const known = `${where} ${found.line} ${place.range.start.character} ${place.newText}`;
      if (!offered.has(known)) offered.set(known, { ...found, path: where, edit: number });
    }
    edits.push({
      path,
      offered: places.length,
      right,
      isFollowed: repeats.some((first, later) => later > number && first !== undefined && first <= number),
      cpuMs: (user + system) / 1000,
      ms,
    });
  }
  const repeating = steps.flatMap(({ change, hunk }, i) =>
    repeats[i] === undefined ? [] : [{ path: change.path, hunk, isOffered: wasOffered.has(`${change.path} ${hunk}`) }],
  );
  return { key, repository: repository.name, files: editor.files, edits, places: [...offered.values()], repeating };
}

/** For each step the first one before whose replacement it repeats. */
function repeatsIn(steps: readonly Step[]): (number | undefined)[] {
  const first = new Map<string, number>();
  return steps.map(({ change, hunk }, number) => {
    const one = change.hunks[hunk];
    const replacements = one ? [...replacementsIn(one)] : [];
    const earlier = replacements.flatMap((each) => first.get(each) ?? []);
    for (const each of replacements) if (!first.has(each)) first.set(each, number);
    return earlier.length > 0 ? Math.min(...earlier) : undefined;
  });
}

function judged(
  place: NextPlace,
  path: string,
  changes: readonly FileChange[],
  done: ReadonlyMap<string, number>,
  editor: NextEditor,
  folder: string,
) {
  const change = changes.find((one) => one.path === path);
  const text = editor.textOf(path) ?? readFileSync(join(folder, path), "utf8");
  const starts = lineStarts(text);
  const at = ({ line, character }: { line: number; character: number }) => (starts[line] ?? 0) + character;
  const offer = { start: at(place.range.start), end: at(place.range.end), newText: place.newText };
  const count = done.get(path) ?? 0;
  // In the lines of the file as it was, so that a place is the same one while hunks above it are done.
  const hunks = change?.hunks.slice(0, count) ?? [];
  const delta = hunks.reduce((sum, { removed, added }) => sum + added.length - removed.length, 0);
  const lineText = text.slice(starts[place.range.start.line], starts[place.range.end.line + 1]);
  return {
    rule: place.rule,
    line: place.range.start.line - delta,
    oldText: place.oldText,
    newText: place.newText,
    lineText: lineText.slice(0, 200),
    isRight: change !== undefined && isRight(text, change, count, offer),
    hunk: change && hunkNumberAt(text, change.hunks, count, offer),
  };
}
