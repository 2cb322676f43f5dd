import { type CompletionContext, completionContext } from "../../server/context/complete.ts";
import { atOnce } from "../../server/slices/slices.ts";
import { lineStarts } from "../../server/text/lines.ts";
import type { MemoryWorkspace } from "../context/memoryWorkspace.ts";
import { randomFrom } from "../random.ts";
import { charactersPerToken, cursorIn, holds, namesNeeded } from "./tasks.ts";

/** One request after a key: what it had to read again, in tokens, and whether it showed a name that is typed next. */
export type Step = {
  readonly newLine: boolean;
  readonly total: number;
  readonly read: number;
  /** Undefined where no name is typed next that another file declares and the text around the cursor does not show. */
  readonly isShown: boolean | undefined;
};

export type Order = "suffix-prefix-middle" | "prefix-suffix-middle";

const typedLines = 24;
const charactersPerRequest = 4;
const minLines = 60;
const size = {
  promptTokens: 2048,
  quickTokens: 512,
  charactersPerToken,
  idle: false,
  edits: [],
  pinned: [],
  rules: [],
};

/**
 * Types lines of some file anew without a pause, a request every four keys, at every line end and before every name
 * that is declared elsewhere, and counts what is not reused.
 */
export function replay(workspace: MemoryWorkspace, sessions: number, order: Order, seed: number): Step[] {
  const random = randomFrom(seed);
  const files = workspace.files.filter(({ text }) => lineStarts(text).length >= minLines);
  return Array.from({ length: files.length > 0 ? sessions : 0 }).flatMap(() => {
    const file = files[Math.floor(random() * files.length)] as (typeof files)[number];
    const starts = lineStarts(file.text);
    const line = Math.floor(random() * (starts.length - typedLines));
    const [start, end] = [starts[line] as number, (starts[line + typedLines] as number) - 1];
    const names = new Map(namesNeeded(workspace, file, start, end).map(({ name, offset }) => [offset - start, name]));
    const steps = session(workspace, file.path, file.text, start, end, names, order);
    workspace.update(file.path, file.text);
    return steps;
  });
}

function session(
  workspace: MemoryWorkspace,
  path: string,
  whole: string,
  start: number,
  end: number,
  names: ReadonlyMap<number, string>,
  order: Order,
): Step[] {
  const [before, typed, after] = [whole.slice(0, start), whole.slice(start, end), whole.slice(end)];
  workspace.update(path, before + after);
  const steps: Step[] = [];
  let previous: CompletionContext | undefined;
  let old = "";
  let oldLines = 1;
  for (const keys of requestsIn(typed, names.keys())) {
    const text = before + typed.slice(0, keys) + after;
    const cursor = cursorIn(path, text, start + keys);
    const readsSuffixLast = order === "prefix-suffix-middle";
    const context = atOnce(completionContext({ ...size, workspace, cursor, readsSuffixLast }, previous, console.error));
    const now = promptText(context, order);
    const lines = typed.slice(0, keys).split("\n").length;
    const [total, read] = [tokens(now.length), tokens(now.length - common(old, now))];
    if (previous) steps.push({ newLine: lines > oldLines, total, read, isShown: isShown(context, names.get(keys)) });
    [previous, old, oldLines] = [context, now, lines];
  }
  return steps;
}

/** After how many keys it is asked: every four, but never past a line end. */
function requestsIn(typed: string, names: Iterable<number>): number[] {
  const requests = new Set(names);
  for (let keys = 0; keys <= typed.length; ) {
    requests.add(keys);
    const end = typed.indexOf("\n", keys);
    keys += end < 0 ? charactersPerRequest : Math.min(charactersPerRequest, end - keys + 1);
  }
  return [...requests].sort((a, b) => a - b);
}

function isShown({ parts, layout }: CompletionContext, name: string | undefined): boolean | undefined {
  const { before, typed, after } = layout.hole;
  if (name === undefined || holds(`${before}${typed}\n${after}`, name)) return undefined;
  return holds(parts.after, name) || parts.context.some(({ text }) => holds(text, name));
}

function promptText({ parts }: CompletionContext, order: Order): string {
  const files = parts.context.map(({ path, text }) => `${path}\n${text}\n`).join("");
  const { path, before, after, typed } = parts;
  const own = order === "suffix-prefix-middle" ? `${after}\0${before}${typed}` : `${before}\0${after}\0${typed}`;
  return `${files}${path}\n${own}`;
}

function common(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return length;
}

function tokens(characters: number): number {
  return Math.ceil(characters / charactersPerToken);
}
