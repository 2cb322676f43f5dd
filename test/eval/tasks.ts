import { languageOf } from "../../grammars/languages.ts";
import { type Cursor, cursorIn as cursorInFile } from "../../server/context/cursor.ts";
import type { Situation } from "../../server/context/request.ts";
import { type Window, windowAt } from "../../server/context/window.ts";
import { isWordUnit } from "../../server/context/words.ts";
import type { ViewedFile } from "../../server/context/workspaceView.ts";
import { CodeIndex } from "../../server/index/codeIndex.ts";
import { SourceFile } from "../../server/index/sourceFile.ts";
import { scan } from "../../server/languages/scan.ts";
import { lineEnd, lineStarts } from "../../server/text/lines.ts";
import type { MemoryWorkspace } from "../context/memoryWorkspace.ts";
import { randomFrom } from "../random.ts";

/**
 * A place where a name is needed that the prompt's window does not show: the cursor stands before an identifier
 * that another file declares, and the rest of the line is taken away.
 */
export type Task = {
  readonly path: string;
  readonly offset: number;
  readonly name: string;
  /** What was taken away: from the cursor to the end of the line. */
  readonly truth: string;
  /** The file as it is without it. */
  readonly text: string;
  /** Whether the name stands nowhere in what is left of the file. */
  readonly nowhereInFile: boolean;
};

/** For every figure here, as in the figures that these are compared with. */
export const charactersPerToken = 3.5;
const size = { prefixCharacters: 770 * charactersPerToken, suffixCharacters: 257 * charactersPerToken };

const minNameLength = 3;
const minFileCharacters = 500;

/** Up to `count` places, the same for the same files and seed. */
export function tasksIn(workspace: MemoryWorkspace, count: number, seed: number): Task[] {
  const random = randomFrom(seed);
  const files = workspace.files.filter(({ text }) => text.length >= minFileCharacters);
  const tasks = new Map<string, Task>();
  for (let tries = 0; tries < count * 80 && tasks.size < count; tries++) {
    const file = files[Math.floor(random() * files.length)];
    const line = Math.floor(random() * (file ? lineStarts(file.text).length : 0));
    const task = file && taskOn(workspace, file, line);
    if (task) tasks.set(`${task.path}:${task.offset}`, task);
  }
  return [...tasks.values()];
}

/** The situation of a task, once the workspace holds `task.text`. */
export function situationOf(workspace: MemoryWorkspace, task: Task): Situation {
  const cursor = cursorIn(task.path, task.text, task.offset);
  return { cursor, workspace, window: windowOf(task.text, task.offset), edits: [], pinned: [], rules: [] };
}

export function windowOf(text: string, offset: number): Window {
  return windowAt(text, offset, size);
}

export function cursorIn(path: string, text: string, offset: number): Cursor {
  const uri = `file:///workspace/${path}`;
  const file = new SourceFile({ uri, path, languageId: languageOf(path)?.ids[0] ?? "", version: 1, text });
  const folders = [{ uri: "file:///workspace", name: "workspace" }];
  return cursorInFile(
    { folders, open: new Map([[uri, file]]), withheld: new Map(), index: new CodeIndex() },
    file,
    offset,
  );
}

function taskOn(workspace: MemoryWorkspace, file: ViewedFile, line: number): Task | undefined {
  const { text, path, tags } = file;
  const start = lineStarts(text)[line] as number;
  const end = lineEnd(text, start);
  if (tags.imports.some((item) => item.start < end && item.end > start)) return undefined;
  for (const { name, offset } of namesNeeded(workspace, file, start, end)) {
    const masked = text.slice(0, offset) + text.slice(end);
    const window = windowOf(masked, offset);
    const shown = `${masked.slice(window.start, offset)}\n${masked.slice(window.suffixStart, window.end)}`;
    if (holds(shown, name)) continue;
    return { path, offset, name, truth: text.slice(offset, end), text: masked, nowhereInFile: !holds(masked, name) };
  }
  return undefined;
}

/** The names between two offsets that another file declares, without those that are declared or imported there. */
export function namesNeeded(workspace: MemoryWorkspace, file: ViewedFile, start: number, end: number) {
  const { path, tags } = file;
  return namesIn(file, start, end).filter(({ name, offset }) => {
    if (name.length < minNameLength || tags.definitions.some(({ nameStart }) => nameStart === offset)) return false;
    if (tags.imports.some((item) => item.start <= offset && item.end > offset)) return false;
    return workspace.definitions(name).some((place) => place.file.path !== path);
  });
}

/** The identifiers between two offsets, without those in comments and strings. */
function namesIn({ path, text }: ViewedFile, start: number, end: number): { name: string; offset: number }[] {
  const language = languageOf(path);
  const names: { name: string; offset: number }[] = [];
  if (!language) return names;
  scan(text, language, (from, to) => {
    if (from >= start && to <= end) names.push({ name: text.slice(from, to), offset: from });
  });
  return names;
}

/** Whether a whole identifier stands in a text. */
export function holds(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (!isWordUnit(text.charCodeAt(at - 1) || 0) && !isWordUnit(text.charCodeAt(at + name.length) || 0)) return true;
  }
  return false;
}
