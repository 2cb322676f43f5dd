/** The contents of a folder: paths relative to it, `/` between folders. */
export type Listing = {
  readonly paths: readonly string[];
  readonly skipped: readonly Skipped[];
};

/** A file that will not be indexed, and why, in words for people. */
export type Skipped = { readonly path: string; readonly reason: string };

/** The files to look for in a folder. */
export type Discovery = {
  readonly wanted: (path: string) => boolean;
  readonly log: (message: string) => void;
  readonly signal?: AbortSignal;
  /** Only these files and folders, relative to the root; everything without it. */
  readonly only?: readonly string[];
};

/** Other people's code and machine output. Nobody wants them as context, even when they are committed. */
export const foreignFolders: ReadonlySet<string> = new Set(
  (
    "node_modules bower_components jspm_packages .git .hg .svn .jj .yarn .pnpm-store .venv venv site-packages " +
    "__pycache__ .tox .nox .mypy_cache .pytest_cache .ruff_cache .next .nuxt .svelte-kit .turbo .cache"
  ).split(" "),
);

/** True if a path lies in a folder that is never indexed. */
export function isForeign(path: string): boolean {
  let start = 0;
  for (let slash = path.indexOf("/"); slash >= 0; slash = path.indexOf("/", start)) {
    if (foreignFolders.has(path.slice(start, slash))) return true;
    start = slash + 1;
  }
  return false;
}
