import { dirname, relative } from "node:path";
import { applied } from "../../edits/changes.ts";
import { withoutControls } from "../../explanations/harmless.ts";
import { PromptContexts } from "../../features/generation/promptContexts.ts";
import { NextEditing, type NextPlace } from "../../features/nextEdits/nextEditing.ts";
import { filePath } from "../../index/paths.ts";
import { git } from "../../index/reading/git.ts";
import { readSource } from "../../index/reading/readSource.ts";
import { Workspace } from "../../index/workspace.ts";
import { lineStarts } from "../../text/lines.ts";
import { CommandError, command, print, printJson } from "../command.ts";
import { cursorOf, workspaceFolderOf } from "../place.ts";
import { unifiedDiff } from "../unifiedDiff.ts";
import { withIndex } from "../workspaceOf.ts";

export const nextCommand = command({
  usage: "next FILE [--sure] [--json]",
  summary: "Prints the edits that belong to what was changed in a file and is not committed yet.",
  details: `
The uncommitted changes of FILE count as what was just edited. What follows from them, in any file of the repository, is
a unified diff, as git apply takes it; the reasons are on stderr. No model is asked, and nothing is written.

  --sure   without what only looks alike
  --json   [{path, line, column, oldText, newText, rule, because, isSure}]; lines and columns count from 1, columns in
           UTF-16 units

Exit code 1 where nothing follows; one sentence on stderr says why.`,
  options: { sure: { type: "boolean", default: false }, json: { type: "boolean", default: false } },
  run: async ({ sure, json }, [path, ...more], io) => {
    if (!path || more.length > 0) throw new CommandError("next needs one FILE", 2);
    const cursor = cursorOf(`${path}:1`);
    const root = workspaceFolderOf(cursor);
    const base = await git(dirname(cursor.file.key), ["show", `HEAD:./${cursor.file.key.split(/[\\/]/).at(-1)}`]);
    if (base === undefined) throw new CommandError(await whyNoBase(cursor.file.key, path));
    if (cursor.file.text === base) throw new CommandError(`${path} has no uncommitted changes`);
    const log = (message: string) => void io.stderr.write(`hearth: ${message}\n`);
    const contexts = new PromptContexts(() => [], log);
    const found = await withIndex(root, io, { cold: false }, async ({ workspace: index }) => {
      const workspace = new Workspace();
      workspace.setFolders(cursor.snapshot.folders);
      workspace.followWith(index);
      const { uri, languageId, text } = cursor.file;
      workspace.open(uri, languageId, 1, text);
      const editing = new NextEditing(contexts, 0);
      editing.differs(cursor.file, base);
      return editing.at(workspace, uri, 0, sure ? "sure" : "alike");
    });
    if ("silence" in found) throw new CommandError(found.silence);
    if (json)
      return printJson(
        io,
        found.places.map((place) => listedPlace(place, root)),
      );
    for (const because of new Set(found.places.map((place) => place.because))) log(withoutControls(because));
    const textOf = (uri: string) => (uri === cursor.file.uri ? cursor.file.text : readText(uri, root));
    const diffs: string[] = [];
    for (const [uri, places] of byUri(found.places))
      diffs.push(diffOf(relativeTo(root, uri), await textOf(uri), places));
    print(io, io.stdout.isTTY ? withoutControls(diffs.join("")) : diffs.join(""));
  },
});

async function whyNoBase(file: string, shown: string): Promise<string> {
  const isInRepository = (await git(dirname(file), ["rev-parse", "--show-toplevel"])) !== undefined;
  return isInRepository
    ? `${shown} is in no commit; commit it before you change it`
    : `${shown} is in no git repository, so what was changed in it is not known`;
}

function listedPlace({ uri, range: { start }, oldText, newText, rule, because, isSure }: NextPlace, root: string) {
  return {
    path: relativeTo(root, uri),
    line: start.line + 1,
    column: start.character + 1,
    oldText,
    newText,
    rule,
    because,
    isSure,
  };
}

function relativeTo(root: string, uri: string): string {
  return relative(root, filePath(uri) ?? uri)
    .split("\\")
    .join("/");
}

function byUri(places: readonly NextPlace[]): Map<string, NextPlace[]> {
  const found = new Map<string, NextPlace[]>();
  for (const place of places) found.set(place.uri, [...(found.get(place.uri) ?? []), place]);
  return found;
}

async function readText(uri: string, root: string): Promise<string> {
  const source = await readSource(filePath(uri) ?? uri);
  if ("reason" in source) throw new CommandError(`${relativeTo(root, uri)} is ${source.reason}`);
  return source.text;
}

function diffOf(path: string, text: string, places: readonly NextPlace[]): string {
  const starts = lineStarts(text);
  const at = ({ line, character }: NextPlace["range"]["start"]) => (starts[line] ?? text.length) + character;
  const changes = places
    .map(({ range, newText }) => ({ start: at(range.start), end: at(range.end), newText }))
    .sort((a, b) => a.start - b.start);
  return unifiedDiff(path, text, applied(text, changes));
}
