import { errorCode } from "./errorCode.ts";
import { errorMessage } from "./errorText.ts";

/** Why nothing can be written at a place, for the end of a sentence. */
export function whyNotWritten(error: unknown): string {
  return reasons[errorCode(error) ?? ""] ?? errorMessage(error);
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
