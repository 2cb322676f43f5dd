import { applied } from "../../server/edits/changes.ts";
import { CodeFiles, ParsedFiles } from "../../server/nextEdits/codeFiles.ts";
import { differingLines } from "../../server/nextEdits/differingLines.ts";
import { EditHistory } from "../../server/nextEdits/history.ts";
import { nextEdits, type OfferedEdit, type ReportedError } from "../../server/nextEdits/nextEdits.ts";
import { MemoryWorkspace } from "../context/memoryWorkspace.ts";

type Files = Readonly<Record<string, string>>;

/** What is offered after files became others, one after the other. Files not in a step are as before. */
export function offered(before: Files, ...steps: readonly Files[]): Promise<OfferedEdit[]> {
  return found(false, before, steps);
}

/** The same while errors are reported of the files as they are at the end: of each `at` that stands in its file. */
export function offeredBesideErrors(
  errors: readonly { readonly path: string; readonly at: string; readonly message: string }[],
  before: Files,
  ...steps: readonly Files[]
): Promise<OfferedEdit[]> {
  const last: Files = Object.assign({}, before, ...steps);
  const reported = errors.flatMap(({ path, at, message }) =>
    [...(last[path] ?? "").matchAll(new RegExp(at.replace(/\W/g, "\\$&"), "g"))].map(({ index }) => ({
      path,
      start: index,
      end: index + at.length,
      message,
    })),
  );
  return found(false, before, steps, reported);
}

/** The same for somebody who asks for all that looks alike. */
export function offeredByHand(before: Files, ...steps: readonly Files[]): Promise<OfferedEdit[]> {
  return found(true, before, steps);
}

async function found(
  wantsAlike: boolean,
  before: Files,
  steps: readonly Files[],
  errors: readonly ReportedError[] = [],
): Promise<OfferedEdit[]> {
  const history = new EditHistory();
  const workspace = new MemoryWorkspace(before);
  for (const step of steps) {
    for (const [path, text] of Object.entries(step)) {
      const now = workspace.file(path)?.text ?? "";
      history.edited(path, replacedLines(now, text));
      workspace.update(path, text);
      history.changes((key) => workspace.file(key)?.text, differingLines);
    }
  }
  const changes = history.changes((key) => workspace.file(key)?.text, differingLines);
  const files = new CodeFiles(workspace, new ParsedFiles(), () => undefined);
  return nextEdits(files, changes, history.undone, wantsAlike, errors);
}

/** The files that offers change, as they would be. */
export async function withOffered(before: Files, ...steps: readonly Files[]): Promise<Files> {
  return changed(await offered(before, ...steps), before, steps);
}

export async function withOfferedByHand(before: Files, ...steps: readonly Files[]): Promise<Files> {
  return changed(await offeredByHand(before, ...steps), before, steps);
}

function changed(edits: readonly OfferedEdit[], before: Files, steps: readonly Files[]): Files {
  const last = Object.assign({}, before, ...steps) as Files;
  const paths = [...new Set(edits.map(({ path }) => path))].sort();
  return Object.fromEntries(
    paths.map((path) => [
      path,
      applied(
        last[path] ?? "",
        edits.filter((edit) => edit.path === path).sort((a, b) => a.start - b.start),
      ),
    ]),
  );
}

/** What an editor says of a change from one text to another: the lines between those that are the same. */
function replacedLines(before: string, after: string) {
  const [old, now] = [before.split("\n"), after.split("\n")];
  let startLine = 0;
  while (startLine < Math.min(old.length, now.length) - 1 && old[startLine] === now[startLine]) startLine++;
  let same = 0;
  while (same < Math.min(old.length, now.length) - startLine - 1 && old.at(-1 - same) === now.at(-1 - same)) same++;
  const offset = old.slice(0, startLine).join("\n").length + (startLine > 0 ? 1 : 0);
  return { startLine, endLine: old.length - same, newLines: now.length - same - startLine, before, offset };
}
