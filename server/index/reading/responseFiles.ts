import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { isObject } from "../../../base/json.ts";
import { wordsOfCommand } from "../../languages/c/compileCommands.ts";
import { type CommandPlace, commandWords, pathBelow } from "../../languages/c/compilerArguments.ts";

/** A response file holds the words of one command. */
const maxBytes = 1_000_000;

/** One may name others, which must end somewhere. */
const maxDepth = 4;

/** So many are written out in one command, however often a file names others or itself. */
const maxFiles = 100;

/**
 * Reads the response files that compilers are given, `@build/includes.rsp`, where a command would be too long for a shell.
 * Only files below the root are read, and each once for one list of commands.
 */
export class ResponseFiles {
  readonly #root: string;
  readonly #roots: readonly string[];
  readonly #texts = new Map<string, Promise<string>>();

  /** `roots` are the absolute names of the root: as it is called, and where it really is. */
  constructor(root: string, roots: readonly string[]) {
    this.#root = root;
    this.#roots = roots;
  }

  /** A command of a list with the words of the files that it names; itself where it names none. */
  async writtenOut(command: unknown): Promise<unknown> {
    if (!isObject(command) || typeof command.directory !== "string") return command;
    if (typeof command.command === "string" && !command.command.includes("@")) return command;
    const words = wordsOfCommand(command, command.directory);
    if (!words.some(isResponseFile)) return command;
    const place = { directory: command.directory, roots: this.#roots };
    const written = await this.#expanded(words, place, 0, { files: maxFiles });
    return { directory: command.directory, file: command.file, arguments: written };
  }

  async #expanded(
    words: readonly string[],
    place: CommandPlace,
    depth: number,
    left: { files: number },
  ): Promise<string[]> {
    const expanded: string[] = [];
    for (const word of words) {
      const isNamed = depth < maxDepth && left.files > 0 && isResponseFile(word);
      const path = isNamed ? pathBelow(place, word.slice(1)) : undefined;
      if (path === undefined) {
        expanded.push(word);
        continue;
      }
      left.files--;
      const inner = commandWords(await this.#text(path), place.directory);
      for (const each of await this.#expanded(inner, place, depth + 1, left)) expanded.push(each);
    }
    return expanded;
  }

  #text(path: string): Promise<string> {
    const known = this.#texts.get(path) ?? readSmall(join(this.#root, path)).catch(() => ""); // it is not built yet
    this.#texts.set(path, known);
    return known;
  }
}

function isResponseFile(word: string): boolean {
  return word.length > 1 && word.startsWith("@");
}

async function readSmall(file: string): Promise<string> {
  const stats = await stat(file);
  return stats.isFile() && stats.size <= maxBytes ? readFile(file, "utf8") : "";
}
