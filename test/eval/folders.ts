import { join } from "node:path";
import { repository } from "../process/environment.ts";

/** The folders named on the command line; without any this repository's own code, which every clone has. */
export function foldersOr(named: readonly string[]): readonly string[] {
  return named.length > 0 ? named : ["server", "models"].map((folder) => join(repository, folder));
}
