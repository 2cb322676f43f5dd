import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { Stamp } from "./fileTable.ts";

/** Above this a file is data, not code anybody reads: it is not even scanned for identifiers. */
export const maxBytes = 4_000_000;

/** Longer lines on average mean a minifier wrote them. */
const maxAverageLine = 500;

/** A file system's clock may be this coarse: a younger file can change again without a new time. */
const racyMs = 2_000;

export type Source = { readonly text: string; readonly stamp: Stamp };

/** A file's text without byte order mark, or why there is none: a reason in words for people. Never throws. */
export async function readSource(path: string): Promise<Source | { readonly reason: string }> {
  let file: FileHandle | undefined;
  try {
    // Neither a link nor a pipe that never answers: O_NONBLOCK is harmless for files.
    file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const stats = await file.stat();
    if (!stats.isFile()) return { reason: "not a file" };
    if (stats.size > maxBytes) return { reason: `larger than ${maxBytes / 1e6} MB` };
    const bytes = await file.readFile();
    const modifiedMs = Date.now() - stats.mtimeMs < racyMs ? 0 : stats.mtimeMs;
    return decode(bytes, modifiedMs);
  } catch (error) {
    return {
      reason: reasons[(error as NodeJS.ErrnoException).code ?? ""] ?? `unreadable: ${(error as Error).message}`,
    };
  } finally {
    await file?.close();
  }
}

/** What `text` is when it comes from disk: UTF-8, its byte order mark dropped as editors drop it. */
export function decode(bytes: Buffer, modifiedMs: number): Source | { readonly reason: string } {
  if (!isUtf8(bytes)) return { reason: "not UTF-8" };
  if (bytes.includes(0)) return { reason: "binary" };
  const text = bytes.toString("utf8", bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0);
  if (isMinified(text)) return { reason: "minified" };
  return { text, stamp: { modifiedMs, bytes: bytes.length, hash: hashOf(bytes) } };
}

export function hashOf(bytes: Buffer | string): string {
  return createHash("sha1").update(bytes).digest("hex").slice(0, 16);
}

/** A short file cannot hurt, however long its lines. */
function isMinified(text: string): boolean {
  if (text.length < 20_000) return false;
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
  return text.length / lines > maxAverageLine;
}

const reasons: Readonly<Record<string, string>> = {
  ELOOP: "symbolic link",
  EACCES: "unreadable: permission denied",
  EPERM: "unreadable: permission denied",
  ENOENT: "gone",
  EISDIR: "a folder",
};
