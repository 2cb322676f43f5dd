import { posix } from "node:path";
import { isObject } from "../../base/json.ts";

/**
 * The places of modules, as a `tsconfig.json` or `jsconfig.json` names them. Folders are relative to the root, "" for
 * it.
 */
export type TsConfig = {
  readonly extends: readonly string[];
  readonly baseUrl?: string;
  /** Patterns with at most one `*`, and what they may stand for, relative to `pathsBase`. */
  readonly paths?: Readonly<Record<string, readonly string[]>>;
  readonly pathsBase?: string;
  /** `module` and `moduleResolution`, in small letters. */
  readonly module?: string;
  readonly moduleResolution?: string;
  /** True if imports may name the source itself, `./a.ts`. */
  readonly importsSources?: boolean;
};

/** The rules of a `package.json` about what others may import. */
export type PackageJson = {
  readonly folder: string;
  readonly name?: string;
  /** The kind of module that Node takes its `.js` files for; unsaid, CommonJS. */
  readonly type?: "module" | "commonjs";
  readonly exports?: unknown;
  readonly imports?: unknown;
  /** Where the package itself begins, the likeliest first, as written. */
  readonly entries: readonly string[];
};

export const projectFileName =
  /(^|\/)(?:(?:package|composer|[tj]sconfig(\.[\w-]+)*)\.json|go\.mod|Cargo\.toml|compile_flags\.txt)$/;

/** Undefined where the text is not what its name says: an index does not stop for a broken project file. */
export function parseTsConfig(path: string, text: string): TsConfig | undefined {
  const json = parseObject(withoutComments(text));
  if (!json) return undefined;
  const folder = folderOf(path);
  const options = isObject(json.compilerOptions) ? json.compilerOptions : {};
  const baseUrl = typeof options.baseUrl === "string" ? joinPath(folder, options.baseUrl) : undefined;
  const paths = isObject(options.paths) ? stringLists(options.paths) : undefined;
  return {
    extends: strings(json.extends),
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(paths ? { paths, pathsBase: baseUrl ?? folder } : {}),
    ...lowered(options, "module"),
    ...lowered(options, "moduleResolution"),
    ...(options.allowImportingTsExtensions === true || options.rewriteRelativeImportExtensions === true
      ? { importsSources: true }
      : {}),
  };
}

/** As `parseTsConfig`. */
export function parsePackageJson(path: string, text: string): PackageJson | undefined {
  const json = parseObject(text);
  if (!json) return undefined;
  const entries = ["source", "types", "typings", "module", "main"].flatMap((key) => strings(json[key]));
  return {
    folder: folderOf(path),
    ...(typeof json.name === "string" ? { name: json.name } : {}),
    ...(json.type === "module" || json.type === "commonjs" ? { type: json.type } : {}),
    exports: json.exports,
    imports: json.imports,
    entries,
  };
}

export function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
}

/** A path relative to a folder, `.` and `..` resolved. One that leaves the root begins with `..` and names no file. */
export function joinPath(folder: string, path: string): string {
  const joined = posix.join(folder, path).replace(/\/$/, "");
  return joined === "." ? "" : joined;
}

/** The first file that is there of those that may be meant in the folder of `from`, then in each folder around it. */
export function nearestFile(
  has: (path: string) => boolean,
  from: string,
  candidatesIn: (folder: string) => readonly string[],
): string | undefined {
  return nearestAround(from, (folder) => candidatesIn(folder).find((one) => has(one)));
}

/** The first answer from the folder of a path or one around it. */
export function nearestAround<T>(path: string, look: (folder: string) => T | undefined): T | undefined {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    const found = look(folder);
    if (found !== undefined || folder === "") return found;
  }
}

/** Comments and commas before closing brackets are allowed in a tsconfig; strings are left as they are. */
function withoutComments(text: string): string {
  return text
    .replace(/("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (_, string) => string ?? " ")
    .replace(/("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g, (_, string) => string ?? "");
}

/** An object of JSON; undefined where the text is none. */
export function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return isObject(json) ? json : undefined;
  } catch {
    return undefined; // half-written by an editor, or a template; the next change brings it back
  }
}

function lowered(options: Record<string, unknown>, key: "module" | "moduleResolution"): Partial<TsConfig> {
  const value = options[key];
  return typeof value === "string" ? { [key]: value.toLowerCase() } : {};
}

/** A text, or those of a list, as JSON has either. */
export function strings(value: unknown): string[] {
  return [value].flat().filter((item) => typeof item === "string");
}

function stringLists(object: Record<string, unknown>): Record<string, readonly string[]> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, strings(value)]));
}
