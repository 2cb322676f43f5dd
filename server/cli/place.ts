import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Cursor, cursorIn } from "../context/cursor.ts";
import { languageIdOf } from "../index/languageId.ts";
import { Workspace } from "../index/workspace.ts";
import { CommandError } from "./command.ts";

/** `FILE:LINE[:COL]` as a cursor in that file, its repository being the workspace. */
export function cursorOf(place: string | undefined): Cursor {
  const parts = /^(.+?):(\d+)(?::(\d+))?$/.exec(place ?? "");
  if (!parts) throw new CommandError(`${place ?? "nothing"} is not a place; write FILE:LINE or FILE:LINE:COL`, 2);
  const [, file, line, column] = parts as unknown as [string, string, string, string | undefined];
  const path = resolve(file);
  const text = readText(path, file);
  const workspace = new Workspace();
  const uri = pathToFileURL(path).href;
  void workspace.setFolders([{ uri: pathToFileURL(repositoryOf(path)).href, name: "" }]);
  workspace.open(uri, languageIdOf(path), 1, text);
  const snapshot = workspace.snapshot();
  const source = snapshot.open.get(uri);
  if (!source) throw new Error("a file just opened is not open");
  const lines = source.lineStarts.length;
  if (Number(line) < 1 || Number(line) > lines) {
    throw new CommandError(`${file} has ${lines} ${lines === 1 ? "line" : "lines"}, no line ${line}`);
  }
  const point = { line: Number(line) - 1, character: column === undefined ? Infinity : Number(column) - 1 };
  if (point.character < 0) throw new CommandError("columns count from 1", 2);
  return cursorIn(snapshot, source, source.offsetAt(point));
}

function readText(path: string, shown: string): string {
  if (!existsSync(path)) throw new CommandError(`there is no file ${shown}`);
  if (!statSync(path).isFile()) throw new CommandError(`${shown} is not a file`);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === "EACCES" ? "may not be read by you" : "is not UTF-8 text";
    throw new CommandError(`${shown} ${reason}`);
  }
}

/** The innermost folder above the file that is a git repository, else the file's own folder. */
function repositoryOf(path: string): string {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return folder;
    if (folder === dirname(folder)) return dirname(path);
  }
}
