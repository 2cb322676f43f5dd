import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { FolderView } from "../index/folderView.ts";
import type { OpenFile } from "../index/live/openFile.ts";
import { resolve } from "../index/resolve.ts";
import type { SourceFile } from "../index/sourceFile.ts";
import { stampOf } from "../index/tables/fileTable.ts";
import type { ReferencesIn } from "../index/tables/referencesIn.ts";
import { type LanguageGroup, languageGroupOf } from "../languages/languageGroup.ts";
import { moduleOf, reaches } from "../languages/modules.ts";
import { noTags, type Tags } from "../languages/tags.ts";
import { inSlices, Slices } from "../slices/slices.ts";
import { ChunkIndex } from "./chunkIndex.ts";
import { type HeldTexts, heldTexts, leftOutSentence, maxHeldBytes, surroundings } from "./heldTexts.ts";
import { type KeptText, KeptTexts } from "./keptTexts.ts";
import type { DefinitionPlace, Mention, ViewedFile, WorkspaceView } from "./workspaceView.ts";

/** `kept` is the text, which an open file has itself. */
type Known = { readonly state: OpenFile } | { readonly state: string; readonly kept: KeptText };

/** The texts and chunks of one workspace folder, kept in step with its index. */
export class FolderContext {
  /** By the language group of their files. */
  readonly #chunks = new Map<LanguageGroup, ChunkIndex>();
  readonly #files = new Map<string, Known>();
  readonly #texts = new KeptTexts();
  readonly #maxHeldBytes: number;
  readonly #log: (message: string) => void;
  /** The view that was taken in last; undefined where that failed. */
  #seen: FolderView | undefined;
  #held: HeldTexts = { holds: () => true, leftOut: 0, files: 0 };
  /** The surroundings of files that were opened, the last one last. */
  readonly #around = new Set<string>();
  #refreshing: Promise<void> = Promise.resolve();

  /** Beyond so many bytes of texts the folder is held in part, and `log` is told. */
  constructor({
    log = () => {},
    maxBytes = maxHeldBytes,
  }: { log?: (message: string) => void; maxBytes?: number } = {}) {
    this.#log = log;
    this.#maxHeldBytes = maxBytes;
  }

  /** Takes in what changed since the last view. Lets the event loop turn; resolves when all is taken in. */
  refresh(folder: FolderView): Promise<void> {
    const refresh = () => this.#refresh(folder);
    this.#refreshing = this.#refreshing.then(refresh, refresh);
    return this.#refreshing;
  }

  /** Sources may ask this for a file of the folder, which sees itself even where it may not be indexed. */
  viewFor(folder: FolderView, file: SourceFile, own = folder.apart.get(file.path)): WorkspaceView {
    if (!own) return this.view(folder, languageGroupOf(file));
    return this.view(folder.seenFrom(own.named(file.path)), languageGroupOf(file), file);
  }

  /**
   * Sources may ask this of the folder for files of a language group. A name in another language is another name, and
   * code in another language is no example. `own` is a file that only this view has, as its editor names it.
   */
  view(folder: FolderView, group: LanguageGroup, own?: SourceFile): WorkspaceView {
    const isOfGroup = ({ path }: { readonly path: string }) =>
      path === own?.path || languageGroupOf({ path }) === group;
    const mentioning = (name: string) =>
      folder.references(name).filter(({ relative }) => isOfGroup({ path: relative }));
    const mentioned = (name: string) => mentioning(name).sort((a, b) => byText(a.relative, b.relative));
    const viewed = new Map<string, ViewedFile | undefined>();
    const file = (path: string) => {
      if (!viewed.has(path)) viewed.set(path, path === own?.path ? ownFile(folder, own) : this.#viewed(folder, path));
      return viewed.get(path);
    };
    return {
      chunks: this.#chunksOf(group),
      file,
      definitions: (name) =>
        inOrder(folder.definitions(name).filter(isOfGroup)).flatMap((found) => placeOf(file, found)),
      resolve: (path, local) => {
        const found = resolve(folder, path, local);
        return found?.definition ? placeOf(file, { path: found.path, definition: found.definition }) : [];
      },
      moduleNamed: (path, local) => {
        const found = resolve(folder, path, local);
        return found && !found.definition ? found.path : undefined;
      },
      mentions: (name) => mentioned(name).flatMap(mentionsIn),
      mentionedIn: mentioned,
      mentioning,
      importsOf: (path) => {
        const imports = folder.tags(path)?.imports ?? [];
        return [...new Set(imports.flatMap(({ specifier }) => (specifier && moduleOf(folder, path, specifier)) || []))];
      },
      reaches: (path, to) => reaches(folder, { path, imports: folder.tags(path)?.imports ?? [] }, to),
      moduleOf: (path, specifier, name) => moduleOf(folder, path, specifier, name),
      project: folder.project,
    };
  }

  async #refresh(folder: FolderView): Promise<void> {
    const slices = new Slices();
    const seen = this.#seen;
    this.#seen = undefined;
    const isElsewhere = this.#lookAround(folder);
    const isSame = seen?.texts === folder.texts && seen.syntax === folder.syntax;
    // After a key only what is open has changed: a workspace may have a hundred thousand files besides.
    const isOnlyOpen = isSame && !(isElsewhere && this.#held.leftOut > 0);
    if (!isOnlyOpen) await this.#hold(folder, slices);
    for (const path of isOnlyOpen ? seen.open.keys() : this.#files.keys()) {
      if (!this.#isHeld(folder, path)) this.#forget(path);
      await slices.restIfDue();
    }
    for (const path of isOnlyOpen ? changedOpen(seen, folder) : folder.paths()) {
      await slices.restIfDue();
      const state = this.#isHeld(folder, path) ? stateOf(folder, path) : undefined;
      if (state === undefined || this.#files.get(path)?.state === state) continue;
      const text = await folder.text(path);
      if (text === undefined) this.#forget(path);
      else this.#take(path, text, state, folder.tags(path) ?? noTags);
      await this.#texts.pack();
    }
    for (const chunks of this.#chunks.values()) {
      await inSlices(chunks.sweep(), slices);
      chunks.rest();
    }
    this.#seen = folder;
  }

  /** True if files are open in a part of the folder where none was. */
  #lookAround({ open }: FolderView): boolean {
    const parts = new Set([...open.keys()].flatMap((path) => surroundings(path) ?? []));
    const isNew = [...parts].some((part) => !this.#around.has(part));
    for (const part of parts) {
      this.#around.delete(part);
      this.#around.add(part);
    }
    for (const part of this.#around) {
      if (this.#around.size <= Math.max(rememberedParts, parts.size)) break;
      this.#around.delete(part);
    }
    return isNew;
  }

  async #hold(folder: FolderView, slices: Slices): Promise<void> {
    const before = this.#held.leftOut;
    this.#held = await inSlices(heldTexts(folder, this.#around, this.#maxHeldBytes), slices);
    if (this.#held.leftOut === before) return;
    this.#log(`context: ${leftOutSentence(this.#held) ?? "all files are searched again"} (${folder.root})`);
  }

  #isHeld(folder: FolderView, path: string): boolean {
    return folder.open.has(path) || (folder.has(path) && this.#held.holds(path));
  }

  #take(path: string, text: string, state: string | OpenFile, tags: Tags): void {
    this.#drop(path);
    this.#files.set(path, typeof state === "string" ? { state, kept: this.#texts.add(text) } : { state });
    this.#chunksOf(languageGroupOf({ path })).update(path, text, tags.definitions);
  }

  #forget(path: string): void {
    this.#drop(path);
    this.#files.delete(path);
    this.#chunksOf(languageGroupOf({ path })).delete(path);
  }

  #drop(path: string): void {
    const known = this.#files.get(path);
    if (known && "kept" in known) this.#texts.drop(known.kept);
  }

  #chunksOf(group: LanguageGroup): ChunkIndex {
    const known = this.#chunks.get(group) ?? new ChunkIndex();
    this.#chunks.set(group, known);
    return known;
  }

  #viewed(folder: FolderView, path: string): ViewedFile | undefined {
    const known = this.#files.get(path);
    if (!known) return undefined;
    let uri: string | undefined;
    const text = () => ("kept" in known ? this.#texts.read(known.kept) : known.state.text);
    return {
      get uri() {
        uri ??= pathToFileURL(join(folder.root, path)).href;
        return uri;
      },
      path,
      get text() {
        return text();
      },
      get tags() {
        return folder.tags(path) ?? noTags;
      },
    };
  }
}

/** Parts of a folder that are remembered because files were opened in them. */
const rememberedParts = 16;

/** The paths that are open, or were, and are not as they were. */
function changedOpen(seen: FolderView, { open }: FolderView): string[] {
  return [...new Set([...seen.open.keys(), ...open.keys()])].filter((path) => seen.open.get(path) !== open.get(path));
}

function ownFile({ open }: FolderView, own: SourceFile): ViewedFile | undefined {
  const { uri, path } = own;
  const file = open.get(path);
  const locate = (offset: number) => {
    const { part, point } = own.placeOf(offset);
    return { uri: part.uri, line: point.line };
  };
  return file && { uri, path, text: file.text, tags: file.tags, locate };
}

/**
 * The identity of a file: the editor's version of it, or a hash of what is on disk. Without tags it is another state.
 */
function stateOf(folder: FolderView, path: string): string | OpenFile {
  const open = folder.open.get(path);
  if (open) return open;
  const found = folder.texts.find(path);
  const parsed = folder.syntax.find(path) ? "parsed" : "";
  return found ? stampOf(found.table.files, found.file).hash + parsed : "";
}

/** The order in which files were indexed must not show. */
function inOrder<T extends { readonly path: string }>(found: readonly T[]): T[] {
  return [...found].sort((a, b) => byText(a.path, b.path));
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function placeOf(
  file: (path: string) => ViewedFile | undefined,
  found: Omit<DefinitionPlace, "file"> & { path: string },
): DefinitionPlace[] {
  const viewed = file(found.path);
  return viewed ? [{ file: viewed, definition: found.definition }] : [];
}

function mentionsIn({ relative, offsets }: ReferencesIn): Mention[] {
  return Array.from(offsets, (offset) => ({ path: relative, offset }));
}
