import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { cacheFolder } from "./cacheFolder.ts";

/** A file that is there once this user was told of something, in whatever editor or terminal. */
export const toldFile = (what: string): string => join(cacheFolder("told"), what);

/**
 * Whether this user is now to be told of something for the first time: true once, for one of all processes. Where that
 * cannot be kept it is false, since an editor would tell it at every start.
 */
export async function isFirstToBeTold(what: string): Promise<boolean> {
  try {
    await mkdir(dirname(toldFile(what)), { recursive: true, mode: 0o700 });
    await writeFile(toldFile(what), "", { flag: "wx", mode: 0o600 });
    return true;
  } catch {
    return false; // it is there, or nothing can be written
  }
}
