import { resolve } from "node:path";

/** The same setting, good in any folder: a relative path in a file is meant from where the file is. */
export function settledIn(folder: string, setting: string): string {
  return isPath(setting) && !/^(?:~[\\/]|remote:)/.test(setting) ? resolve(folder, setting) : setting;
}

/** True if a setting is a path of a file. Ids of models hold no slashes and are no names of GGUF files. */
export function isPath(setting: string): boolean {
  return /[\\/]|\.gguf$/i.test(setting);
}
