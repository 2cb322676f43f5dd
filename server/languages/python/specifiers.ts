import { posix } from "node:path";
import type { Importing, OtherFiles } from "../importing/rules.ts";

/**
 * The specifiers are relative inside a package where the file writes so, else the whole path. They leave out the folder
 * that sources lie in.
 */
export function pythonSpecifiers(
  { path, tags }: Importing,
  target: string,
  used: readonly string[],
  names: OtherFiles,
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
