import { errorText } from "../../../base/errorText.ts";
import type { CancelToken } from "../../../base/pause.ts";
import { Recent } from "../../../base/recent.ts";
import type { LoadedModel } from "../../../models/engine.ts";
import { ChunkIndex } from "../../context/chunkIndex.ts";
import { type CompletionContext, completionContext } from "../../context/complete.ts";
import { type Cursor, cursorIn } from "../../context/cursor.ts";
import { FolderContext } from "../../context/folderContext.ts";
import type { Whereabouts } from "../../context/memory/sources.ts";
import { promptSize } from "../../context/promptSize.ts";
import { type RecentEdit, withEdit } from "../../context/recentEdits.ts";
import type { Situation } from "../../context/request.ts";
import type { TypeFacts, TypeOracle } from "../../context/typeFacts.ts";
import type { WorkspaceView } from "../../context/workspaceView.ts";
import { innermost, relativeTo } from "../../index/codeIndex.ts";
import { FolderView } from "../../index/folderView.ts";
import type { OpenFile } from "../../index/live/openFile.ts";
import { filePath, isCommitMessage } from "../../index/paths.ts";
import type { SourceFile } from "../../index/sourceFile.ts";
import { Layers } from "../../index/tables/layers.ts";
import type { ReplacedLines } from "../../index/workspace.ts";
import { Project } from "../../languages/project.ts";
import { inSlices } from "../../slices/slices.ts";
import type { Marks } from "../../text/inside.ts";
import { mayWorkAhead } from "./mayWorkAhead.ts";
import { expectFacts, factsAt, type PlaceFacts } from "./placeFacts.ts";

/** For which model a prompt is, for an answer of which length, and how dense its text is. */
type PromptOptions = {
  readonly model: LoadedModel;
  readonly answerTokens: number;
  readonly charactersPerToken: number;
  /** The prompt of last time was too long: choose everything anew. */
  readonly anew: boolean;
  /** Nobody waits: what is shown may be chosen anew. */
  readonly idle: boolean;
  /** See `CompletionRequest`. */
  readonly readsSuffixLast: boolean;
  /** What the language server beside Hearth tells of the place. */
  readonly told?: TypeFacts | undefined;
  /** Called when all is found that may help, and ranking begins; not called where a prompt stays what it was. */
  readonly onGathered?: () => void;
};

/** The part of the model's context for control tokens and the path. */
const overheadTokens = 32;

/** The speed of a model that was not measured yet, on a processor and on a GPU. */
const unknownTokensPerSecond = 100;
const unknownOnGpu = 500;

/** Documents whose prompt is remembered; the one not asked about for longest is forgotten first. */
const remembered = 32;

/** A change in the index is taken in once it was quiet for so long. Nobody waits for it, and typing never does. */
const quietMs = 200;

type Folder = { readonly context: FolderContext; view: FolderView };

/** The context of each document for the model, with the workspace around it, kept as steady as it can be. */
export class PromptContexts {
  readonly #pinned: () => readonly string[];
  readonly #log: (message: string) => void;
  readonly #folders = new Map<string, Folder>();
  #strays: ReadonlyMap<string, OpenFile> = new Map();
  readonly #previous = new Recent<string, CompletionContext>(remembered);
  #latest: Promise<unknown> = Promise.resolve();
  /** Named by their files' keys: what is a path in one folder is another file in the next. */
  #edits: readonly RecentEdit[] = [];
  readonly #isPatient: boolean;
  readonly #types: TypeOracle | undefined;
  #tokensPerSecond: number | undefined;
  #refresh: NodeJS.Timeout | undefined;

  /**
   * `pinned` are the files that the user always wants to be seen, relative to their folder. Whoever `isPatient` asks
   * once, and wants the whole. `types` is the language server beside Hearth, where there is one.
   */
  constructor(
    pinned: () => readonly string[],
    log: (message: string) => void,
    { isPatient = false, types }: { readonly isPatient?: boolean; readonly types?: TypeOracle | undefined } = {},
  ) {
    this.#pinned = pinned;
    this.#log = log;
    this.#isPatient = isPatient;
    this.#types = types;
  }

  /** The index knows more than before. `strays` are documents that are known to themselves alone, by their keys. */
  follow(views: readonly FolderView[], strays: ReadonlyMap<string, OpenFile>): void {
    this.#strays = strays;
    clearTimeout(this.#refresh);
    const takeIn = () =>
      this.takeIn(views).catch((error) => this.#log(`a change of the index was not taken in: ${errorText(error)}`));
    this.#refresh = setTimeout(takeIn, quietMs).unref();
  }

  /** Resolves when everything that these views know may be found. */
  async takeIn(views: readonly FolderView[]): Promise<void> {
    for (const root of this.#folders.keys()) if (!views.some((view) => view.root === root)) this.#folders.delete(root);
    for (const view of views) {
      const folder = this.#folders.get(view.root) ?? { context: new FolderContext({ log: this.#log }), view };
      this.#folders.set(view.root, folder);
      await folder.context.refresh(view);
      folder.view = view;
    }
  }

  /** How fast the model reads; a fast one is shown more. */
  measured(tokensPerSecond: number): void {
    this.#tokensPerSecond = tokensPerSecond;
  }

  #speed({ gpuLayers }: LoadedModel): number {
    return this.#tokensPerSecond ?? (gpuLayers > 0 ? unknownOnGpu : unknownTokensPerSecond);
  }

  /** Lines of a document were replaced by others. */
  edited({ uri, key }: Pick<SourceFile, "uri" | "key">, lines: ReplacedLines): void {
    this.#edits = withEdit(this.#edits, { uri, path: key }, lines);
  }

  /** Late changes in the files that are named by paths where the cursor is. */
  #editsNear({ file }: Cursor): RecentEdit[] {
    const root = innermost(this.#folders.keys(), file.key);
    return this.#edits.flatMap((edit) => {
      if (edit.path === file.key) return [{ ...edit, path: file.path }];
      if (root === undefined || innermost(this.#folders.keys(), edit.path) !== root) return [];
      return [{ ...edit, path: relativeTo(root, edit.path) }];
    });
  }

  /**
   * The context of a completion at the cursor. It is remembered, so that the next one differs as little as it can. The
   * next one waits for this one: snippets gathered for one key serve the next.
   */
  at(cursor: Cursor, options: PromptOptions): Promise<CompletionContext> {
    const gather = async () => this.remember(cursor, await this.ahead(cursor, options));
    const context = this.#latest.then(gather, gather);
    this.#latest = context;
    return context;
  }

  /** The next context at the cursor follows on this. */
  remember({ file: { uri } }: Pick<Cursor, "file">, context: CompletionContext): CompletionContext {
    this.#previous.set(uri, context);
    return context;
  }

  /** The same for a place where the cursor is not yet; nothing is remembered. */
  async ahead(asked: Cursor, { model, answerTokens, anew, ...options }: PromptOptions): Promise<CompletionContext> {
    const path = filePath(asked.file.uri);
    const isMessage = path !== undefined && isCommitMessage(path);
    // Loaded where it is needed: an editor waits for `initialize`.
    const staged = isMessage ? await (await import("../../index/reading/staged.ts")).stagedBehind(path) : undefined;
    const cursor = isMessage ? aboveDiff(asked) : asked;
    const { firstTokens, ...size } = promptSize(model.contextTokens - overheadTokens, answerTokens, this.#speed(model));
    // What comes later is no larger where nothing is read while the user pauses.
    const isSoon = mayWorkAhead(model) && !this.#isPatient;
    const request = {
      cursor,
      workspace: this.#workspaceOf(cursor),
      edits: this.#editsNear(cursor),
      pinned: this.#pinned(),
      rules: [],
      staged,
      ...options,
      ...size,
      ...(isSoon && { firstTokens }),
    };
    const previous = anew ? undefined : this.#previous.get(cursor.file.uri);
    return inSlices(completionContext(request, previous, this.#log));
  }

  /** The knowledge where the cursor is, for prompts that quote what they need of its file themselves. */
  situation(cursor: Cursor): Situation {
    const { offset } = cursor;
    return {
      cursor,
      workspace: this.#workspaceOf(cursor),
      window: { start: offset, suffixStart: offset, end: offset },
      edits: this.#editsNear(cursor),
      pinned: this.#pinned(),
      rules: [],
    };
  }

  /** Types at the cursor will be of use soon. Returns at once. */
  expectFacts(cursor: Cursor): void {
    expectFacts(this.#types, cursor);
  }

  /** What the language server beside Hearth tells of the cursor's place, as far as it is there by now. */
  facts(cursor: Cursor, token?: CancelToken): Promise<PlaceFacts> {
    return factsAt(this.#types, cursor, this.near(cursor.file).pathOf, token);
  }

  /** Where the memory of the workspace is asked: the cursor's file as it is now, and all others as they were taken in. */
  whereabouts(cursor: Cursor, comments: Marks, told: TypeFacts | undefined): Whereabouts {
    const { file, offset, snapshot } = cursor;
    const root = innermost(this.#folders.keys(), file.key);
    const near = [...snapshot.open.values()].map(({ key }) => key).concat(this.#edits.map(({ path }) => path));
    const recent = near.filter((key) => root !== undefined && innermost(this.#folders.keys(), key) === root);
    return {
      path: file.path,
      text: file.text,
      offset,
      comments,
      told,
      workspace: this.#workspaceOf(cursor),
      recent: new Set(recent.map((key) => relativeTo(root as string, key))),
    };
  }

  /** The address of a file that is named by its path where the cursor is. */
  uriOf(cursor: Cursor, path: string): string | undefined {
    return this.#workspaceOf(cursor).file(path)?.uri;
  }

  /** The workspace as a file sees it, and the path in it of a file that is named by its key. */
  near(file: SourceFile): {
    readonly workspace: WorkspaceView;
    readonly pathOf: (key: string) => string | undefined;
  } {
    const root = innermost(this.#folders.keys(), file.key);
    const pathOf = (key: string) => {
      if (key === file.key) return file.path;
      return root !== undefined && innermost(this.#folders.keys(), key) === root ? relativeTo(root, key) : undefined;
    };
    return { workspace: this.#workspaceOf({ file }), pathOf };
  }

  #workspaceOf({ file }: Pick<Cursor, "file">): WorkspaceView {
    const folder = this.#folders.get(innermost(this.#folders.keys(), file.key) ?? "");
    if (folder) return folder.context.viewFor(folder.view, file);
    const own = this.#strays.get(file.key);
    return own ? new FolderContext().viewFor(noFolder, file, own) : nothingKnown;
  }
}

/** With `git commit --verbose` a diff of all files stands below the message, of those too that no model is shown. */
const scissors = /^. -+ >8 -+$/m;

function aboveDiff(cursor: Cursor): Cursor {
  const { file, offset, after, snapshot } = cursor;
  const at = scissors.exec(after)?.index;
  return at === undefined ? cursor : cursorIn(snapshot, file.with(file.text.slice(0, offset + at)), offset);
}

const noFolder = new FolderView({
  root: "",
  texts: new Layers(),
  syntax: new Layers(),
  open: new Map(),
  project: new Project(),
  skipped: [],
});

/** The workspace of a file outside all folders, or before the index has come. */
const nothingKnown: WorkspaceView = {
  chunks: new ChunkIndex(),
  file: () => undefined,
  definitions: () => [],
  resolve: () => [],
  moduleNamed: () => undefined,
  mentions: () => [],
  mentionedIn: () => [],
  mentioning: () => [],
  importsOf: () => [],
  moduleOf: () => undefined,
  reaches: () => false,
  project: new Project(),
};
