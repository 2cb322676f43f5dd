import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type Diagnostic,
  type DidChangeNotebookDocumentParams,
  type DidChangeTextDocumentParams,
  type DidOpenNotebookDocumentParams,
  type DidOpenTextDocumentParams,
  type InitializeParams,
  type InlineCompletionContext,
  type NotebookCell,
  NotebookCellKind,
  type Position,
  type Range,
  type TextDocumentContentChangeEvent,
  type TextDocumentItem,
  type WorkspaceFoldersChangeEvent,
} from "vscode-languageserver";
import { fieldsOf } from "../../base/json.ts";
import type { Cell } from "../index/live/notebooks.ts";
import type { SourceFile } from "../index/sourceFile.ts";
import type { WorkspaceFolder } from "../index/workspace.ts";
import type { DocumentChange } from "../text/document.ts";
import type { Problem } from "../text/problem.ts";
import { InvalidParams } from "./handle.ts";

/** The workspace folders; for a client that knows no others the older rootUri, or rootPath, which is older still. */
export function foldersOf({ workspaceFolders, rootUri, rootPath }: InitializeParams): readonly WorkspaceFolder[] {
  if (Array.isArray(workspaceFolders) && workspaceFolders.length > 0) return workspaceFolders.filter(isFolder);
  const isPath = typeof rootPath === "string" && isAbsolute(rootPath);
  const uri = typeof rootUri === "string" ? rootUri : isPath ? pathToFileURL(rootPath).href : undefined;
  return uri === undefined ? [] : [{ uri, name: uri.split("/").pop() ?? "" }];
}

/**
 * Initialization options are ours alone, but an editor's example may put them under `hearth`, where settings stand. A
 * client that was made for Copilot introduces itself there.
 */
export function ownSettings(options: unknown): unknown {
  if (Object.hasOwn(fieldsOf(options), "editorInfo")) return undefined;
  const isWrapped = typeof options === "object" && options !== null && Object.keys(options).join() === "hearth";
  return isWrapped ? fieldsOf(options).hearth : options;
}

/** Our part of a change of all settings; undefined if there is none. Some editors name each setting in full. */
export function settingsIn(settings: unknown): unknown {
  if (typeof settings !== "object" || settings === null) return undefined;
  const own = Object.entries(settings).filter(([name]) => name === "hearth" || name.startsWith("hearth."));
  const [first] = own;
  if (!first) return undefined;
  return own.length === 1 && first[0] === "hearth" ? first[1] : Object.fromEntries(own);
}

/** The folders after some came and some went. */
export function folderChanges(
  folders: readonly WorkspaceFolder[],
  { added, removed }: WorkspaceFoldersChangeEvent,
): readonly WorkspaceFolder[] {
  const gone = new Set(removed.map((folder) => folder.uri));
  return [...folders.filter((folder) => !gone.has(folder.uri)), ...added.filter(isFolder)];
}

function isFolder(folder: WorkspaceFolder): boolean {
  return typeof folder?.uri === "string";
}

/** Throws InvalidParams: half an opened document would be worse than none. */
export function openedDocument({ textDocument }: DidOpenTextDocumentParams): TextDocumentItem {
  const { uri, languageId, version, text } = textDocument ?? {};
  if (typeof uri !== "string" || typeof text !== "string") throw new InvalidParams("it needs a uri and a text");
  return { uri, languageId: String(languageId), version: Number(version), text };
}

/** What happened to the text of one document, in order. */
export type DocumentChanges = {
  readonly uri: string;
  readonly version: number;
  readonly changes: readonly DocumentChange[];
};

/** Throws InvalidParams before anything is applied: all changes of a message or none. */
export function changedDocument({ textDocument, contentChanges }: DidChangeTextDocumentParams): DocumentChanges {
  if (typeof textDocument?.uri !== "string") throw new InvalidParams("it needs a textDocument");
  if (!Array.isArray(contentChanges) || !contentChanges.every(isChange)) {
    throw new InvalidParams("it needs contentChanges with a text and, unless they replace all text, a range");
  }
  return {
    uri: textDocument.uri,
    version: Number(textDocument.version),
    changes: contentChanges.map(textChange),
  };
}

type NotebookOpened = {
  readonly uri: string;
  readonly cells: readonly Cell[];
  readonly documents: readonly TextDocumentItem[];
};

/** Throws InvalidParams, as for any document. */
export function openedNotebook({ notebookDocument, cellTextDocuments }: DidOpenNotebookDocumentParams): NotebookOpened {
  const { uri, cells } = notebookDocument ?? {};
  if (typeof uri !== "string" || !Array.isArray(cells) || !Array.isArray(cellTextDocuments)) {
    throw new InvalidParams("it needs a notebookDocument with a uri and cells, and cellTextDocuments");
  }
  return { uri, cells: cells.map(cellOf), documents: cellTextDocuments.map(documentOf) };
}

/** Throws InvalidParams before anything is applied. */
export function changedNotebook({ notebookDocument, change }: DidChangeNotebookDocumentParams) {
  if (typeof notebookDocument?.uri !== "string") throw new InvalidParams("it needs a notebookDocument");
  const { structure, textContent = [] } = change?.cells ?? {};
  const texts = textContent.map(({ document, changes }) =>
    changedDocument({ textDocument: document, contentChanges: changes }),
  );
  return { uri: notebookDocument.uri, structure: structure && structureOf(structure), texts };
}

type Structure = NonNullable<NonNullable<DidChangeNotebookDocumentParams["change"]["cells"]>["structure"]>;

function structureOf({ array, didOpen = [], didClose = [] }: Structure) {
  if (!Number.isInteger(array?.start) || !Number.isInteger(array.deleteCount)) {
    throw new InvalidParams("the structure of its cells needs an array with start and deleteCount");
  }
  const { start, deleteCount, cells = [] } = array;
  const closed = didClose.map(({ uri }) => uri);
  return { cells: { start, deleteCount, cells: cells.map(cellOf) }, opened: didOpen.map(documentOf), closed };
}

function documentOf(textDocument: TextDocumentItem): TextDocumentItem {
  return openedDocument({ textDocument });
}

function cellOf(cell: NotebookCell): Cell {
  if (typeof cell?.document !== "string") throw new InvalidParams("a cell needs the uri of its document");
  return { uri: cell.document, isCode: cell.kind === NotebookCellKind.Code };
}

function isChange(change: TextDocumentContentChangeEvent): boolean {
  if (typeof change?.text !== "string") return false;
  if (!("range" in change) || change.range === undefined) return true;
  return isRange(change.range);
}

/** A change by offsets. They are found when it is applied: its range is one of the text that the last change left. */
export function textChange(change: TextDocumentContentChangeEvent): DocumentChange {
  const { text } = change;
  const range = "range" in change ? change.range : undefined;
  if (!range) return { text };
  return {
    text,
    span: (document) => {
      const [one, other] = [document.offsetAt(range.start), document.offsetAt(range.end)];
      return { start: Math.min(one, other), end: Math.max(one, other) };
    },
  };
}

/**
 * Problems from the diagnostics of any server, by offsets, each with the diagnostic as it came. Unknown forms are left
 * out.
 */
export function problemsOf(file: SourceFile, diagnostics: unknown): ReadonlyMap<Problem, Diagnostic> {
  const given: Diagnostic[] = Array.isArray(diagnostics) ? diagnostics.filter(isDiagnostic) : [];
  return new Map(
    given.map((diagnostic) => {
      const { range, message, code } = diagnostic;
      const text = typeof message === "string" ? message : message.value;
      const known = typeof code === "string" || typeof code === "number" ? { code: String(code) } : {};
      return [
        { message: text, ...known, start: file.offsetAt(range.start), end: file.offsetAt(range.end) },
        diagnostic,
      ];
    }),
  );
}

function isDiagnostic(diagnostic: Diagnostic): boolean {
  const message: unknown = diagnostic?.message;
  const text = typeof message === "object" ? fieldsOf(message).value : message;
  return typeof text === "string" && isRange(diagnostic.range);
}

/** The item that is selected in the editor's popup: what it puts in the place of `[start, end)`. */
export type SelectedText = { readonly start: number; readonly end: number; readonly text: string };

/** Undefined where none is selected, or where it is not as it has to be. */
export function selectedText(context: InlineCompletionContext | undefined, file: SourceFile): SelectedText | undefined {
  const { range, text } = context?.selectedCompletionInfo ?? {};
  if (!isRange(range) || typeof text !== "string") return undefined;
  const [start, end] = [file.offsetAt(range.start), file.offsetAt(range.end)];
  return start <= end ? { start, end, text } : undefined;
}

export function isRange(range: unknown): range is Range {
  const { start, end } = (range ?? {}) as Partial<Range>;
  return isPosition(start) && isPosition(end);
}

export function isPosition(position: unknown): position is Position {
  const { line, character } = (position ?? {}) as Partial<Position>;
  return Number.isInteger(line) && Number.isInteger(character);
}
