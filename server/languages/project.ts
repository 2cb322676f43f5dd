import type { CompileCommands } from "./c/compileCommands.ts";
import {
  folderOf,
  joinPath,
  nearestAround,
  type PackageJson,
  parsePackageJson,
  parseTsConfig,
  type TsConfig,
} from "./projectFiles.ts";

/** Where modules may be, as the project files of a folder say it. Immutable. */
export class Project {
  readonly #tsConfigs: ReadonlyMap<string, TsConfig>;
  readonly #packagesByName: ReadonlyMap<string, PackageJson>;
  readonly #packagesByFolder: ReadonlyMap<string, PackageJson>;
  readonly #tsConfigsOf = new Map<string, readonly TsConfig[]>();

  readonly #files: ReadonlyMap<string, string>;
  readonly #named = new Map<string, ReadonlyMap<string, string>>();

  /** What was told to compilers of C and C++, what counts first in front. */
  readonly compileCommands: readonly CompileCommands[];

  /** The texts of all project files, by path relative to the root; see `projectFileName`. */
  constructor(files: ReadonlyMap<string, string> = new Map(), compileCommands: readonly CompileCommands[] = []) {
    this.#files = files;
    this.compileCommands = compileCommands;
    const paths = [...files.keys()].sort((a, b) => a.length - b.length);
    const packages = paths
      .filter((path) => /(^|\/)package\.json$/.test(path))
      .flatMap((path) => parsePackageJson(path, files.get(path) as string) ?? []);
    this.#packagesByFolder = new Map(packages.map((it) => [it.folder, it]));
    // The outermost of two packages with one name is the real one; the other is a fixture.
    this.#packagesByName = new Map([...packages].reverse().flatMap((it) => (it.name ? [[it.name, it]] : [])));
    this.#tsConfigs = new Map(
      paths
        .filter((path) => /[tj]sconfig[^/]*$/.test(path))
        .flatMap((path) => {
          const config = parseTsConfig(path, files.get(path) as string);
          return config ? [[path, config] as const] : [];
        }),
    );
  }

  /** The nearest project file of a name in a folder around a path, as it was read. */
  fileAround(path: string, name: string): { readonly folder: string; readonly text: string } | undefined {
    return nearestAround(path, (folder) => {
      const text = this.#files.get(folder === "" ? name : `${folder}/${name}`);
      return text === undefined ? undefined : { folder, text };
    });
  }

  /** All project files of a name, by the folders that they stand in. */
  filesNamed(name: string): ReadonlyMap<string, string> {
    const known = this.#named.get(name);
    if (known) return known;
    const isNamed = (path: string) => path === name || path.endsWith(`/${name}`);
    const found = [...this.#files]
      .filter(([path]) => isNamed(path))
      .map(([path, text]) => [folderOf(path), text] as const);
    const named = new Map(found);
    this.#named.set(name, named);
    return named;
  }

  packageNamed(name: string): PackageJson | undefined {
    return this.#packagesByName.get(name);
  }

  /** The package that a file belongs to. */
  packageAround(path: string): PackageJson | undefined {
    return nearestAround(path, (folder) => this.#packagesByFolder.get(folder));
  }

  /** The configuration that holds for a file, with what it extends filled in: the nearest that says where modules are. */
  tsConfigAround(path: string): TsConfig | undefined {
    return this.#tsConfigThat(path, (config) => config.paths !== undefined || config.baseUrl !== undefined);
  }

  /** The nearest that says what kind of modules there are, likewise. */
  moduleSettingsAround(path: string): TsConfig | undefined {
    return this.#tsConfigThat(
      path,
      ({ module, moduleResolution, importsSources }) => (module ?? moduleResolution ?? importsSources) !== undefined,
    );
  }

  hasTsConfigAround(path: string): boolean {
    return this.#tsConfigThat(path, () => true) !== undefined;
  }

  #tsConfigThat(path: string, says: (config: TsConfig) => boolean): TsConfig | undefined {
    return nearestAround(path, (folder) => this.#tsConfigsIn(folder).find(says));
  }

  /** A folder's `tsconfig.json` may only list others beside it, where the paths then are. */
  #tsConfigsIn(folder: string): readonly TsConfig[] {
    const known = this.#tsConfigsOf.get(folder);
    if (known) return known;
    const inFolder = [...this.#tsConfigs.keys()].filter((path) => folderOf(path) === folder);
    const merged = inFolder.sort((a, b) => a.length - b.length).flatMap((path) => this.#merged(path, new Set()) ?? []);
    this.#tsConfigsOf.set(folder, merged);
    return merged;
  }

  /** `seen` ends a circle of configurations that extend each other. */
  #merged(path: string, seen: Set<string>): TsConfig | undefined {
    const own = this.#tsConfigs.get(path);
    if (!own || seen.has(path)) return undefined;
    seen.add(path);
    const bases = own.extends.map((specifier) => this.#merged(this.#extended(path, specifier), seen));
    return Object.assign({}, ...bases, own);
  }

  #extended(path: string, specifier: string): string {
    const target = specifier.startsWith(".") ? joinPath(folderOf(path), specifier) : this.#inPackage(specifier);
    const candidates = [target, `${target}.json`, joinPath(target, "tsconfig.json")];
    return candidates.find((candidate) => this.#tsConfigs.has(candidate)) ?? target;
  }

  #inPackage(specifier: string): string {
    const { name, rest } = splitSpecifier(specifier);
    return joinPath(this.packageNamed(name)?.folder ?? "..", rest);
  }
}

/** A package's name and what is wanted of it: `@scope/name/a/b` is `@scope/name` and `a/b`. */
export function splitSpecifier(specifier: string): { readonly name: string; readonly rest: string } {
  const parts = specifier.split("/");
  const name = parts.splice(0, specifier.startsWith("@") ? 2 : 1).join("/");
  return { name, rest: parts.join("/") };
}
