import type { Language } from "../../grammars/language.ts";
import type { RecentHunk } from "../context/recentEdits.ts";
import type { ViewedFile, WorkspaceView } from "../context/workspaceView.ts";
import type { EditMode } from "../edits/target.ts";
import type { SourceFile } from "../index/sourceFile.ts";
import type { SyntaxNode } from "../languages/syntaxIn.ts";
import type { Tags } from "../languages/tags.ts";
import { beforeLineEnd, indentationOf, isBlank, lineEnd, lineStart } from "../text/lines.ts";
import type { OffsetRange } from "../text/offsetRange.ts";
import type { Problem } from "../text/problem.ts";
import type { PlacedChange, Target, WithheldEdit } from "./action.ts";

/**
 * The place where somebody asks what can be done. It is a selection in a file, with what stands around it and what is
 * said to be wrong.
 */
export type Site = {
  readonly file: SourceFile;
  /** Undefined, like `root`, for a file that Hearth cannot parse; then only problems and selections tell what to do. */
  readonly language: Language | undefined;
  /** The selection without blanks at its ends; both are the cursor where nothing is selected. */
  readonly start: number;
  readonly end: number;
  readonly root: SyntaxNode | undefined;
  readonly tags: Tags;
  readonly problems: readonly Problem[];
  /** All files of the workspace folder, relative to it; not for `offers`, there may be many. */
  readonly paths: () => readonly string[];
  /** The knowledge of the other files. Of this file it is what stands in it now. */
  readonly workspace: WorkspaceView;
  /** The other places of the change that was made last. */
  readonly nextEdits: {
    readonly places: readonly PlacedChange[];
    /** What only looks alike: who takes it looks through it. None where an editor asks by itself. */
    readonly alike: readonly PlacedChange[];
    /** What was changed a while ago, as lines before and after; the last first. */
    readonly examples: () => readonly RecentHunk[];
    /** What was changed back in this file. */
    readonly takenBack: () => readonly { readonly before: string; readonly after: string }[];
    /** The lines of this file that were changed last, from 0, the end outside; undefined where it was another file. */
    readonly changedLines: { readonly startLine: number; readonly endLine: number } | undefined;
  };
  /** An edit that was not made here, since a checker finds fault with it. */
  readonly withheld: WithheldEdit | undefined;
  /** True if an edit may make a new file. */
  readonly createsFiles: boolean;
};

/**
 * The possible meanings of a request's range, the likelier first. Some editors whose cursor lies on a character send
 * that for a plain cursor (Helix, Kakoune, ALE). Others send all from the cursor to the end of the line (vim-lsp,
 * yegappan/lsp), or the line. Nobody selects one character, or a part of a name, to have something done to just that.
 * Whoever selects up to the end of a line may mean either.
 */
export function meanings(text: string, selected: OffsetRange): readonly OffsetRange[] {
  const { start, end } = selected;
  if (start === end) return [selected];
  const { start: from, end: to } = meant(text, selected);
  const code = text.slice(from, to);
  const cursor = { start: from, end: from };
  if (from === to || isOneCharacter(text.slice(start, end)) || isName(code)) return [cursor];
  const isOneLine = !/[\n\r]/.test(code);
  return isOneLine && isBlank(text.slice(to, lineEnd(text, to))) && end >= lineEnd(text, to)
    ? [cursor, selected]
    : [selected];
}

/** As people count: what is made of several code points may be one. */
function isOneCharacter(text: string): boolean {
  const [first] = new Intl.Segmenter().segment(text.slice(0, longestCharacter));
  return first?.segment === text;
}

const longestCharacter = 32;

function isName(text: string): boolean {
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(text);
}

/**
 * The range that is meant by a selection. Blanks at its ends are not meant. Editors select whole lines, and people stop
 * somewhere behind the end. A cursor in the indentation of a line stands for the code behind it. Editors go there when
 * they go by line. A cursor that lies on blanks is where these begin.
 */
export function meant(text: string, { start, end }: OffsetRange): OffsetRange {
  let [from, to] = [start, end];
  while (from < to && /\s/.test(text.charAt(from))) from++;
  if (from === to) from = to = start;
  while (to > from && /\s/.test(text.charAt(to - 1))) to--;
  if (from < to || !isBlank(text.slice(lineStart(text, from), from))) return { start: from, end: to };
  const code = from + indentationOf(text.slice(from, lineEnd(text, from))).length;
  return { start: code, end: code };
}

/** Part of the site's file as what an answer may change. */
export function targetIn({ file }: Site, { start, end }: OffsetRange, mode: EditMode): Target {
  const { uri, path, languageId, text } = file;
  return { uri, path, languageId, text, start: beforeLineEnd(text, start), end: beforeLineEnd(text, end), mode };
}

/** The site's file as prompts know files. */
export function viewed({ file, tags }: Site): ViewedFile {
  return { uri: file.uri, path: file.path, text: file.text, tags };
}

/** The text in one line, short enough for a menu. */
export function short(text: string, characters = 80): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= characters ? line : `${line.slice(0, characters - 1).trimEnd()}…`;
}
