import { Recent } from "../../base/recent.ts";
import type { Language } from "../../grammars/language.ts";
import { languageOf } from "../../grammars/languages.ts";
import type { ViewedFile, WorkspaceView } from "../context/workspaceView.ts";
import type { Parsed } from "../edits/original.ts";
import { extractSteps } from "../languages/extract.ts";
import { rulesOf } from "../languages/languages.ts";
import type { NameRules } from "../languages/nameRules.ts";
import { edit, type Tree } from "../languages/parse.ts";
import { parseInSlices } from "../languages/parseInSlices.ts";
import type { Tags } from "../languages/tags.ts";
import { inSlices } from "../slices/slices.ts";
import type { TextChange } from "../text/textChange.ts";

/** A file with its tree, and how its language binds names. */
export type CodeWithTree = Parsed & {
  readonly tree: Tree;
  readonly path: string;
  readonly names: NameRules | undefined;
};

/** Trees that are kept for the next question. */
const keptTrees = 24;

/** Characters parsed for one question: 60 KB of code take about 10 ms. More files are not looked into. */
const maxCharacters = 60_000;

/** Trees of one question and those before. */
export class ParsedFiles {
  readonly #trees = new Recent<string, { readonly text: string; readonly tree: Tree }>(keptTrees);
  readonly #tags = new WeakMap<Tree, Tags>();

  /** The tree of a text, parsed in slices unless it is known. `live` is one that follows the text elsewhere. */
  async tree(path: string, text: string, live?: Tree): Promise<Tree | undefined> {
    const known = this.#trees.get(path);
    if (known?.text === text) return known.tree;
    const language = languageOf(path.replace(/, before$/, ""));
    const tree = language && (await parseInSlices(language, text, live));
    if (tree) this.#trees.set(path, { text, tree });
    return tree;
  }

  /** What a text declares, walked once for a tree: each edit of a file asks what it declared before. */
  async tags(language: Language, tree: Tree, text: string): Promise<Tags> {
    const found = this.#tags.get(tree) ?? (await inSlices(extractSteps(language, tree, text)));
    this.#tags.set(tree, found);
    return found;
  }

  isKnown(path: string, text: string): boolean {
    return this.#trees.get(path)?.text === text;
  }
}

/** The files of a workspace for one question, parsed when they are asked for. */
export class CodeFiles {
  readonly workspace: WorkspaceView;
  readonly #parsed: ParsedFiles;
  readonly #live: (path: string) => Tree | undefined;
  #characters = 0;

  /** `live` gives the tree that follows an open file, if it is of its text now. */
  constructor(workspace: WorkspaceView, parsed: ParsedFiles, live: (path: string) => Tree | undefined) {
    this.workspace = workspace;
    this.#parsed = parsed;
    this.#live = live;
  }

  /** Undefined where nothing is known of the file, it does not parse, or enough was parsed for one question. */
  async code(path: string): Promise<CodeWithTree | undefined> {
    const file = this.workspace.file(path);
    return file && this.#withTree(file);
  }

  /** Another text of a file, with what it declares. */
  async other(path: string, text: string): Promise<CodeWithTree | undefined> {
    const language = languageOf(path);
    const code = language && (await this.earlier(path, text));
    if (!code) return undefined;
    return { ...code, tags: await this.#parsed.tags(language, code.tree, text) };
  }

  /** Another text of a file, without what it declares. */
  async earlier(path: string, text: string): Promise<CodeWithTree | undefined> {
    const language = languageOf(path);
    const tree = language && (await this.#parsed.tree(`${path}, before`, text));
    return tree && { path, text, tags: noTags, tree, names: rulesOf(language).names };
  }

  async #withTree({ path, text, tags }: ViewedFile): Promise<CodeWithTree | undefined> {
    if (!this.#parsed.isKnown(path, text)) {
      const live = this.#live(path);
      if (!live) this.#characters += text.length;
      if (this.#characters > maxCharacters) return undefined;
    }
    const tree = await this.#parsed.tree(path, text, this.#live(path));
    return tree && { path, text, tags, tree, names: rulesOf(languageOf(path)).names };
  }

  /** The tree of a file's text after changes, which are sorted and do not overlap. */
  async after({ path, text, tree }: CodeWithTree, changes: readonly TextChange[]): Promise<Changed | undefined> {
    const language = languageOf(path);
    // What is told of an edit may not be walked any more: a copy is told.
    const copy = language && (await parseInSlices(language, text, tree));
    if (!copy) return undefined;
    let now = text;
    for (const { start, end, newText } of changes.toReversed()) {
      const next = now.slice(0, start) + newText + now.slice(end);
      edit(language, copy, now, next, { start, oldEnd: end, newEnd: start + newText.length });
      now = next;
    }
    const changed = await parseInSlices(language, now, copy);
    return changed && { text: now, tree: changed };
  }
}

const noTags: Tags = { definitions: [], imports: [] };

export type Changed = { readonly text: string; readonly tree: Tree };
