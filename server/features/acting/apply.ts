import type { PlacedChange, Target } from "../../actions/action.ts";
import { rebased } from "../../actions/rebase.ts";
import { filePath } from "../../index/paths.ts";
import { readSource } from "../../index/reading/readSource.ts";
import { SourceFile } from "../../index/sourceFile.ts";
import { type FileEdit, isInParts, workspaceEdit } from "../../lsp/workspaceEdit.ts";
import type { TextChange } from "../../text/textChange.ts";
import type { Session } from "../session.ts";

/**
 * Has the editor change a file, as it is now: what was typed while the model wrote stays. Resolves to why nothing was
 * changed, in a sentence; undefined where it was.
 */
export async function apply(
  { snapshot, workspace, client, editor }: Pick<Session, "snapshot" | "workspace" | "client" | "editor">,
  target: Target,
  changes: readonly TextChange[],
  label: string,
): Promise<string | undefined> {
  const open = workspace.snapshot().open.get(target.uri);
  if (!open && snapshot.open.has(target.uri)) return "The file was closed meanwhile.";
  const kept = open ? undefined : await onDisk(target);
  const file = open ?? kept ?? fileOf(target, "");
  const creates = !open && !kept;
  const moved = rebased(changes, target.text, file.text, target);
  if (!moved) return changedMeanwhile;
  if (!isInParts(file, moved)) return "The change would reach over the ends of cells of the notebook.";
  const version = open ? open.version : null;
  return taken({ client, editor }, [{ file, version, changes: moved, creates }], label);
}

/**
 * Has the editor change places in several files in one edit. Where one of them is not what it was, nothing is changed.
 * Resolves to why nothing was, as `apply` does.
 */
export async function applyPlaces(
  { workspace, client, editor }: Pick<Session, "workspace" | "client" | "editor">,
  places: readonly PlacedChange[],
  label: string,
  needsConfirmation: boolean,
): Promise<string | undefined> {
  const closed = new Map<string, SourceFile | undefined>();
  for (const { uri } of places) {
    if (!workspace.snapshot().open.has(uri) && !closed.has(uri)) closed.set(uri, await closedFile(uri));
  }
  // From here on nothing is waited for: open files are as the editor has them.
  const { open } = workspace.snapshot();
  const edits = new Map<SourceFile, FileEdit & { readonly changes: TextChange[] }>();
  for (const { uri, version, range, oldText, newText } of places) {
    const file = open.get(uri) ?? closed.get(uri);
    if (!file) return "A file is not there any more, or cannot be read.";
    const [start, end] = [file.offsetAt(range.start), file.offsetAt(range.end)];
    const isAsFound = open.has(uri) ? file.version === version : version === undefined;
    if (!isAsFound || file.text.slice(start, end) !== oldText) return changedMeanwhile;
    const edit = edits.get(file) ?? { file, version: version ?? null, changes: [] };
    edit.changes.push({ start, end, newText });
    edits.set(file, edit);
  }
  return taken({ client, editor }, [...edits.values()], label, needsConfirmation);
}

async function taken(
  { client, editor }: Pick<Session, "client" | "editor">,
  edits: readonly FileEdit[],
  label: string,
  needsConfirmation = false,
): Promise<string | undefined> {
  const edit = workspaceEdit(label, edits, client, needsConfirmation);
  const problem = await editor.applyEdit(`Hearth: ${label}`, edit);
  return problem && `The editor did not take the edit (${problem}).`;
}

const changedMeanwhile = "The code was changed meanwhile; ask for it again.";

/** A file that is not open in the editor, as it is on disk. */
export function closedFile(uri: string): Promise<SourceFile | undefined> {
  return onDisk({ uri, path: filePath(uri) ?? uri, languageId: "" });
}

async function onDisk(target: Pick<Target, "uri" | "path" | "languageId">): Promise<SourceFile | undefined> {
  const path = filePath(target.uri);
  const source = path === undefined ? undefined : await readSource(path);
  return source && "text" in source ? fileOf(target, source.text) : undefined;
}

function fileOf({ uri, path, languageId }: Pick<Target, "uri" | "path" | "languageId">, text: string): SourceFile {
  return new SourceFile({ uri, path, languageId, version: 0, text });
}
