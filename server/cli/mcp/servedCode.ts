import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { languageOf } from "../../../grammars/languages.ts";
import type { Cursor } from "../../context/cursor.ts";
import { FolderContext } from "../../context/folderContext.ts";
import type { Situation } from "../../context/request.ts";
import { type CodeIndex, isInside, relativeTo } from "../../index/codeIndex.ts";
import { Store } from "../../index/tables/store.ts";
import { Workspace, whyAbsent } from "../../index/workspace.ts";
import { WorkspaceIndex } from "../../index/workspaceIndex.ts";
import { cursorAtLine } from "../place.ts";

type Options = {
  readonly log: (message: string) => void;
  /** See `Situation`. */
  readonly pinned?: readonly string[];
};

/** A file of the folder: its absolute path, its path in the folder with `/`, and its text. */
type ServedFile = { readonly key: string; readonly path: string; readonly text: string };

/**
 * The code of a folder for those who ask about it from outside, as it is on disk at any time. A file is served if it is
 * in the index, and not otherwise: what is ignored or looks secret is not there.
 */
export class ServedCode {
  readonly root: string;
  readonly #options: Options;
  readonly #workspace: WorkspaceIndex;
  readonly #context: FolderContext;
  readonly #built: Promise<void>;

  /** Begins to read the folder, an absolute path with all links resolved, and to watch it. */
  constructor(root: string, options: Options) {
    this.root = root;
    this.#options = options;
    this.#context = new FolderContext({ log: options.log });
    this.#workspace = new WorkspaceIndex({ log: options.log, store: new Store({ log: options.log }) });
    this.#built = this.#build();
    this.#built.catch((error: Error) => options.log(`index: ${error.stack}`)); // whoever asks hears of it, too
  }

  async #build(): Promise<void> {
    await this.#workspace.setFolders([this.root]);
    await this.#workspace.watch();
  }

  /** The index, when everything that was told of the disk is in it. */
  async index(): Promise<CodeIndex> {
    await this.#built;
    await this.#workspace.settled();
    return this.#workspace.index;
  }

  /** A path as it is told: relative to the folder. */
  named(key: string): string {
    return relativeTo(this.root, key);
  }

  /** A file by its path in the folder, or absolute. Throws a sentence that says why there is none. */
  async file(path: string): Promise<ServedFile> {
    const index = await this.index();
    const key = resolve(this.root, path);
    if (!isInside(this.root, key)) throw new Error(`${path} is not in ${this.root}`);
    const text = index.has(key) ? await index.text(key) : undefined;
    if (text === undefined) throw new Error(this.#whyUnknown(this.named(key)));
    return { key, path: this.named(key), text };
  }

  /** What is known at a place, lines and columns counting from 1; without `column` the end of the line. */
  async situation(path: string, line: number, column: number | undefined): Promise<Situation> {
    const cursor = await this.#cursor(path, line, column);
    const view = this.#workspace.folder(this.root)?.view;
    if (!view) throw new Error(`${this.root} is not read yet`);
    await this.#context.refresh(view);
    const { offset } = cursor;
    return {
      cursor,
      workspace: this.#context.viewFor(view, cursor.file),
      window: { start: offset, suffixStart: offset, end: offset },
      edits: [],
      pinned: this.#options.pinned ?? [],
      rules: [],
    };
  }

  async dispose(): Promise<void> {
    await this.#workspace.save();
    await this.#workspace.dispose();
  }

  async #cursor(path: string, line: number, column: number | undefined): Promise<Cursor> {
    const { key, text } = await this.file(path);
    const workspace = new Workspace();
    workspace.setFolders([{ uri: pathToFileURL(this.root).href, name: basename(this.root) }]);
    const uri = pathToFileURL(key).href;
    workspace.open(uri, languageOf(key)?.ids[0] ?? "plaintext", 1, text);
    const snapshot = workspace.snapshot();
    const file = snapshot.open.get(uri);
    if (!file) throw new Error(`${path}: ${whyAbsent(snapshot, uri)}`);
    return cursorAtLine(snapshot, file, path, line, column);
  }

  #whyUnknown(path: string): string {
    const skipped = this.#workspace.folder(this.root)?.view.skipped.find((one) => one.path === path);
    if (skipped) return `${path} is not shown: ${skipped.reason}`;
    return `${path} is not in the index: it is not there, is ignored, or is in no language that Hearth knows`;
  }
}
