import type { AnnotatedTextEdit, TextDocumentEdit, TextEdit, WorkspaceEdit } from "vscode-languageserver";
import type { CellPart, SourceFile } from "../index/sourceFile.ts";
import type { TextChange } from "../text/textChange.ts";
import type { ClientFacts } from "./capabilities.ts";

/** Changes of one file. */
export type FileEdit = {
  /** As it is before them; empty for a file to be made. */
  readonly file: SourceFile;
  /** The editor's version of its text; null for a file that is not open in it. */
  readonly version: number | null;
  readonly changes: readonly TextChange[];
  readonly creates?: boolean;
};

const annotation = "hearth";

/**
 * In the form that the editor understands: with the versions that the changes belong to, and labelled, where it can be.
 * `label` is the title of the change, for editors that show it beside the changes. One that shows changes before they
 * are made does so where they need confirmation.
 */
export function workspaceEdit(
  label: string,
  files: readonly FileEdit[],
  client: ClientFacts,
  needsConfirmation = false,
): WorkspaceEdit {
  const parts = files.map(({ file, version, changes }) => editsByPart(file, version, changes));
  if (!client.documentChanges) {
    return { changes: Object.fromEntries(parts.flat().map(({ uri, edits }) => [uri, edits])) };
  }
  const annotated = (edit: TextEdit): AnnotatedTextEdit => ({ ...edit, annotationId: annotation });
  const created = files
    .filter(({ creates }) => creates)
    .map(({ file }) => ({ kind: "create" as const, uri: file.uri }));
  const documents = parts.flat().map(({ edits, ...textDocument }): TextDocumentEdit => {
    return { textDocument, edits: client.changeAnnotations ? edits.map(annotated) : edits };
  });
  return {
    documentChanges: [...created, ...documents],
    ...(client.changeAnnotations ? { changeAnnotations: { [annotation]: { label, needsConfirmation } } } : {}),
  };
}

type PartEdits = { readonly uri: string; readonly version: number | null; readonly edits: TextEdit[] };

/** The new text of each document of the text; the file itself is there even if that is nothing. */
function editsByPart(file: SourceFile, version: number | null, changes: readonly TextChange[]): readonly PartEdits[] {
  const edits = new Map<CellPart, TextEdit[]>();
  for (const { start, end, newText } of changes) {
    const { part, point } = file.placeOf(start);
    const range = { start: point, end: file.placeOf(end).point };
    edits.set(part, [...(edits.get(part) ?? []), { range, newText }]);
  }
  if (edits.size === 0) return [{ uri: file.uri, version, edits: [] }];
  return Array.from(edits, ([part, own]) => {
    return { uri: part.uri, version: part.uri === file.uri ? version : part.version, edits: own };
  });
}

/** True if each change lies in one document, as an editor needs it. */
export function isInParts(file: SourceFile, changes: readonly TextChange[]): boolean {
  return changes.every(({ start, end }) => file.placeOf(start).part === file.placeOf(end).part);
}
