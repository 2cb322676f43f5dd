import { join } from "node:path";
import { Project } from "../../languages/project.ts";
import { projectFileName } from "../../languages/projectFiles.ts";
import { CompileCommandsReader } from "./compileCommandsReader.ts";
import { readSource } from "./readSource.ts";

/** Keeps what the project files of a folder say, as they are read from disk. */
export class ProjectReader {
  readonly #root: string;
  readonly #texts = new Map<string, string>();
  readonly #compileCommands: CompileCommandsReader;
  #project = new Project();

  constructor(root: string, log: (message: string) => void) {
    this.#root = root;
    this.#compileCommands = new CompileCommandsReader(root, log);
  }

  get project(): Project {
    return this.#project;
  }

  paths(): Iterable<string> {
    return this.#texts.keys();
  }

  /**
   * Reads the project files among `listed`, which are new or changed, and forgets those among `gone`. `only` are the paths
   * that were looked at; everything was if undefined.
   */
  async update(listed: readonly string[], gone: readonly string[], only?: readonly string[]): Promise<void> {
    const changed = listed.filter((path) => projectFileName.test(path));
    const lost = gone.filter((path) => this.#texts.delete(path));
    for (const path of changed) {
      const source = await readSource(join(this.#root, path));
      if ("text" in source) this.#texts.set(path, source.text);
    }
    const areCommandsNew = await this.#compileCommands.update(listed, only);
    if (changed.length > 0 || lost.length > 0 || areCommandsNew) {
      this.#project = new Project(this.#texts, this.#compileCommands.commands);
    }
  }
}
