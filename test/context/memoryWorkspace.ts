import { posix } from "node:path";
import { languageOf } from "../../grammars/languages.ts";
import { ChunkIndex } from "../../server/context/chunkIndex.ts";
import type {
  DefinitionPlace,
  Mention,
  MentionsIn,
  ViewedFile,
  WorkspaceView,
} from "../../server/context/workspaceView.ts";
import { extract } from "../../server/languages/extract.ts";
import { moduleOf, reaches } from "../../server/languages/modules.ts";
import { parse } from "../../server/languages/parse.ts";
import { Project } from "../../server/languages/project.ts";
import { projectFileName } from "../../server/languages/projectFiles.ts";
import { scan } from "../../server/languages/scan.ts";
import { noTags, type Tags } from "../../server/languages/tags.ts";

/** Re-exports are followed this deep. */
const maxHops = 3;

/** A whole workspace in memory, for tests and measurements: relative imports only, no store, no watcher. */
export class MemoryWorkspace implements WorkspaceView {
  readonly chunks = new ChunkIndex();
  readonly #files = new Map<string, ViewedFile>();
  readonly #definitions = new Map<string, Set<ViewedFile>>();
  readonly #mentions = new Map<string, Map<string, number[]>>();
  #project: Project | undefined;

  constructor(files: Readonly<Record<string, string>> = {}) {
    for (const [path, text] of Object.entries(files)) this.update(path, text);
  }

  get files(): readonly ViewedFile[] {
    return [...this.#files.values()].sort(byPath);
  }

  file = (path: string): ViewedFile | undefined => this.#files.get(path);

  definitions = (name: string): readonly DefinitionPlace[] =>
    [...(this.#definitions.get(name) ?? [])].sort(byPath).flatMap((file) => definedIn(file, name));

  mentions = (name: string): readonly Mention[] =>
    [...(this.#mentions.get(name) ?? [])]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([path, offsets]) => offsets.map((offset) => ({ path, offset })));

  mentionedIn = (name: string): readonly MentionsIn[] =>
    [...(this.#mentions.get(name) ?? [])]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([relative, offsets]) => ({ relative, offsets, count: offsets.length }));

  mentioning = (name: string): readonly MentionsIn[] => this.mentionedIn(name);

  importsOf = (path: string): readonly string[] => {
    const imports = this.#files.get(path)?.tags.imports ?? [];
    return [...new Set(imports.flatMap((item) => this.#target(path, item.specifier) ?? []))];
  };

  moduleOf = (path: string, specifier: string, name?: string): string | undefined =>
    moduleOf({ has: (file) => this.#files.has(file), languageOf, project: this.project }, path, specifier, name);

  reaches = (path: string, to: string): boolean =>
    reaches({ languageOf, project: this.project }, { path, imports: this.#files.get(path)?.tags.imports ?? [] }, to);

  get project(): Project {
    if (!this.#project) {
      const files = [...this.#files.values()].filter(({ path }) => projectFileName.test(path));
      this.#project = new Project(new Map(files.map(({ path, text }) => [path, text])));
    }
    return this.#project;
  }

  resolve = (path: string, local: string): readonly DefinitionPlace[] => this.#resolve(path, local, maxHops);

  moduleNamed = (path: string, local: string): string | undefined => {
    const bound = this.#files
      .get(path)
      ?.tags.imports.find(({ names }) => names.some((name) => name.local === local && name.imported === "*"));
    return bound && this.#target(path, bound.specifier);
  };

  update(path: string, text: string): ViewedFile {
    this.delete(path);
    const file = { uri: `file:///workspace/${path}`, path, text, tags: tagsOf(path, text) };
    this.#files.set(path, file);
    this.#project = undefined;
    for (const { name } of file.tags.definitions) entry(this.#definitions, name, () => new Set()).add(file);
    eachMention(file, (name, start) => {
      const offsets = entry(this.#mentions, name, () => new Map<string, number[]>());
      entry(offsets, path, () => []).push(start);
    });
    if (languageOf(path)) this.chunks.update(path, text, file.tags.definitions);
    return file;
  }

  delete(path: string): void {
    const old = this.#files.get(path);
    if (!old) return;
    this.#files.delete(path);
    this.#project = undefined;
    for (const { name } of old.tags.definitions) this.#definitions.get(name)?.delete(old);
    eachMention(old, (name) => this.#mentions.get(name)?.delete(path));
    this.chunks.delete(path);
  }

  #resolve(path: string, local: string, hops: number): DefinitionPlace[] {
    const file = this.#files.get(path);
    if (!file || hops < 0) return [];
    return file.tags.imports.flatMap(({ specifier, names }) => {
      const target = names.some((name) => name.local === local || name.local === "*") && this.#target(path, specifier);
      const there = target ? this.#files.get(target) : undefined;
      if (!there) return [];
      return names
        .filter((name) => name.local === local || name.local === "*")
        .flatMap(({ imported }) => {
          const name = imported === "*" ? local : imported;
          const renamed = there.tags.imports
            .filter((one) => one.specifier === "")
            .flatMap((one) => one.names.filter((each) => each.local === name));
          const own = [name, ...renamed.map((one) => one.imported)]
            .flatMap((each) => definedIn(there, each))
            .filter(({ definition }) => definition.parent < 0);
          return own.length > 0 ? own : this.#resolve(there.path, name, hops - 1);
        });
    });
  }

  #target(path: string, specifier: string): string | undefined {
    const own = candidates(path, specifier).find((candidate) => this.#files.has(candidate));
    return own ?? (/\.(?:[cm]?[jt]sx?|pyi?)$/.test(path) ? undefined : this.moduleOf(path, specifier));
  }
}

export function tagsOf(path: string, text: string): Tags {
  const language = languageOf(path);
  const tree = language && parse(language, text);
  return tree ? extract(language, tree, text) : noTags;
}

function eachMention({ path, text }: ViewedFile, visit: (name: string, start: number) => void): void {
  const language = languageOf(path);
  if (language) scan(text, language, (start, end) => visit(text.slice(start, end), start));
}

function definedIn(file: ViewedFile, name: string): DefinitionPlace[] {
  return file.tags.definitions.filter((one) => one.name === name).map((definition) => ({ file, definition }));
}

function candidates(path: string, specifier: string): string[] {
  const folder = posix.dirname(path);
  if (path.endsWith(".py")) {
    const dots = /^\.*/.exec(specifier)?.[0].length ?? 0;
    const rest = specifier.slice(dots).replaceAll(".", "/");
    const base = dots > 0 ? posix.join(folder, "../".repeat(dots - 1), rest) : rest;
    return ["", "src/"].flatMap((root) => [`${root}${base}.py`, posix.join(root, base, "__init__.py")]);
  }
  if (!specifier.startsWith(".")) return [];
  const base = posix.join(folder, specifier);
  const bare = base.replace(/\.[cm]?jsx?$/, "");
  return [base, ...[".ts", ".tsx", ".js", "/index.ts", "/index.tsx", "/index.js"].map((end) => bare + end)];
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : 1;
}
