import { isObject } from "../../../base/json.ts";
import { folderOf, nearestAround } from "../projectFiles.ts";
import {
  type CommandPlace,
  commandWords,
  type HeaderFolders,
  headerFoldersIn,
  pathBelow,
} from "./compilerArguments.ts";

/**
 * What a `compile_commands.json` says of where headers are, by paths relative to the root. Its format is Clang's:
 * https://clang.llvm.org/docs/JSONCompilationDatabase.html
 */
export class CompileCommands {
  readonly #roots: readonly string[];
  readonly #ofFile = new Map<string, HeaderFolders>();
  readonly #inFolder = new Map<string, Set<HeaderFolders>>();
  readonly #around = new Map<string, HeaderFolders>();
  /** Most commands of a list name the same folders. */
  readonly #shared = new Map<string, HeaderFolders>();

  /** `roots` are the absolute names of the folder that paths are relative to: as it is called, and where it really is. */
  constructor(roots: readonly string[]) {
    this.#roots = roots;
  }

  /** Adds a command. One that names no file of the root says nothing; the first of several for a file counts. */
  add(command: unknown): void {
    if (!isObject(command) || typeof command.directory !== "string" || typeof command.file !== "string") return;
    const place: CommandPlace = { directory: command.directory, roots: this.#roots };
    const file = pathBelow(place, command.file);
    if (file === undefined || this.#ofFile.has(file)) return;
    const named = headerFoldersIn(wordsOfCommand(command, command.directory), place);
    const key = JSON.stringify(named);
    const folders = this.#shared.get(key) ?? named;
    this.#shared.set(key, folders);
    this.#ofFile.set(file, folders);
    this.#ofFile.set(stem(file), folders);
    for (const folder of foldersAround(file)) {
      this.#inFolder.set(folder, (this.#inFolder.get(folder) ?? new Set()).add(folders));
    }
  }

  /** The folders that a file's command names, else that of the source called like it, else those of files around it. */
  foldersOf(path: string): HeaderFolders | undefined {
    return (
      this.#ofFile.get(path) ?? this.#ofFile.get(stem(path)) ?? nearestAround(path, (folder) => this.#joinedIn(folder))
    );
  }

  /** A header is compiled with whatever includes it. */
  #joinedIn(folder: string): HeaderFolders | undefined {
    const known = this.#around.get(folder);
    const inFolder = this.#inFolder.get(folder);
    if (known || !inFolder) return known;
    const all = [...inFolder];
    const joined = {
      quoted: [...new Set(all.flatMap(({ quoted }) => quoted))],
      all: [...new Set(all.flatMap((each) => each.all))],
    };
    this.#around.set(folder, joined);
    return joined;
  }
}

/** The words of a command, however the list has it. */
export function wordsOfCommand(
  { arguments: words, command }: Record<string, unknown>,
  directory: string,
): readonly string[] {
  if (Array.isArray(words)) return words.filter((word) => typeof word === "string");
  return typeof command === "string" ? commandWords(command, directory) : [];
}

/** The innermost first, the root last. */
function foldersAround(path: string): string[] {
  const folders = [folderOf(path)];
  for (let at = folders[0] ?? ""; at !== ""; at = folderOf(at)) folders.push(folderOf(at));
  return folders;
}

/** A path without its ending, which no file is called. */
function stem(path: string): string {
  return `${path.replace(/\.\w+$/, "")}.*`;
}
