import { posix } from "node:path";
import { aliasesTo, isOpen } from "../../languages/typescript/modules.ts";
import type { KnownNames } from "../knownNames.ts";
import { type Exporter, passedOnAs } from "./exporters.ts";
import { endingFor, endingsOf, neededEnding } from "./fileStyle.ts";
import type { Importing } from "./missingImport.ts";
import { requires } from "./moduleKind.ts";

/** How a file imports a name from another, and what is exported there. */
type Way = { readonly specifier: string; readonly as: Exporter["as"] };

/**
 * The ways a file imports a name from another of its workspace. Undefined where no way of writing it leads there. An
 * example is a file of a package that does not offer it.
 */
export function wayTo(into: Importing, name: string, exporter: Exporter, names: KnownNames): Way | undefined {
  const { path, tags } = into;
  const own = tags.imports.filter(({ kind }) => kind !== "dynamic" && kind !== "reexport");
  const used = own.map(({ specifier }) => specifier).filter((each) => /[^.]/.test(each) && each !== "__future__");
  const ways = into.language?.folder === "python" ? pythonWays : scriptWays;
  const found = (specifiers: readonly string[], isMeant: (entry: string) => boolean): Way | undefined => {
    for (const specifier of specifiers) {
      const entry = names.moduleOf(path, specifier);
      const as = entry !== undefined && isMeant(entry) ? passedOnAs(entry, name, exporter, names) : undefined;
      if (as) return { specifier, as };
    }
    return undefined;
  };
  const target = exporter.file.path;
  const isTarget = (entry: string) => entry === target;
  // What stands for a folder imports what is in it, and not the reverse.
  const isApart = (entry: string) => !isIn(posix.dirname(entry), path);
  const face = faceOf(target, names);
  return (
    found(used, isTarget) ??
    found(used, isApart) ??
    (face === undefined
      ? undefined
      : found(ways(into, face, used, names), (entry) => entry === face && isApart(entry))) ??
    found(ways(into, target, used, names), () => true)
  );
}

/** The file that stands for the folder of another, if there is one. */
function faceOf(target: string, names: KnownNames): string | undefined {
  const folder = posix.dirname(target);
  const faces = /\.pyi?$/.test(target) ? ["__init__.py"] : ["index.ts", "index.tsx", "index.js", "index.mjs"];
  return faces.map((each) => posix.join(folder, each)).find((each) => each !== target && names.file(each));
}

function isIn(folder: string, path: string): boolean {
  return folder === "." || path.startsWith(`${folder}/`);
}

/** As the file itself imports from there already, else from the package it is in, by an alias, or by a relative path. */
function scriptWays(into: Importing, target: string, used: readonly string[], names: KnownNames): readonly string[] {
  const { path } = into;
  const file = names.file(target);
  const foreign = packageWays(path, target, names);
  if (foreign) return foreign;
  const isRequired = requires(into, file, names.project);
  const relative = used.filter((specifier) => /^\.{1,2}(?:\/|$)/.test(specifier));
  const neighbours = (file?.tags.imports ?? [])
    .map(({ specifier }) => specifier)
    .filter((specifier) => /^\.{1,2}\//.test(specifier));
  const needed = isRequired ? "none" : neededEnding(path, names.project);
  const ending = (own: readonly string[]) => {
    const endings = endingsOf(own);
    const known = endings.size > 0 || isRequired ? endings : endingsOf(neighbours);
    return endingFor(target, known, needed);
  };
  const stem = target.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, "");
  const up = posix.relative(posix.dirname(path), stem);
  const dotted = up.startsWith(".") ? up : `./${up}`;
  const hasSameDirection = relative.some((specifier) => specifier.startsWith("../") === dotted.startsWith("../"));
  const aliases = aliasesTo(names, path, target, used)
    .sort((a, b) => a.alias.length - b.alias.length)
    .flatMap(({ alias, like }) => ended(alias, ending(like)));
  const byPath = [...ended(dotted, ending(relative)), dotted];
  return hasSameDirection ? [...byPath, ...aliases] : [...aliases, ...byPath];
}

function ended(specifier: string, ending: string): string[] {
  const folder = ending === "" && /.\/index$/.test(specifier) ? [specifier.replace(/\/index$/, "")] : [];
  return [...folder, specifier + ending];
}

/** By the name of another package of the repository, as far as it offers the file. Undefined within one package. */
function packageWays(path: string, target: string, { project }: KnownNames): string[] | undefined {
  const home = project.packageAround(path);
  const other = project.packageAround(target);
  const name = other?.name;
  if (!name || other === home) return undefined;
  // A package inside another's folder, as examples are, reaches out of it by a path.
  if (home && `${home.folder}/`.startsWith(other.folder === "" ? "" : `${other.folder}/`)) return undefined;
  if (project.packageNamed(name) !== other) return undefined;
  const inside = target.slice(other.folder.length + 1).replace(/(?:\.d)?\.[cm]?[jt]sx?$/, "");
  const subpaths = [inside, inside.replace(/^(?:src|lib|dist)\//, "")].flatMap((each) => [
    each.replace(/\/index$/, ""),
    each,
  ]);
  const open = ["", ...subpaths.flatMap((each) => [each, `${each}.js`])].filter((each) => isOpen(other, each));
  return open.map((each) => (each === "" ? name : `${name}/${each}`));
}

/** Relative inside a package where the file writes so, else by the whole path; without the folder that sources lie in. */
function pythonWays(
  { path, tags }: Importing,
  target: string,
  used: readonly string[],
  names: KnownNames,
): readonly string[] {
  const module = target.replace(/(?:(?:^|\/)__init__)?\.pyi?$/, "");
  const dotted = module.replaceAll("/", ".");
  const bases = new Set(used.flatMap((specifier) => baseOf(specifier, names.moduleOf(path, specifier)) ?? []));
  const likeOthers = [...bases].filter((base) => dotted.startsWith(base)).map((base) => dotted.slice(base.length));
  const outermost = module.split("/")[0] ?? "";
  const isSources = /^(?:src|lib|python)$/.test(outermost) && !names.file(`${outermost}/__init__.py`);
  const absolute = [...likeOthers, ...(isSources ? [dotted.slice(outermost.length + 1)] : []), dotted];
  const up = posix.relative(posix.dirname(path), module).split("/");
  const above = up.filter((part) => part === "..").length;
  const relative = ".".repeat(above + 1) + up.filter((part) => part !== "..").join(".");
  const written = tags.imports
    .map(({ specifier }) => specifier)
    .filter((each) => names.moduleOf(path, each) !== undefined);
  // A file that imports nothing of its own writes as the other does.
  const like =
    written.length > 0 ? written : (names.file(target)?.tags.imports ?? []).map(({ specifier }) => specifier);
  // The folder that holds both, from which such an import starts, is a package: the root seldom is.
  const dots = Math.max(0, ...written.map((specifier) => /^\.*/.exec(specifier)?.[0].length ?? 0));
  const isInside = above < path.split("/").length - 1;
  const isRelative = like.some((specifier) => specifier.startsWith(".")) && (isInside || above < dots);
  const ways = isRelative ? [relative, ...absolute] : [...absolute, relative];
  return ways.filter(isPythonModule);
}

/** The folder, with a dot at its end, from which an absolute import leads to a file. */
function baseOf(specifier: string, target: string | undefined): string | undefined {
  if (target === undefined || specifier.startsWith(".")) return undefined;
  const dotted = target.replace(/(?:\/__init__)?\.pyi?$/, "").replaceAll("/", ".");
  return dotted.endsWith(`.${specifier}`) ? dotted.slice(0, -specifier.length) : undefined;
}

const pythonKeywords: ReadonlySet<string> = new Set(
  (
    "False None True and as assert async await break class continue def del elif else except finally for from global " +
    "if import in is lambda nonlocal not or pass raise return try while with yield"
  ).split(" "),
);

/** True if Python can read a module's name: `my-lib.tool` and `class.tool` are none. */
function isPythonModule(specifier: string): boolean {
  const parts = specifier.replace(/^\.+/, "").split(".");
  if (specifier !== "" && /^\.+$/.test(specifier)) return true;
  return parts.every((part) => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(part) && !pythonKeywords.has(part));
}
