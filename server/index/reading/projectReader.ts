import { join } from "node:path";
import { Project } from "../../languages/project.ts";
import { projectFileName } from "../../languages/projectFiles.ts";
import { readSource } from "./readSource.ts";

/** Keeps what the project files of a folder say, as they are read from disk. */
export class ProjectReader {
  readonly #root: string;
  readonly #texts = new Map<string, string>();
  #project = new Project();

  constructor(root: string) {
    this.#root = root;
  }

  get project(): Project {
    return this.#project;
  }

  paths(): Iterable<string> {
    return this.#texts.keys();
  }

  /** Reads the project files among `listed`, which are new or changed, and forgets those among `gone`. */
  async update(listed: readonly string[], gone: readonly string[]): Promise<void> {
    const changed = listed.filter((path) => projectFileName.test(path));
    const lost = gone.filter((path) => this.#texts.delete(path));
    for (const path of changed) {
      const source = await readSource(join(this.#root, path));
      if ("text" in source) this.#texts.set(path, source.text);
    }
    if (changed.length > 0 || lost.length > 0) this.#project = new Project(this.#texts);
  }
}
