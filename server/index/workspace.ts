import { TextDocument, type TextDocumentContentChangeEvent } from "vscode-languageserver-textdocument";
import { relativePath } from "./paths.ts";
import { SourceFile } from "./sourceFile.ts";

/** The workspace as it was when a request arrived. Immutable. */
export type Snapshot = {
  readonly folders: readonly WorkspaceFolder[];
  /** The files open in the editor, by URI. */
  readonly open: ReadonlyMap<string, SourceFile>;
};

export type WorkspaceFolder = { readonly uri: string; readonly name: string };

/** The only mutable state of the server: what the editor says the files are. */
export class Workspace {
  #folders: readonly WorkspaceFolder[] = [];
  readonly #documents = new Map<string, TextDocument>();
  #open: ReadonlyMap<string, SourceFile> = new Map();

  snapshot(): Snapshot {
    return { folders: this.#folders, open: this.#open };
  }

  setFolders(folders: readonly WorkspaceFolder[]): void {
    this.#folders = folders;
  }

  open(uri: string, languageId: string, version: number, text: string): void {
    const document = TextDocument.create(uri, languageId, version, text);
    this.#documents.set(uri, document);
    this.#publish(document);
  }

  /** Applies the editor's changes in order. Returns false, and changes nothing, if the document is not open. */
  change(uri: string, version: number, changes: TextDocumentContentChangeEvent[]): boolean {
    const document = this.#documents.get(uri);
    if (!document) return false;
    this.#publish(TextDocument.update(document, changes, version));
    return true;
  }

  close(uri: string): void {
    this.#documents.delete(uri);
    const open = new Map(this.#open);
    open.delete(uri);
    this.#open = open;
  }

  #publish(document: TextDocument): void {
    const { uri, languageId, version } = document;
    const path = relativePath(uri, this.#folders);
    const file = new SourceFile({ uri, path, languageId, version, text: document.getText() });
    this.#open = new Map(this.#open).set(uri, file);
  }
}
