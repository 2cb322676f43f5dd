import { completionContext } from "../../server/context/complete.ts";
import { lineAt } from "../../server/context/place.ts";
import { eachIdentifier } from "../../server/context/words.ts";
import { atOnce } from "../../server/slices/slices.ts";
import type { MemoryWorkspace } from "../context/memoryWorkspace.ts";
import { randomFrom, shuffled } from "../random.ts";
import { mean } from "./bootstrap.ts";
import { hearth, type Piece } from "./strategies.ts";
import { charactersPerToken, holds, situationOf, type Task } from "./tasks.ts";
import { workspaceOf } from "./tree.ts";

const budget = 1024;
const comparedPrompts = 20;

export type Checks = {
  /** Share of the tasks whose name is shown where another file defines it. */
  readonly definitions: number;
  /** Share of the characters that stand in pieces which hold no name of what was taken away. */
  readonly waste: number;
  /** Pieces of the task's own file that hold what the prompt shows or what was taken away. */
  readonly leaks: number;
  /** Whether a workspace that was read in another order gives the same prompts. */
  readonly isStable: boolean;
};

export function checks(
  workspace: MemoryWorkspace,
  files: ReadonlyMap<string, string>,
  tasks: readonly Task[],
  seed: number,
): Checks {
  const found = tasks.map((task) =>
    withTask(workspace, task, () => ({ task, pieces: hearth(situationOf(workspace, task), workspace, budget) })),
  );
  const other = workspaceOf(shuffled([...files], randomFrom(seed)));
  const some = tasks.slice(0, comparedPrompts);
  return {
    definitions: mean(
      found.map(({ task, pieces }) => (pieces.some((piece) => defines(workspace, piece, task)) ? 1 : 0)),
    ),
    waste: mean(found.map(({ task, pieces }) => wasteOf(task, pieces))),
    leaks: found.reduce((sum, { task, pieces }) => sum + pieces.filter((piece) => isLeak(task, piece)).length, 0),
    isStable: some.every((task) => promptOf(workspace, task) === promptOf(other, task)),
  };
}

/** What `use` makes of the workspace while it holds the task's text. */
function withTask<T>(workspace: MemoryWorkspace, task: Task, use: () => T): T {
  const original = workspace.file(task.path)?.text as string;
  workspace.update(task.path, task.text);
  const result = use();
  workspace.update(task.path, original);
  return result;
}

function defines(workspace: MemoryWorkspace, { path, startLine, endLine, text }: Piece, { name }: Task): boolean {
  if (!holds(text, name)) return false;
  return workspace.definitions(name).some(({ file, definition }) => {
    const line = lineAt(file.text, definition.nameStart);
    return file.path === path && line >= startLine && line < endLine;
  });
}

function wasteOf({ truth }: Task, pieces: readonly Piece[]): number {
  const names: string[] = [];
  eachIdentifier(truth, (name) => void names.push(name));
  const wasted = pieces.filter(({ text }) => !names.some((name) => holds(text, name)));
  const characters = (of: readonly Piece[]) => of.reduce((sum, { text }) => sum + text.length, 0);
  return characters(wasted) / Math.max(1, characters(pieces));
}

/** A piece of the same file must be of the file as it is now: without what was taken away, outside the window. */
function isLeak(task: Task, { path, text }: Piece): boolean {
  const line = task.text.slice(task.text.lastIndexOf("\n", task.offset - 1) + 1, task.offset) + task.truth;
  const isOwn = path === task.path;
  return isOwn && text.split("\n").includes(line) && !task.text.split("\n").includes(line);
}

function promptOf(workspace: MemoryWorkspace, task: Task): string {
  return withTask(workspace, task, () => {
    const { cursor } = situationOf(workspace, task);
    const size = { promptTokens: 2048, quickTokens: 512, charactersPerToken };
    const request = {
      ...size,
      idle: false,
      readsSuffixLast: false,
      cursor,
      workspace,
      edits: [],
      pinned: [],
      rules: [],
    };
    return JSON.stringify(atOnce(completionContext(request, undefined, console.error)).parts);
  });
}
