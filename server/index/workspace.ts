import { type Range, TextDocument, type TextDocumentContentChangeEvent } from "vscode-languageserver-textdocument";
import { Index } from "./index.ts";
import type { Tree } from "./parse.ts";
import { filePath } from "./paths.ts";
import { type Placement, Roots } from "./placement.ts";
import { SourceFile } from "./sourceFile.ts";
import type { WorkspaceIndex } from "./workspaceIndex.ts";

/** The workspace as it was when a request arrived. Immutable. */
export type Snapshot = {
  readonly folders: readonly WorkspaceFolder[];
  /**
   * The files open in the editor, by URI. This is the one gate before models: a feature has a document from here or not
   * at all, and what looks secret is not here.
   */
  readonly open: ReadonlyMap<string, SourceFile>;
  /** The URIs of what is open too and looks secret. */
  readonly withheld: ReadonlySet<string>;
  /** What is known of all files. It follows the open ones within milliseconds; see `WorkspaceIndex`. */
  readonly index: Index;
};

const noIndex = new Index();

export type WorkspaceFolder = { readonly uri: string; readonly name: string };

/** Why a document cannot be had from a snapshot, in a sentence without its end. */
export function whyAbsent({ withheld }: Snapshot, uri: string): string {
  return withheld.has(uri)
    ? "this file looks like it holds secrets; no model is shown it"
    : "the document is not open in the editor";
}

/** What the editor says a document is, and where it lies. */
type Known = { readonly document: TextDocument; readonly place: Placement };

/** The only mutable state of the server: what the editor says the files are, and the index that follows it. */
export class Workspace {
  #index: WorkspaceIndex | undefined;
  #folders: readonly WorkspaceFolder[] = [];
  #roots = new Roots([]);
  readonly #documents = new Map<string, Known>();
  #open: ReadonlyMap<string, SourceFile> = new Map();
  #withheld: ReadonlySet<string> = new Set();

  /** Without `index` only open files are known. */
  constructor(index?: WorkspaceIndex) {
    this.#index = index;
  }

  snapshot(): Snapshot {
    return {
      folders: this.#folders,
      open: this.#open,
      withheld: this.#withheld,
      index: this.#index?.index ?? noIndex,
    };
  }

  /** The tree of a document, if the index has parsed what stands in it now. Good until the next `await`. */
  tree(file: SourceFile): Tree | undefined {
    return this.#open.get(file.uri) === file ? this.#index?.tree(file.key) : undefined;
  }

  /** What the editor says the text of a document is, secret or not: for whoever compares, never for a model. */
  synced(uri: string): { readonly version: number; readonly text: string } | undefined {
    const document = this.#documents.get(uri)?.document;
    return document && { version: document.version, text: document.getText() };
  }

  setFolders(folders: readonly WorkspaceFolder[]): void {
    this.#folders = folders;
    this.placeAnew();
    this.#index?.follow(this.#roots.paths);
  }

  /** Folders came or went, or links lead elsewhere now: what is open may lie in another place. */
  placeAnew(): void {
    this.#roots = new Roots(this.#folders);
    for (const [uri, { document, place: before }] of this.#documents) {
      const place = this.#roots.place(uri);
      if (place.key === before.key && place.path === before.path && place.isSecret === before.isSecret) continue;
      this.#unindex(uri);
      this.#documents.set(uri, { document, place });
      this.#publish(document.uri);
      this.#indexAnew(uri);
    }
  }

  /** From now on the index follows, beginning with what is open already. */
  followWith(index: WorkspaceIndex): void {
    this.#index = index;
    index.onMoved(() => this.placeAnew());
    index.follow(this.#roots.paths);
    for (const uri of this.#open.keys()) this.#indexAnew(uri);
  }

  open(uri: string, languageId: string, version: number, text: string): void {
    const document = TextDocument.create(uri, languageId, version, text);
    this.#documents.set(uri, { document, place: this.#roots.place(uri) });
    this.#publish(uri);
    this.#indexAnew(uri);
  }

  /** Applies the editor's changes in order. Returns false, and changes nothing, if the document is not open. */
  change(uri: string, version: number, changes: TextDocumentContentChangeEvent[]): boolean {
    const known = this.#documents.get(uri);
    if (!known) return false;
    for (const change of changes) this.#change(known, version, change);
    this.#publish(uri);
    return true;
  }

  close(uri: string): void {
    this.#unindex(uri);
    this.#documents.delete(uri);
    this.#publish(uri);
  }

  /** Somebody says that these files were made, changed or removed on disk. */
  changedOnDisk(uris: readonly string[]): void {
    const paths = uris.flatMap((uri) => filePath(uri) ?? []);
    this.#index?.changed(paths.map((path) => this.#roots.below(path)));
  }

  /** The index must hear of every change by itself: each is in the coordinates of the text that the last one left. */
  #change({ document, place }: Known, version: number, change: TextDocumentContentChangeEvent): void {
    const range = "range" in change ? rangeWithin(document, change.range) : undefined;
    const { text } = change;
    const start = range ? document.offsetAt(range.start) : 0;
    const edit = range && { start, oldEnd: document.offsetAt(range.end), newEnd: start + text.length };
    TextDocument.update(document, [range ? { range, text } : { text }], version);
    if (!place.isSecret) this.#index?.change(place.key, document.getText(), edit);
  }

  #indexAnew(uri: string): void {
    const file = this.#open.get(uri);
    if (file) this.#index?.open(file.key, file.languageId, file.text);
  }

  /** One file may be open under two names: the other one counts then. */
  #unindex(uri: string): void {
    const file = this.#open.get(uri);
    if (!file) return;
    this.#index?.close(file.key);
    const other = [...this.#open.values()].findLast((one) => one.key === file.key && one.uri !== uri);
    if (other) this.#indexAnew(other.uri);
  }

  #publish(uri: string): void {
    const open = new Map(this.#open);
    const withheld = new Set(this.#withheld);
    open.delete(uri);
    withheld.delete(uri);
    const known = this.#documents.get(uri);
    if (known?.place.isSecret) withheld.add(uri);
    else if (known) open.set(uri, sourceFileOf(known));
    this.#open = open;
    this.#withheld = withheld;
  }
}

function sourceFileOf({ document, place: { path, key } }: Known): SourceFile {
  const { uri, languageId, version } = document;
  return new SourceFile({ uri, path, key, languageId, version, text: document.getText() });
}

/** Where a range lies in the text that there is. The library counts lines wrongly after a change outside of it. */
function rangeWithin(document: TextDocument, { start, end }: Range): Range {
  const [from, to] = [document.offsetAt(start), document.offsetAt(end)];
  return { start: document.positionAt(Math.min(from, to)), end: document.positionAt(Math.max(from, to)) };
}
