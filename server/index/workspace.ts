import { type Range, TextDocument, type TextDocumentContentChangeEvent } from "vscode-languageserver-textdocument";
import type { FolderView } from "./folderView.ts";
import { Index } from "./index.ts";
import type { Tree } from "./parse.ts";
import { filePath, relativePath } from "./paths.ts";
import { SourceFile } from "./sourceFile.ts";
import type { WorkspaceIndex } from "./workspaceIndex.ts";

/** The workspace as it was when a request arrived. Immutable. */
export type Snapshot = {
  readonly folders: readonly WorkspaceFolder[];
  /** The files open in the editor, by URI. */
  readonly open: ReadonlyMap<string, SourceFile>;
  /** What is known of all files. It follows the open ones within milliseconds; see `WorkspaceIndex`. */
  readonly index: Index;
};

const noIndex = new Index();

export type WorkspaceFolder = { readonly uri: string; readonly name: string };

/** The only mutable state of the server: what the editor says the files are, and the index that follows it. */
export class Workspace {
  #index: WorkspaceIndex | undefined;
  #folders: readonly WorkspaceFolder[] = [];
  readonly #documents = new Map<string, TextDocument>();
  #open: ReadonlyMap<string, SourceFile> = new Map();

  /** Without `index` only open files are known. */
  constructor(index?: WorkspaceIndex) {
    this.#index = index;
  }

  snapshot(): Snapshot {
    return { folders: this.#folders, open: this.#open, index: this.#index?.index ?? noIndex };
  }

  /** The tree of a document, if the index has parsed what stands in it now. Good until the next `await`. */
  tree(file: SourceFile): Tree | undefined {
    const path = this.#open.get(file.uri) === file ? filePath(file.uri) : undefined;
    return path === undefined ? undefined : this.#index?.tree(path);
  }

  /** Resolves when the index follows everything that was told before, to what it knows; undefined while there is none. */
  async settled(): Promise<readonly FolderView[] | undefined> {
    const index = this.#index;
    await index?.settled();
    return index?.views;
  }

  setFolders(folders: readonly WorkspaceFolder[]): void {
    this.#folders = folders;
    this.#index?.follow(this.#roots());
  }

  /** From now on the index follows, beginning with what is open already. */
  followWith(index: WorkspaceIndex): void {
    this.#index = index;
    index.follow(this.#roots());
    for (const { uri, languageId, text } of this.#open.values()) {
      this.#indexed(uri, (_, path) => index.open(path, languageId, text));
    }
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
    for (const change of changes) this.#change(document, version, change);
    this.#publish(document);
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
    this.#index?.changed(uris.flatMap((uri) => filePath(uri) ?? []));
  }

  #roots(): string[] {
    return this.#folders.flatMap(({ uri }) => filePath(uri) ?? []);
  }

  /** The index must hear of every change by itself: each is in the coordinates of the text that the last one left. */
  #change(document: TextDocument, version: number, change: TextDocumentContentChangeEvent): void {
    const range = "range" in change ? rangeWithin(document, change.range) : undefined;
    const { text } = change;
    const start = range ? document.offsetAt(range.start) : 0;
    const edit = range && { start, oldEnd: document.offsetAt(range.end), newEnd: start + text.length };
    TextDocument.update(document, [range ? { range, text } : { text }], version);
    this.#indexed(document.uri, (index, path) => index.change(path, document.getText(), edit));
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

/** Where a range lies in the text that there is. The library counts lines wrongly after a change outside of it. */
function rangeWithin(document: TextDocument, { start, end }: Range): Range {
  const [from, to] = [document.offsetAt(start), document.offsetAt(end)];
  return { start: document.positionAt(Math.min(from, to)), end: document.positionAt(Math.max(from, to)) };
}
