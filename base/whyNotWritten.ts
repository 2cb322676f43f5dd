import { accessSync, constants } from "node:fs";
import { dirname } from "node:path";
import { errorCode } from "./errorCode.ts";
import { errorMessage } from "./errorText.ts";

/** Why nothing can be written at a place, for the end of a sentence. */
export function whyNotWritten(error: unknown): string {
  return reasons[codeOf(error) ?? ""] ?? errorMessage(error);
}

/**
 * Node says of a recursive mkdir on a disk that can only be read that the folder above is not there. The lowest that is
 * there knows better.
 */
function codeOf(error: unknown): string | undefined {
  const code = errorCode(error);
  const { syscall, path } = error as NodeJS.ErrnoException;
  if (code !== "ENOENT" || syscall !== "mkdir" || path === undefined) return code;
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    try {
      accessSync(folder, constants.W_OK);
      return code;
    } catch (above) {
      if (errorCode(above) !== "ENOENT" || folder === dirname(folder)) return errorCode(above);
    }
  }
}

/** The error of a file that cannot be written: a sentence that names it. */
export function notWritten(path: string, error: unknown): Error {
  return new Error(`${path} cannot be written: ${whyNotWritten(error)}`, { cause: error });
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "you may not write there",
  EPERM: "you may not write there",
  EROFS: "what lies there can only be read",
  ENOSPC: "the disk is full",
  EDQUOT: "your share of the disk is full",
  ENOTDIR: "a file stands where a folder should be",
  EEXIST: "a file stands where a folder should be",
};
