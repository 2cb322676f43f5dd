import type { AnnotatedTextEdit, TextDocumentEdit, TextEdit, WorkspaceEdit } from "vscode-languageserver";
import type { TextChange } from "../edits/proposal.ts";
import type { SourceFile } from "../index/sourceFile.ts";
import type { ClientFacts } from "./capabilities.ts";
import { toRange } from "./toLsp.ts";

/** Changes of one file. */
export type FileEdit = {
  /** As it is before them; empty for a file to be made. */
  readonly file: SourceFile;
  /** What the editor calls its text now; null for a file that is not open in it. */
  readonly version: number | null;
  readonly changes: readonly TextChange[];
  readonly creates: boolean;
  /** What is done, for editors that show it beside the changes. */
  readonly label: string;
};

const annotation = "hearth";

/** In the form that the editor understands: with the version that it belongs to, and labelled, where it can be. */
export function workspaceEdit(
  { file, version, changes, creates, label }: FileEdit,
  client: ClientFacts,
): WorkspaceEdit {
  const { uri } = file;
  const edits: TextEdit[] = changes.map(({ start, end, newText }) => ({ range: toRange(file, start, end), newText }));
  if (!client.documentChanges) return { changes: { [uri]: edits } };
  const annotated = (edit: TextEdit): AnnotatedTextEdit => ({ ...edit, annotationId: annotation });
  const document: TextDocumentEdit = {
    textDocument: { uri, version },
    edits: client.changeAnnotations ? edits.map(annotated) : edits,
  };
  return {
    documentChanges: creates ? [{ kind: "create", uri }, document] : [document],
    ...(client.changeAnnotations ? { changeAnnotations: { [annotation]: { label, needsConfirmation: false } } } : {}),
  };
}
