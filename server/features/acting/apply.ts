import type { Target } from "../../actions/action.ts";
import { rebased } from "../../actions/rebase.ts";
import { filePath } from "../../index/paths.ts";
import { readSource } from "../../index/reading/readSource.ts";
import { SourceFile } from "../../index/sourceFile.ts";
import { isInParts, workspaceEdit } from "../../lsp/workspaceEdit.ts";
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
  if (!moved) return "The code was changed meanwhile; ask for it again.";
  if (!isInParts(file, moved)) return "The change would reach over the ends of cells of the notebook.";
  const version = open ? open.version : null;
  const edit = workspaceEdit({ file, version, changes: moved, creates, label }, client);
  const problem = await editor.applyEdit(`Hearth: ${label}`, edit);
  return problem && `The editor did not take the edit (${problem}).`;
}

async function onDisk(target: Target): Promise<SourceFile | undefined> {
  const path = filePath(target.uri);
  const source = path === undefined ? undefined : await readSource(path);
  return source && "text" in source ? fileOf(target, source.text) : undefined;
}

function fileOf({ uri, path, languageId }: Target, text: string): SourceFile {
  return new SourceFile({ uri, path, languageId, version: 0, text });
}
