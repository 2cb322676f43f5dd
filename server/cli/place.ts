import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { errorCode } from "../../base/errorCode.ts";
import { repositoryAround } from "../../base/repositoryAround.ts";
import { languageOf } from "../../grammars/languages.ts";
import { type Cursor, cursorIn } from "../context/cursor.ts";
import { filePath } from "../index/paths.ts";
import type { SourceFile } from "../index/sourceFile.ts";
import { type Snapshot, Workspace, whyAbsent } from "../index/workspace.ts";
import { lineCount } from "../text/lines.ts";
import { CommandError } from "./command.ts";

/** `FILE:LINE[:COL]` as a cursor in that file, its repository being the workspace. */
export function cursorOf(place: string | undefined): Cursor {
  const parts = /^(.+?):(\d+)(?::(\d+))?$/.exec(place ?? "");
  const [, file, line, column] = parts ?? [];
  if (file === undefined) {
    const wrong = place === undefined ? "no place is given" : `${place} is not a place`;
    throw new CommandError(`${wrong}; write FILE:LINE or FILE:LINE:COL, counted from 1`, 2);
  }
  const path = namedFile(file);
  const root = repositoryAround(dirname(path));
  const text = readText(path, file);
  const workspace = new Workspace();
  const uri = pathToFileURL(path).href;
  workspace.setFolders([{ uri: pathToFileURL(root).href, name: basename(root) }]);
  // Also by the name that was given: a link may have a name that tells more than the file's.
  const named = pathToFileURL(resolve(file)).href;
  for (const one of [named, uri]) workspace.open(one, languageOf(path)?.ids[0] ?? "plaintext", 1, text);
  const snapshot = workspace.snapshot();
  const source = snapshot.withheld.size === 0 ? snapshot.open.get(uri) : undefined;
  if (!source) throw new CommandError(`${file}: ${whyAbsent(snapshot, snapshot.withheld.has(named) ? named : uri)}`);
  return cursorAtLine(snapshot, source, file, Number(line), column === undefined ? undefined : Number(column));
}

/** Lines and columns count from 1; without `column` the end of the line is meant. `shown` is how the file is called. */
export function cursorAtLine(
  snapshot: Snapshot,
  file: SourceFile,
  shown: string,
  line: number,
  column: number | undefined,
): Cursor {
  const { lineStarts } = file;
  if (line < 1 || line > lineStarts.length) {
    const lines = lineCount(lineStarts, file.text.length);
    throw new CommandError(`${shown} has ${lines} ${lines === 1 ? "line" : "lines"}, no line ${line}`);
  }
  const point = { line: line - 1, character: column === undefined ? Infinity : column - 1 };
  if (point.character < 0) throw new CommandError("columns count from 1", 2);
  return cursorIn(snapshot, file, file.offsetAt(point));
}

/** The folder whose code counts as the file's workspace. */
export function workspaceFolderOf({ snapshot, file }: Cursor): string {
  const root = snapshot.folders.map(({ uri }) => filePath(uri)).find((path) => path !== undefined);
  if (root === undefined) throw new Error(`${file.uri} has no workspace folder`);
  return root;
}

/**
 * Reads otherwise than `readSource`. A file that somebody names is wanted however large it is. Its byte order mark must
 * still be there when it is written back.
 */
function readText(path: string, shown: string): string {
  if (!statSync(path).isFile()) throw new CommandError(`${shown} is not a file`);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
  } catch (error) {
    const reason = errorCode(error) === "EACCES" ? "may not be read by you" : "is not UTF-8 text";
    throw new CommandError(`${shown} ${reason}`);
  }
}

/** With links resolved, so that a file has one index whatever way it is named. Throws a CommandError. */
export function namedFile(file: string): string {
  if (!existsSync(file)) throw new CommandError(`there is no file ${file}`);
  return realpathSync(resolve(file));
}
