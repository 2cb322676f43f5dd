import type { Project } from "../languages/project.ts";
import type { Definition, Tags } from "../languages/tags.ts";
import type { ChunkIndex } from "./chunkIndex.ts";
import { lineAt } from "./place.ts";

/** Context needs this of the workspace: files by their path, and who defines and mentions a name. */
export type WorkspaceView = {
  readonly chunks: Pick<ChunkIndex, "search" | "score" | "rarity" | "spread">;
  readonly file: (path: string) => ViewedFile | undefined;
  /** Every definition of a name, in the order of path, then offset. */
  readonly definitions: (name: string) => readonly DefinitionPlace[];
  /** The definitions that a name imported into this file stands for, through re-exports. */
  readonly resolve: (path: string, local: string) => readonly DefinitionPlace[];
  /** The path of the module that a name imported into this file stands for as a whole. */
  readonly moduleNamed: (path: string, local: string) => string | undefined;
  /** Where an identifier stands, definitions included, in the order of path, then offset. */
  readonly mentions: (name: string) => readonly Mention[];
  /** The same by file, in the order of path; counted without being listed. */
  readonly mentionedIn: (name: string) => readonly MentionsIn[];
  /** The same in any order: to sort thousands of paths takes a millisecond. */
  readonly mentioning: (name: string) => readonly MentionsIn[];
  /** Workspace files that this file imports, in the order of its imports. */
  readonly importsOf: (path: string) => readonly string[];
  /** The workspace file that an import written in the file at `path` means; see `moduleOf` of the index. */
  readonly moduleOf: (path: string, specifier: string, name?: string) => string | undefined;
  /** True if the file at `path` may use what the file at `to` declares without importing its name; see the index. */
  readonly reaches: (path: string, to: string) => boolean;
  /** The modules of the folder's project files. */
  readonly project: Project;
};

export type ViewedFile = {
  readonly uri: string;
  readonly path: string;
  readonly text: string;
  readonly tags: Tags;
  /** The place of an offset in the editor, if that is not simply in this file. The cells of a notebook are one text. */
  readonly locate?: (offset: number) => { readonly uri: string; readonly line: number };
};

/** The document and the zero-based line of an offset. */
export function locationIn(file: ViewedFile, offset: number): { readonly uri: string; readonly line: number } {
  return file.locate?.(offset) ?? { uri: file.uri, line: lineAt(file.text, offset) };
}

export type DefinitionPlace = { readonly file: ViewedFile; readonly definition: Definition };

/** Where an identifier stands in one file, whose path is relative to the folder; the offsets are ascending. */
export type MentionsIn = { readonly relative: string; readonly count: number; readonly offsets: ArrayLike<number> };

export type Mention = { readonly path: string; readonly offset: number };
