import { isObject } from "../../../base/json.ts";
import type { Files, ModuleRules } from "../modules.ts";
import { splitSpecifier } from "../project.ts";
import { folderOf, joinPath, type PackageJson } from "../projectFiles.ts";

/** In the order TypeScript tries them. */
const endings = [".ts", ".tsx", ".d.ts", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"];

/** The endings of sources that may have been compiled to a file with this ending. */
const sourcesOf: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx", ".d.ts"],
  ".jsx": [".tsx"],
  ".mjs": [".mts", ".d.mts"],
  ".cjs": [".cts", ".d.cts"],
};

/** Conditions of package exports we follow, sources and types before what was built from them. */
const conditions = ["source", "development", "types", "import", "module", "node", "require", "default", "browser"];

/** Folders that hold what a package was built to, and where by custom it was built from. */
const built = /(^|\/)(dist|lib|build|out|esm|cjs|es)\//;

/** How TypeScript, Node and bundlers find modules. */
export const scriptModules: ModuleRules = { fileOf: scriptModule };

/** The file of a TypeScript or JavaScript module. */
function scriptModule(files: Files, from: string, specifier: string): string | undefined {
  const wanted = specifier.replace(/\?.*$/s, ""); // bundlers take instructions there: `./a?raw`
  if (/^\.{1,2}(\/|$)/.test(wanted)) return fileAt(files, joinPath(folderOf(from), wanted));
  if (wanted.startsWith("#")) return inImports(files, from, wanted);
  return inPaths(files, from, wanted) ?? inPackage(files, wanted);
}

/**
 * The specifiers by which the patterns of a file's tsconfig and package lead to `target`. Each comes with those of the
 * file's own imports that use the same pattern.
 */
export function aliasesTo(
  { project }: Pick<Files, "project">,
  from: string,
  target: string,
  used: readonly string[],
): { readonly alias: string; readonly like: readonly string[] }[] {
  const config = project.tsConfigAround(from);
  const home = project.packageAround(from);
  const base = config?.baseUrl;
  const patterns = [
    ...Object.entries(config?.paths ?? {}).flatMap(([pattern, targets]) =>
      targets.map((each) => [pattern, joinPath(config?.pathsBase ?? "", each)] as const),
    ),
    ...(base === undefined ? [] : [["*", joinPath(base, "*")] as const]),
    ...(home && isObject(home.imports)
      ? Object.entries(home.imports).flatMap(([pattern, value]) =>
          conditional(value, "*").map((each) => [pattern, joinPath(home.folder, each)] as const),
        )
      : []),
  ];
  return patterns.flatMap(([pattern, place]) => {
    const [head, tail] = place.split("*") as [string, string | undefined];
    const like = used.filter(
      (specifier) => !specifier.startsWith(".") && matching({ [pattern]: 0 }, specifier).length > 0,
    );
    if (tail === undefined || !target.startsWith(head) || !pattern.includes("*") || like.length === 0) return [];
    const star = target.slice(head.length).replace(tail === "" ? /(?:\.d)?\.[cm]?[jt]sx?$/ : /\.[cm]?[jt]sx?$/, "");
    return [{ alias: pattern.replace("*", () => star), like }];
  });
}

/** A file, as written or with an ending; its source where it names a built file; or a folder's index. */
function fileAt(files: Files, target: string): string | undefined {
  const { has, project } = files;
  if (target === ".." || target.startsWith("../")) return undefined;
  const ending = /\.[cm]?jsx?$/.exec(target)?.[0] ?? "";
  const stem = target.slice(0, target.length - ending.length);
  const candidates = [
    ...(sourcesOf[ending] ?? []).map((source) => stem + source),
    target,
    ...endings.map((each) => target + each),
    ...endings.map((each) => joinPath(target, `index${each}`)),
  ];
  const found = candidates.find(has);
  if (found) return found;
  const inside = project.packageAround(joinPath(target, "package.json"));
  return inside?.folder === target && target !== "" ? firstOf(files, inside, inside.entries) : undefined;
}

/** By the `paths` and `baseUrl` of the nearest tsconfig. */
function inPaths(files: Files, from: string, specifier: string): string | undefined {
  const config = files.project.tsConfigAround(from);
  if (!config) return undefined;
  const byPattern = matching(config.paths ?? {}, specifier).flatMap(({ value, star }) =>
    value.map((target) =>
      joinPath(
        config.pathsBase ?? "",
        target.replace("*", () => star),
      ),
    ),
  );
  const byBase = config.baseUrl === undefined ? [] : [joinPath(config.baseUrl, specifier)];
  for (const target of [...byPattern, ...byBase]) {
    const file = fileAt(files, target);
    if (file) return file;
  }
  return undefined;
}

/** In a package of this repository, as its `exports` or its entries have it. */
function inPackage(files: Files, specifier: string): string | undefined {
  const { name, rest } = splitSpecifier(specifier);
  const home = files.project.packageNamed(name);
  if (!home) return undefined;
  const exported = targets(home.exports, rest ? `./${rest}` : ".");
  const entries = rest ? [rest, `src/${rest}`] : [...home.entries, "index", "src/index", "src"];
  return firstOf(files, home, [...exported, ...entries]);
}

/**
 * True if others may import a subpath of a package, "" for the package itself. They may import all but what its
 * `exports` leave out.
 */
export function isOpen({ exports }: PackageJson, subpath: string): boolean {
  return exports === undefined || targets(exports, subpath === "" ? "." : `./${subpath}`).length > 0;
}

/** `#name` of the importing file's own package. */
function inImports(files: Files, from: string, specifier: string): string | undefined {
  const home = files.project.packageAround(from);
  return home && firstOf(files, home, targets(home.imports, specifier));
}

/** The first target that is a file, or was built from one. */
function firstOf(files: Files, { folder }: PackageJson, targets: readonly string[]): string | undefined {
  for (const target of targets) {
    const sources = built.test(target) ? [target.replace(built, "$1src/"), target.replace(built, "$1")] : [];
    for (const candidate of [target, ...sources]) {
      const file = fileAt(files, joinPath(folder, candidate.replace(/\.d\.([cm]?)ts$/, ".$1js")));
      if (file) return file;
    }
  }
  return undefined;
}

/**
 * The targets that `exports` or `imports` of a package.json offer for a subpath: all that our conditions reach, in
 * order.
 */
function targets(map: unknown, subpath: string): string[] {
  const isMap = isObject(map) && Object.keys(map).some((key) => key.startsWith(".") || key.startsWith("#"));
  if (!isMap) return subpath === "." ? conditional(map, "") : [];
  return matching(map, subpath).flatMap(({ value, star }) => conditional(value, star));
}

function conditional(value: unknown, star: string): string[] {
  if (typeof value === "string") return [value.replaceAll("*", () => star)];
  if (Array.isArray(value)) return value.flatMap((each) => conditional(each, star));
  if (!isObject(value)) return [];
  return conditions.flatMap((condition) => conditional(value[condition], star));
}

/**
 * The entries of a pattern table that match. The exact one comes first, then those with the longest part before the
 * `*`.
 */
function matching<T>(table: Readonly<Record<string, T>>, specifier: string): { value: T; star: string }[] {
  return Object.entries(table)
    .flatMap(([pattern, value]) => {
      const [head, tail] = pattern.split("*") as [string, string | undefined];
      if (tail === undefined) return pattern === specifier ? [{ value, star: "", rank: Infinity }] : [];
      if (specifier.length < head.length + tail.length) return [];
      if (!specifier.startsWith(head) || !specifier.endsWith(tail)) return [];
      return [{ value, star: specifier.slice(head.length, specifier.length - tail.length), rank: head.length }];
    })
    .sort((a, b) => b.rank - a.rank);
}
