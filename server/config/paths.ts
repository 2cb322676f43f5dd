import { resolve } from "node:path";
import { isStoreId } from "../../models/files/stores.ts";

/** The same setting, good in any folder: a relative path in a file is meant from where the file is. */
export function settledIn(folder: string, setting: string): string {
  return isPath(setting) && !/^(?:~[\\/]|remote:)/.test(setting) ? resolve(folder, setting) : setting;
}

/**
 * True if a setting is a path of a file. Ids of models hold no slashes and are no names of GGUF files, unless they name
 * what another program has.
 */
export function isPath(setting: string): boolean {
  return !isStoreId(setting) && /[\\/]|\.gguf$/i.test(setting);
}
