import { type CompletionContext, completionContext } from "../../server/context/complete.ts";
import { lineStarts } from "../../server/text/lines.ts";
import type { MemoryWorkspace } from "../context/memoryWorkspace.ts";
import { randomFrom } from "../random.ts";
import { charactersPerToken, cursorIn } from "./tasks.ts";

/** What one request after a key had to read again, in tokens. */
export type Step = { readonly newLine: boolean; readonly total: number; readonly read: number };

export type Order = "suffix-prefix-middle" | "prefix-suffix-middle";

const typedLines = 8;
const charactersPerRequest = 4;
const minLines = 60;
const size = { promptTokens: 2048, charactersPerToken, idle: false, rerankLines: 4, edits: [], pinned: [], rules: [] };

/** Types eight lines of some file anew, a request every four keys and at every line end, and counts what is not reused. */
export function replay(workspace: MemoryWorkspace, sessions: number, order: Order, seed: number): Step[] {
  const random = randomFrom(seed);
  const files = workspace.files.filter(({ text }) => lineStarts(text).length >= minLines);
  return Array.from({ length: files.length > 0 ? sessions : 0 }).flatMap(() => {
    const file = files[Math.floor(random() * files.length)] as (typeof files)[number];
    const starts = lineStarts(file.text);
    const line = Math.floor(random() * (starts.length - typedLines));
    const [start, end] = [starts[line] as number, starts[line + typedLines] as number];
    const steps = session(workspace, file.path, file.text, start, end, order);
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
  order: Order,
): Step[] {
  const [before, typed, after] = [whole.slice(0, start), whole.slice(start, end - 1), whole.slice(end - 1)];
  workspace.update(path, before + after);
  const steps: Step[] = [];
  let previous: CompletionContext | undefined;
  let old = "";
  let oldLines = 1;
  for (let keys = 0; keys <= typed.length; keys += keysTo(typed, keys)) {
    const text = before + typed.slice(0, keys) + after;
    const context = completionContext(
      { ...size, workspace, cursor: cursorIn(path, text, start + keys) },
      previous,
      console.error,
    );
    const now = promptText(context, order);
    const lines = typed.slice(0, keys).split("\n").length;
    if (previous)
      steps.push({ newLine: lines > oldLines, total: tokens(now.length), read: tokens(now.length - common(old, now)) });
    [previous, old, oldLines] = [context, now, lines];
  }
  return steps;
}

/** Four keys, but never past a line end. */
function keysTo(typed: string, from: number): number {
  const end = typed.indexOf("\n", from);
  return end < 0 ? charactersPerRequest : Math.min(charactersPerRequest, end - from + 1);
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
