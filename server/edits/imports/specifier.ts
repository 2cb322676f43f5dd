import { posix } from "node:path";
import type { KnownNames } from "../knownNames.ts";
import { importStyle } from "./fileStyle.ts";
import type { Importing } from "./missingImport.ts";

/**
 * How a file imports from another of its workspace. Undefined where no way of writing it leads there, as when the other
 * file belongs to a package that does not offer it.
 */
export function specifierFor(original: Importing, target: string, names: KnownNames): string | undefined {
  const ways = original.language?.folder === "python" ? pythonWays(original, target) : scriptWays(original, target);
  return ways.find((way) => names.moduleOf(original.path, way) === target);
}

/** As the file itself imports from there already, else by a relative path. */
function scriptWays(original: Importing, target: string): string[] {
  const { text, tags, path } = original;
  const used = tags.imports
    .filter(({ kind }) => kind === "static" || kind === "type")
    .map(({ specifier }) => specifier);
  const stem = target.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, "");
  const relative = posix.relative(posix.dirname(path), stem);
  const dotted = relative.startsWith(".") ? relative : `./${relative}`;
  const ending = importStyle(text, tags).ending(target);
  const folder = ending === "" && /\/index$/.test(dotted) ? [dotted.replace(/\/index$/, "")] : [];
  return [...used, ...folder, dotted + ending, dotted];
}

/** Relative inside a package where the file writes so, else by the whole path; without the folder that sources lie in. */
function pythonWays(original: Importing, target: string): string[] {
  const used = original.tags.imports.map(({ specifier }) => specifier).filter((specifier) => /[^.]/.test(specifier));
  const module = target.replace(/(?:\/__init__)?\.pyi?$/, "");
  const dotted = module.replaceAll("/", ".");
  const absolute = [dotted.replace(/^(?:src|lib|python)\./, ""), dotted];
  const from = posix.dirname(original.path);
  const up = posix.relative(from, module).split("/");
  const above = up.filter((part) => part === "..").length;
  const relative = ".".repeat(above + 1) + up.filter((part) => part !== "..").join(".");
  const isRelative = original.tags.imports.some(({ specifier }) => specifier.startsWith("."));
  const usesAbsolute = used.some((specifier) => !specifier.startsWith("."));
  return [
    ...used,
    ...(isRelative ? [relative, ...absolute] : usesAbsolute ? [...absolute, relative] : [...absolute, relative]),
  ];
}
