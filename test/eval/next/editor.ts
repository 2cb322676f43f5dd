import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PromptContexts } from "../../../server/features/generation/promptContexts.ts";
import { NextEditing, type NextEdits, type NextSilence } from "../../../server/features/nextEdits/nextEditing.ts";
import { Workspace } from "../../../server/index/workspace.ts";
import { WorkspaceIndex } from "../../../server/index/workspaceIndex.ts";
import { changeBetween } from "../replay/changes.ts";
import { languageIdOf } from "../replay/places.ts";

const log = (message: string) => void process.stderr.write(`${message}\n`);

/** The server's own workspace, index and next edits for one folder, without a protocol between. */
export class NextEditor {
  readonly #folder: string;
  readonly #index = new WorkspaceIndex({ log: () => {} });
  readonly #workspace = new Workspace();
  readonly #contexts = new PromptContexts(() => [], log);
  #editing = new NextEditing(this.#contexts, 0);
  readonly #texts = new Map<string, { text: string; version: number }>();

  constructor(folder: string) {
    this.#folder = folder;
    this.#workspace.setFolders([{ uri: pathToFileURL(folder).href, name: "workspace" }]);
    this.#workspace.followWith(this.#index);
  }

  /** The files on disk are others than before, and nothing is open. Resolves when they are known. */
  async moved(): Promise<void> {
    await this.#index.settled();
    await this.#index.folder(this.#folder)?.refresh();
    this.#editing = new NextEditing(this.#contexts, 0);
    await this.settled();
  }

  get files(): number {
    return this.#index.index.files().length;
  }

  open(path: string, text: string): void {
    this.#texts.set(path, { text, version: 1 });
    this.#workspace.open(this.uri(path), languageIdOf(path), 1, text);
  }

  textOf(path: string): string | undefined {
    return this.#texts.get(path)?.text;
  }

  /** Makes the document this text, in one change. */
  become(path: string, text: string): void {
    const document = this.#texts.get(path);
    const change = document && changeBetween(document.text, text);
    if (!document || !change) return;
    document.version++;
    const uri = this.uri(path);
    const { range } = change;
    const span = (one: { offsetAt(point: { line: number; character: number }): number }) => ({
      start: one.offsetAt(range.start),
      end: one.offsetAt(range.end),
    });
    const replaced = this.#workspace.change(uri, document.version, [{ text: change.text, span }]);
    document.text = text;
    const file = this.#workspace.snapshot().open.get(uri);
    if (file) for (const lines of replaced ?? []) this.#editing.edited(file, lines);
  }

  closeAll(): void {
    for (const path of this.#texts.keys()) this.#workspace.close(this.uri(path));
    this.#texts.clear();
  }

  /** Resolves when what was typed is known. An index follows it whether or not next edits are asked for. */
  async settled(): Promise<void> {
    const views = await this.#workspace.settled();
    if (views) await this.#contexts.takeIn(views);
  }

  next(path: string, offset: number): Promise<NextEdits | NextSilence> {
    return this.#editing.at(this.#workspace, this.uri(path), offset);
  }

  uri(path: string): string {
    return pathToFileURL(join(this.#folder, path)).href;
  }

  async dispose(): Promise<void> {
    await this.#index.dispose();
  }
}
