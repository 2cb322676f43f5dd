import { basename } from "node:path";
import { pathIn, rootOf } from "../index/paths.ts";
import type { SourceFile } from "../index/sourceFile.ts";
import type { Snapshot } from "../index/workspace.ts";
import type { Point } from "../text/document.ts";
import { lineEnd, lineStart } from "../text/lines.ts";

/** A place in a file of a snapshot, and the text around it. */
export type Cursor = {
  readonly snapshot: Snapshot;
  readonly file: SourceFile;
  readonly offset: number;
  /** All text before and after the cursor. */
  readonly before: string;
  readonly after: string;
  /** The current line, left and right of the cursor, without its line end. */
  readonly lineBefore: string;
  readonly lineAfter: string;
  /** Name of the workspace folder, for the families whose prompt names the repository. */
  readonly repository: string;
};

/** The cursor at a point of an open file, or undefined when the editor never opened (or already closed) it. */
export function cursorAt(snapshot: Snapshot, uri: string, point: Point): Cursor | undefined {
  const file = snapshot.open.get(uri);
  return file && cursorIn(snapshot, file, file.offsetAt(point));
}

export function cursorIn(snapshot: Snapshot, file: SourceFile, offset: number): Cursor {
  const { text } = file;
  return {
    snapshot,
    file,
    offset,
    before: text.slice(0, offset),
    after: text.slice(offset),
    lineBefore: text.slice(lineStart(text, offset), offset),
    lineAfter: text.slice(offset, lineEnd(text, offset)),
    repository: repositoryOf(snapshot, file),
  };
}

/** The path of a file outside all folders is nobody's business. */
function repositoryOf({ folders }: Snapshot, file: SourceFile): string {
  const root = rootOf(file);
  const folder = root === undefined ? undefined : folders.find(({ uri }) => isSame(pathIn(uri), root));
  return folder ? basename(pathIn(folder.uri)) : "";
}

function isSame(folder: string, root: string): boolean {
  return folder.replace(/\/$/, "") === root.replace(/\/$/, "");
}
