import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The innermost git repository that a folder is or is part of, else the folder itself. */
export function repositoryAround(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (dirname(at) === at) return folder;
  }
}
