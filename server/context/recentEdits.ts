import type { ReplacedLines } from "../index/workspace.ts";
import { belowLine, endAbove, lineStart } from "../text/lines.ts";
import { redact } from "./redaction.ts";
import type { ViewedFile, WorkspaceView } from "./workspaceView.ts";

/** Lines that were changed a while ago, as they are now. Zero-based, `endLine` not included. */
export type RecentEdit = {
  readonly uri: string;
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  /**
   * The lines that stood there before, with their ends. A secret that stood in them is not kept here when it is gone
   * from the text. Undefined where they were too long to keep.
   */
  readonly oldText: string | undefined;
};

/** A change as lines that were replaced by others, both with their ends. `startLine` is that of the lines now. */
export type RecentHunk = {
  readonly path: string;
  readonly startLine: number;
  readonly before: string;
  readonly after: string;
};

type Lines = Pick<RecentEdit, "startLine" | "endLine">;

const keptEdits = 8;

/** Edits this close to each other are one. */
const mergeLines = 3;

/** More is a new text rather than an edit: nothing is learned from it. */
const maxOldCharacters = 4_000;

/** The edits, newest first, after lines of a file were replaced by others. Edits near each other become one. */
export function withEdit(
  edits: readonly RecentEdit[],
  { uri, path }: Pick<RecentEdit, "uri" | "path">,
  replaced: ReplacedLines,
): RecentEdit[] {
  const { startLine, endLine, newLines } = replaced;
  const delta = newLines - (endLine - startLine);
  const isTouched = (edit: RecentEdit) => edit.path === path && touches(edit, replaced);
  const touched = edits.filter(isTouched).sort((a, b) => a.startLine - b.startLine);
  // All places are in the lines of the text as it was. Only there old texts and what lies between them fit together.
  const start = Math.min(startLine, ...touched.map((edit) => edit.startLine));
  const end = Math.max(endLine, ...touched.map((edit) => edit.endLine));
  const oldText = oldTextOf(touched, { startLine: start, endLine: end }, replaced);
  const others = edits
    .filter((edit) => !isTouched(edit))
    .map((edit) => (edit.path === path && edit.startLine >= endLine ? shifted(edit, delta) : edit));
  return [{ uri, path, startLine: start, endLine: end + delta, oldText }, ...others].slice(0, keptEdits);
}

/**
 * The change that an edit has made, given the text of its file as it is now. It is the lines before and after the edit,
 * without secrets. Undefined where they are the same again, or were too long.
 */
export function hunkOf({ path, startLine, endLine, oldText }: RecentEdit, text: string): RecentHunk | undefined {
  const [start, end] = [startOfLine(text, startLine), startOfLine(text, endLine)];
  const after = redact(text.slice(start, end));
  return oldText === undefined || oldText === after ? undefined : { path, startLine, before: oldText, after };
}

/** The changes that edits have made. The text of `file` counts as it is, which a view may not know yet. */
export function hunksOf(
  edits: readonly RecentEdit[],
  file: Pick<ViewedFile, "path" | "text">,
  workspace: Pick<WorkspaceView, "file">,
): RecentHunk[] {
  return edits.flatMap((edit) => {
    const text = edit.path === file.path ? file.text : workspace.file(edit.path)?.text;
    const hunk = text === undefined ? undefined : hunkOf(edit, text);
    return hunk ? [hunk] : [];
  });
}

/**
 * The text that stood in `lines` before all of these edits. `earlier` are the edits there that came earlier, in order.
 * `replaced` is the last.
 */
function oldTextOf(earlier: readonly RecentEdit[], lines: Lines, replaced: ReplacedLines): string | undefined {
  let oldText = "";
  let line = lines.startLine;
  for (const edit of earlier) {
    if (edit.oldText === undefined) return undefined;
    oldText += untouched(replaced, line, edit.startLine) + edit.oldText;
    line = Math.max(line, edit.endLine);
  }
  oldText += untouched(replaced, line, lines.endLine);
  return oldText.length > maxOldCharacters ? undefined : oldText;
}

/**
 * Lines of the text as it was before the last change. No earlier change has changed them, and they are near the last
 * one.
 */
function untouched({ before, startLine, offset }: ReplacedLines, from: number, to: number): string {
  if (from >= to) return "";
  let start = offset;
  for (let line = startLine; line > from; line--) start = lineStart(before, endAbove(before, start));
  for (let line = startLine; line < from; line++) start = belowLine(before, start);
  let end = start;
  // What is longer than that is not kept; one need not find its end.
  for (let line = from; line < to && end - start <= maxOldCharacters; line++) end = belowLine(before, end);
  return redact(copyOf(before.slice(start, end)));
}

/** A string of its own: a slice holds on to all of the text that it is a part of. */
function copyOf(text: string): string {
  return Buffer.from(text, "utf16le").toString("utf16le");
}

function startOfLine(text: string, wanted: number): number {
  let start = 0;
  for (let line = 0; line < wanted && start < text.length; line++) start = belowLine(text, start);
  return start;
}

function shifted(edit: RecentEdit, lines: number): RecentEdit {
  return { ...edit, startLine: edit.startLine + lines, endLine: edit.endLine + lines };
}

function touches(a: Lines, b: Lines): boolean {
  return a.startLine <= b.endLine + mergeLines && b.startLine <= a.endLine + mergeLines;
}
