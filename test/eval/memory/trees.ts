import { execFileSync } from "node:child_process";
import { languageOf } from "../../../grammars/languages.ts";
import { MemoryWorkspace } from "../../context/memoryWorkspace.ts";
import type { Repository } from "../replay/git.ts";

const longestOutputBytes = 1 << 30;
const maxBytes = 300_000;

/** The code of one commit after another as a workspace in memory; only what differs is read anew. */
export class Trees {
  readonly workspace = new MemoryWorkspace();
  readonly #repository: Repository;
  #files: ReadonlyMap<string, string> = new Map();

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  moveTo(commit: string): void {
    const files = this.#filesOf(commit);
    for (const path of this.#files.keys()) if (!files.has(path)) this.workspace.delete(path);
    const changed = [...files].filter(([path, blob]) => this.#files.get(path) !== blob);
    const texts = this.#textsOf(changed.map(([, blob]) => blob));
    changed.forEach(([path], i) => {
      this.workspace.update(path, texts[i] as string);
    });
    this.#files = files;
  }

  #filesOf(commit: string): Map<string, string> {
    const listed = this.#git(["ls-tree", "-r", "-l", "-z", commit]).toString().split("\0").slice(0, -1);
    return new Map(
      listed.flatMap((line): [string, string][] => {
        const [, mode, blob, size, path] = /^(\d+) blob (\w+)\s+(\d+)\t(.*)$/s.exec(line) ?? [];
        if (!mode?.startsWith("100") || !path || !languageOf(path) || Number(size) > maxBytes) return [];
        return [[path, blob as string]];
      }),
    );
  }

  /** `git cat-file --batch` writes each as a line with its size, its bytes and a line end. */
  #textsOf(blobs: readonly string[]): string[] {
    const all = this.#git(["cat-file", "--batch"], blobs.map((blob) => `${blob}\n`).join(""));
    const texts: string[] = [];
    for (let at = 0; at < all.length; ) {
      const end = all.indexOf(10, at);
      const size = Number(all.toString("latin1", at, end).split(" ")[2]);
      texts.push(all.toString("utf8", end + 1, end + 1 + size));
      at = end + size + 2;
    }
    return texts;
  }

  #git(args: readonly string[], input = ""): Buffer {
    const all = [`--git-dir=${this.#repository.gitDir}`, "-c", "core.quotePath=false", ...args];
    return execFileSync("git", all, { maxBuffer: longestOutputBytes, stdio: "pipe", input, cwd: "/" });
  }
}
