import type { Language } from "../../../grammars/language.ts";
import type { TextChange } from "../../text/textChange.ts";
import type { Node } from "../nameRules.ts";
import type { Tree } from "../parse.ts";
import type { Project } from "../project.ts";
import type { Definition, DefinitionKind, Import, Tags } from "../tags.ts";

/** A file as an importer knows it; `path` is relative to its workspace folder. */
export type CodeFile = { readonly path: string; readonly text: string; readonly tags: Tags };

/** The questions that the rules of imports may ask of the workspace. */
export type OtherFiles = {
  readonly file: (path: string) => CodeFile | undefined;
  /** The workspace file that an import written in the file at `path` means. */
  readonly moduleOf: (path: string, specifier: string, name?: string) => string | undefined;
  readonly project: Project;
};

/** A file that an import is written into. `tree` need not reach further than where the file has its imports. */
export type Importing = CodeFile & {
  readonly language: Language | undefined;
  readonly tree: Tree | undefined;
  readonly lineEnd: "\n" | "\r\n";
};

/** A definition that others may import, and whether under a name or as the default export. */
export type ExportedFrom<File extends CodeFile = CodeFile> = {
  readonly file: File;
  readonly definition: Definition;
  readonly as: "named" | "default";
};

/** An import to be written: `name` of `exporter`, which `specifier` leads to and which is exported there as `as`. */
export type WantedImport = {
  readonly name: string;
  readonly specifier: string;
  readonly as: "named" | "default";
  readonly exporter: ExportedFrom;
};

/** Lines that a language wants at the top of a file, before any import. */
export type HeadRules = {
  /** True if a statement must stand before all imports. `isFirst` tells that no other statement stands above it. */
  readonly isHead: (statement: Node, isFirst: boolean) => boolean;
  /** A comment that is about the whole file. */
  readonly ofFile: RegExp;
  /** A comment that is about the line below it. */
  readonly ofNext: RegExp;
};

/** The rules by which the files of a language offer names to others. */
export type ExportRules = {
  /** True if others see every name of a module, so that to call one exported says nothing. */
  readonly all: boolean;
  /** A name that is not meant for others, wherever it is defined. */
  readonly isPrivate?: (name: string) => boolean;
  /** As what a file offers its own top-level definition to others under the name it has there. */
  readonly offeredAs: (file: CodeFile, definition: Definition) => Definition["exported"];
  /** True if others can take a top-level definition, meant for them or not. */
  readonly isReachable: (file: CodeFile, definition: Definition) => boolean;
  /** "imports" if a file passes on all that it imports, "reexports" if only what it says that it re-exports. */
  readonly passesOn: "imports" | "reexports";
  /** True if a file may offer a definition under another name than it has. */
  readonly renames: boolean;
  /** True if a file is meant to be asked for what others define. */
  readonly isEntry: (path: string) => boolean;
  /** True if a name stands for a module inside the one at `path`. */
  readonly holdsModule?: (path: string, name: string, files: OtherFiles) => boolean;
};

/** An import statement that is being typed, with the cursor where names may come. */
export type BegunImport = {
  /** The module that the names are from, where it is written already. */
  readonly specifier: string | undefined;
  /** Names that the statement lists already, on both sides of the cursor. */
  readonly listed: readonly string[];
  /** The letters of the half-typed name. */
  readonly typed: string;
  /** Whether the statement, as files of this kind write it, imports what is declared so. */
  readonly takes: (kind: DefinitionKind) => boolean;
  /** Where the statement begins. */
  readonly start: number;
  /** Modules are imported as a whole, each by its own name. */
  readonly isOfModules?: true;
  /** The rest of the statement behind the cursor, if it imports these names; undefined where they do not fit. */
  readonly rest: (names: readonly string[], specifier: string) => string | undefined;
};

/** How a language writes imports. */
export type ImportRules = {
  readonly head: HeadRules;
  /** How a line begins that imports at the top of a file, known to be an import by its node. */
  readonly begins: RegExp;
  /** How a line begins that is taken for an import where nothing is parsed. */
  readonly line: RegExp;
  /** Where the statement of an import begins, if that is not where the import does. */
  readonly startOf?: (text: string, one: Import) => number | undefined;
  /** The module whose imports stand above all others. */
  readonly first?: string;
  /** True if a module comes with the language. */
  readonly isBuiltIn: (specifier: string) => boolean;
  /** Names of files that stand for their folder. */
  readonly folderFiles: readonly string[];
  /** Every way to write an import of the file at `target`, the best first. `used` is what the importer imports already. */
  readonly specifiersTo: (
    into: Importing,
    target: string,
    used: readonly string[],
    files: OtherFiles,
  ) => readonly string[];
  /** The change that imports a name. Undefined where it cannot be imported. */
  readonly importOf: (into: Importing, wanted: WantedImport, files: OtherFiles) => TextChange | undefined;
  /** The change that imports from outside of the workspace what `one` does, of which it has a single name. */
  readonly importAs?: (into: Importing, one: Import, files: OtherFiles) => TextChange | undefined;
  /** True if a name is that of a module which is known without a project, and imported by nothing but its name. */
  readonly isOwnModule?: (name: string) => boolean;
  /** An import of an answer with the names of `one`, as the file writes its imports. */
  readonly inFileStyle: (statement: string, one: Import, into: Importing, files: OtherFiles) => string;
  /** The import that a cursor stands in, by the text on both sides; undefined where it stands in none. */
  readonly begun?: (file: Pick<CodeFile, "text" | "tags">, offset: number) => BegunImport | undefined;
  /** A statement so that it stays one above the text below. */
  readonly closed?: (statement: string, below: string) => string;
};
