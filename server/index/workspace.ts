import type { Edit, Tree } from "../languages/parse.ts";
import { Document, type DocumentChange, type OpenedDocument } from "../text/document.ts";
import { linesOf } from "../text/lines.ts";
import { CodeIndex } from "./codeIndex.ts";
import type { FolderView } from "./folderView.ts";
import { type Cell, type CellChange, Notebooks } from "./live/notebooks.ts";
import { type Placement, Roots, type Withheld } from "./live/placement.ts";
import { filePath } from "./paths.ts";
import { type CellPart, SourceFile } from "./sourceFile.ts";
import type { WorkspaceIndex } from "./workspaceIndex.ts";

/** The workspace as it was when a request arrived. Immutable. */
export type Snapshot = {
  readonly folders: readonly WorkspaceFolder[];
  /**
   * The files open in the editor, by URI. This is the one gate before models. A feature has a document from here or not
   * at all. A file that looks secret is not here, nor one that an ignore file names.
   */
  readonly open: ReadonlyMap<string, SourceFile>;
  /** The URIs of what is open too and no model is shown, and why. */
  readonly withheld: ReadonlyMap<string, Withheld>;
  /** The index of all files. It follows the open ones within milliseconds; see `WorkspaceIndex`. */
  readonly index: CodeIndex;
};

const noIndex = new CodeIndex();

export type WorkspaceFolder = { readonly uri: string; readonly name: string };

/** Why a document cannot be had from a snapshot, in a sentence without its end. */
export function whyAbsent({ withheld }: Snapshot, uri: string): string {
  const because = withheld.get(uri);
  return because ? `${withheldSentences[because]}; no model is shown it` : "the document is not open in the editor";
}

const withheldSentences: Readonly<Record<Withheld, string>> = {
  secret: "this file looks like it holds secrets",
  ignored: "a .hearthignore names this file",
};

/** The identity of a file's text in a snapshot: the open file, or what the index knows it by. */
export function stateIn({ open, index }: Pick<Snapshot, "open" | "index">, uri: string): unknown {
  const path = filePath(uri);
  // Whoever opened it may have come by another way, through a link for one.
  const byKey = () => [...open.values()].findLast(({ key }) => key === (path ?? uri));
  return open.get(uri) ?? byKey() ?? (path === undefined ? undefined : index.state(path));
}

/** An open document, and its place: a cell lies where its notebook lies. */
class PlacedDocument extends Document {
  place: Placement;

  constructor(opened: OpenedDocument, place: Placement) {
    super(opened);
    this.place = place;
  }
}

/** Documents that are one text: a single one, or the cells of a notebook in one language, in their order. */
type Group = { readonly key: string; readonly members: readonly PlacedDocument[] };

type Whole = { readonly text: string; readonly parts: readonly CellPart[] };

/**
 * Whole lines that others replaced, in the text that the document is a part of. Lines are zero-based and `endLine` is
 * not included. `before` is the text as it was, and `offset` says where `startLine` starts in it.
 */
export type ReplacedLines = {
  readonly startLine: number;
  readonly endLine: number;
  readonly newLines: number;
  readonly before: string;
  readonly offset: number;
};

/** The text that the index was told of a group. */
type Told = { readonly languageId: string; readonly text: string };

/** The only mutable state of the server: what the editor says the files are, and the index that follows it. */
export class Workspace {
  #index: WorkspaceIndex | undefined;
  #folders: readonly WorkspaceFolder[] = [];
  #roots = new Roots([]);
  readonly #documents = new Map<string, PlacedDocument>();
  readonly #notebooks = new Notebooks();
  /** By key. */
  readonly #told = new Map<string, Told>();
  #open: ReadonlyMap<string, SourceFile> = new Map();
  #withheld: ReadonlyMap<string, Withheld> = new Map();

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

  /** The editor's text of a document, secret or not: for callers that compare, never for a model. */
  synced(uri: string): { readonly version: number; readonly text: string } | undefined {
    const document = this.#documents.get(uri);
    return document && { version: document.version, text: document.text };
  }

  /** Resolves when the index follows everything that was told before, to what it knows; undefined while there is none. */
  async settled(): Promise<readonly FolderView[] | undefined> {
    const index = this.#index;
    await index?.settled();
    return index?.views;
  }

  setFolders(folders: readonly WorkspaceFolder[]): void {
    this.#folders = folders;
    this.placeAnew();
    this.#index?.follow(this.#roots.paths);
  }

  /**
   * Folders came or went, or links lead elsewhere now: what is open may lie in another place. Or ignore files may name
   * other files. What is as it was stays the same file.
   */
  placeAnew(): void {
    this.#roots = new Roots(this.#folders);
    const moved = [...this.#documents].filter(([uri, document]) => {
      const { path, key, withheld } = document.place;
      document.place = this.#place(uri);
      return document.place.path !== path || document.place.key !== key || document.place.withheld !== withheld;
    });
    if (moved.length > 0) this.#publish(...moved.map(([uri]) => uri));
  }

  /** From now on the index follows, beginning with what is open already. */
  followWith(index: WorkspaceIndex): void {
    this.#index = index;
    index.onMoved(() => this.placeAnew());
    index.follow(this.#roots.paths);
    for (const [key, { languageId, text }] of this.#told) index.open(key, languageId, text);
  }

  open(uri: string, languageId: string, version: number, text: string): void {
    this.#notebooks.opened(uri, languageId);
    this.#take({ uri, languageId, version, text });
    // What was open under this name before, if anything, is not what the index has to follow.
    this.#tellAnew(uri);
    this.#publish(uri);
  }

  /**
   * Applies the editor's changes in order. Returns the lines that each has replaced, none of what is withheld. If the
   * document is not open, returns undefined and changes nothing.
   */
  change(uri: string, version: number, changes: readonly DocumentChange[]): readonly ReplacedLines[] | undefined {
    const document = this.#documents.get(uri);
    if (!document) return undefined;
    const replaced = changes.map((change) => this.#change(document, version, change));
    this.#publish(uri);
    return document.place.withheld ? [] : replaced;
  }

  close(uri: string): void {
    const others = this.#beside(uri);
    this.#documents.delete(uri);
    this.#notebooks.closed(uri);
    this.#publish(uri, ...others);
  }

  /** The cells of a notebook are one text for each language. */
  openNotebook(notebook: string, cells: readonly Cell[], documents: readonly OpenedDocument[]): void {
    this.#notebooks.set(notebook, cells);
    this.changeNotebook(notebook, { opened: documents });
  }

  /** Cells came, went or were moved; see `change` for what is typed into one. */
  changeNotebook(
    notebook: string,
    {
      cells,
      opened = [],
      closed = [],
    }: { cells?: CellChange; opened?: readonly OpenedDocument[]; closed?: readonly string[] },
  ): void {
    for (const uri of closed) this.#documents.delete(uri);
    if (cells) this.#notebooks.change(notebook, cells);
    for (const document of opened) this.#take(document);
    this.#publish(...closed, ...this.#notebooks.cells(notebook).map(({ uri }) => uri));
  }

  closeNotebook(notebook: string): void {
    const uris = this.#notebooks.cells(notebook).map(({ uri }) => uri);
    this.#notebooks.set(notebook, []);
    for (const uri of uris) this.#documents.delete(uri);
    this.#publish(...uris);
  }

  /** Somebody says that these files were made, changed or removed on disk. */
  changedOnDisk(uris: readonly string[]): void {
    const paths = uris.flatMap((uri) => filePath(uri) ?? []);
    this.#index?.changed(paths.map((path) => this.#roots.below(path)));
  }

  #take(opened: OpenedDocument): void {
    this.#documents.set(opened.uri, new PlacedDocument(opened, this.#place(opened.uri)));
  }

  /** A cell lies where its notebook lies; either name may be that of what is withheld. */
  #place(uri: string): Placement {
    const place = this.#roots.place(uri);
    const notebook = this.#notebooks.of(uri);
    if (notebook === undefined) return place;
    const home = this.#roots.place(notebook);
    return { ...home, withheld: home.withheld ?? place.withheld };
  }

  /** The index must hear of every change by itself. Each is in the coordinates of the text that the last one left. */
  #change(document: PlacedDocument, version: number, { text, span: spanIn }: DocumentChange): ReplacedLines {
    const span = spanIn?.(document);
    const { start, end } = span ?? { start: 0, end: document.text.length };
    const group = this.#groupOf(document);
    const before = textOf(group);
    const above = aboveIn(group, document);
    const startLine = document.lineAt(start);
    const replaced = {
      startLine: above.lines + startLine,
      endLine: above.lines + document.lineAt(end) + 1,
      newLines: linesOf(text).length,
      before,
      offset: above.characters + document.offsetAt({ line: startLine, character: 0 }),
    };
    document.replace(span, text, version);
    if (document.place.withheld) return replaced;
    // Of one file that is open under two names the index has the text of the other.
    const isFollowed = this.#told.get(group.key)?.text === before;
    const at = above.characters + start;
    const edit = { start: at, oldEnd: above.characters + end, newEnd: at + text.length };
    this.#tell(group, span && isFollowed ? edit : undefined);
    return replaced;
  }

  /** Has the index know a group as it is. `edit` is what was replaced in its text, if it was one piece. */
  #tell({ key, members: [first, ...others] }: Group, edit?: Edit): void {
    const before = this.#told.get(key);
    if (!first || first.place.withheld) {
      this.#told.delete(key);
      if (before) this.#index?.close(key);
      return;
    }
    const { languageId } = first;
    const text = textOf({ members: [first, ...others] });
    this.#told.set(key, { languageId, text });
    if (before?.languageId !== languageId) this.#index?.open(key, languageId, text);
    else if (before.text !== text) this.#index?.change(key, text, edit);
  }

  #tellAnew(uri: string): void {
    const document = this.#documents.get(uri);
    if (document) this.#told.delete(this.#groupOf(document).key);
  }

  /** The documents that are one text with this one, and those that are the same file under another name. */
  #groupOf(document: PlacedDocument): Group {
    const { key } = document.place;
    const { uri, languageId } = document;
    const notebook = this.#notebooks.of(uri);
    if (notebook === undefined) return { key, members: [document] };
    const code = this.#notebooks
      .cells(notebook)
      .flatMap((cell) => (cell.isCode && this.#documents.get(cell.uri)) || []);
    const members = code.filter((member) => member.languageId === languageId);
    if (!members.includes(document)) return { key: uri, members: [document] };
    // The notebook's file stands for its code in the language that comes first.
    const isMain = code[0]?.languageId === languageId;
    return { key: isMain ? key : (members[0]?.uri ?? key), members };
  }

  /** The other cells of a cell's notebook. */
  #beside(uri: string): string[] {
    const notebook = this.#notebooks.of(uri);
    return notebook === undefined ? [] : this.#notebooks.cells(notebook).map((cell) => cell.uri);
  }

  /** Brings snapshots and the index up to date with documents, and with all documents that are one text with them. */
  #publish(...uris: string[]): void {
    const open = new Map(this.#open);
    const withheld = new Map(this.#withheld);
    const groups = new Map<string, Group & Whole>();
    const left = new Set<string>();
    for (const uri of new Set(uris.flatMap((each) => [each, ...this.#beside(each)]))) {
      const before = open.get(uri);
      if (before) left.add(before.key);
      open.delete(uri);
      withheld.delete(uri);
      const document = this.#documents.get(uri);
      if (document?.place.withheld) withheld.set(uri, document.place.withheld);
      else if (document) {
        const group = this.#groupOf(document);
        const whole = groups.get(group.key) ?? { ...group, text: textOf(group), parts: partsOf(group) };
        groups.set(group.key, whole);
        open.set(uri, sourceFileOf(document, whole));
      }
    }
    this.#open = open;
    this.#withheld = withheld;
    for (const key of left) if (!groups.has(key)) this.#tell(this.#sameFile(key));
    for (const group of groups.values()) this.#tell(group);
  }

  /** One file may be open under two names: where one is closed the other counts. */
  #sameFile(key: string): Group {
    const other = [...this.#open.values()].findLast((file) => file.key === key);
    const document = other && this.#documents.get(other.uri);
    return document ? this.#groupOf(document) : { key, members: [] };
  }
}

function textOf({ members }: Pick<Group, "members">): string {
  const [first] = members;
  if (first && members.length === 1) return first.text;
  return members.map(({ text }) => text).join("\n");
}

function partsOf({ members }: Pick<Group, "members">): CellPart[] {
  let start = 0;
  return members.map(({ uri, version, text }) => {
    const end = start + text.length;
    const part = { uri, version, start, end };
    start = end + 1;
    return part;
  });
}

/** How much of a group's text stands above one of its members. */
function aboveIn(
  { members }: Group,
  document: PlacedDocument,
): { readonly characters: number; readonly lines: number } {
  const above = members.slice(0, Math.max(0, members.indexOf(document)));
  return {
    characters: above.reduce((sum, { text }) => sum + text.length + 1, 0),
    lines: above.reduce((sum, { lineCount }) => sum + lineCount, 0),
  };
}

function sourceFileOf(
  { uri, languageId, version, place }: PlacedDocument,
  { key, text, parts }: Group & Whole,
): SourceFile {
  return new SourceFile({ uri, path: place.path, key, languageId, version, text, parts });
}
