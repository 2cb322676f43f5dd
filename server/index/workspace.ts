import { TextDocument, type TextDocumentContentChangeEvent } from "vscode-languageserver-textdocument";
import { Index } from "./index.ts";
import type { Edit } from "./parse.ts";
import { filePath, relativePath } from "./paths.ts";
import { SourceFile } from "./sourceFile.ts";
import type { WorkspaceIndex } from "./workspaceIndex.ts";

/** The workspace as it was when a request arrived. Immutable. */
export type Snapshot = {
  readonly folders: readonly WorkspaceFolder[];
  /** The files open in the editor, by URI. */
  readonly open: ReadonlyMap<string, SourceFile>;
  /** What is known of all files; it may lag some milliseconds behind what is typed. */
  readonly index: Index;
};

export type WorkspaceFolder = { readonly uri: string; readonly name: string };

/** The only mutable state of the server: what the editor says the files are, and the index that follows it. */
export class Workspace {
  #index: WorkspaceIndex | undefined;
  #folders: readonly WorkspaceFolder[] = [];
  readonly #documents = new Map<string, TextDocument>();
  #open: ReadonlyMap<string, SourceFile> = new Map();

  snapshot(): Snapshot {
    return { folders: this.#folders, open: this.#open, index: this.#index?.index ?? noIndex };
  }

  /** Resolves when the index, if there is one, has read the folders. */
  async setFolders(folders: readonly WorkspaceFolder[]): Promise<void> {
    this.#folders = folders;
    await this.#index?.setFolders(this.#roots());
  }

  /** From now on the index follows. Until then the workspace is what the editor says and nothing else. */
  async followWith(index: WorkspaceIndex): Promise<void> {
    this.#index = index;
    const complete = index.setFolders(this.#roots());
    for (const { uri, languageId, text } of this.#open.values()) {
      this.#indexed(uri, (_, path) => index.open(path, languageId, text));
    }
    await complete;
  }

  open(uri: string, languageId: string, version: number, text: string): void {
    const document = TextDocument.create(uri, languageId, version, text);
    this.#documents.set(uri, document);
    this.#publish(document);
    this.#indexed(uri, (index, path) => index.open(path, languageId, text));
  }

  /** Applies the editor's changes in order. Returns false, and changes nothing, if the document is not open. */
  change(uri: string, version: number, changes: TextDocumentContentChangeEvent[]): boolean {
    const document = this.#documents.get(uri);
    if (!document) return false;
    const edit = oneEdit(document, changes);
    const changed = TextDocument.update(document, changes, version);
    this.#publish(changed);
    this.#indexed(uri, (index, path) => index.change(path, changed.getText(), edit));
    return true;
  }

  close(uri: string): void {
    this.#documents.delete(uri);
    const open = new Map(this.#open);
    open.delete(uri);
    this.#open = open;
    this.#indexed(uri, (index, path) => index.close(path));
  }

  /** Somebody says that these files were made, changed or removed on disk. */
  changedOnDisk(uris: readonly string[]): void {
    this.#index?.changed(uris.map(filePath).filter((path) => path !== undefined));
  }

  #roots(): string[] {
    return this.#folders.map(({ uri }) => filePath(uri)).filter((root) => root !== undefined);
  }

  #indexed(uri: string, tell: (index: WorkspaceIndex, path: string) => void): void {
    const path = filePath(uri);
    if (this.#index && path !== undefined) tell(this.#index, path);
  }

  #publish(document: TextDocument): void {
    const { uri, languageId, version } = document;
    const path = relativePath(uri, this.#folders);
    const file = new SourceFile({ uri, path, languageId, version, text: document.getText() });
    this.#open = new Map(this.#open).set(uri, file);
  }
}

const noIndex = new Index();

/** What a change replaces, if it is one piece of the text; undefined for several, which are read anew. */
function oneEdit(document: TextDocument, changes: readonly TextDocumentContentChangeEvent[]): Edit | undefined {
  const [change, ...more] = changes;
  if (!change || more.length > 0 || !("range" in change) || !change.range) return undefined;
  const ends = [document.offsetAt(change.range.start), document.offsetAt(change.range.end)];
  const start = Math.min(...ends);
  return { start, oldEnd: Math.max(...ends), newEnd: start + change.text.length };
}
