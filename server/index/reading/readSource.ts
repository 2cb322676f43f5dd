import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { errorCode } from "../../../base/errorCode.ts";
import { errorMessage } from "../../../base/errorText.ts";
import type { Stamp } from "../tables/fileTable.ts";

/** Above this a file is data, not code anybody reads: it is not even scanned for identifiers. */
const maxBytes = 4_000_000;

/** Longer lines on average mean a minifier wrote them. */
const maxAverageLine = 500;

/** A file system's clock may be this coarse: a younger file can change again without a new time. */
const racyMs = 2_000;

export type Source = { readonly text: string; readonly stamp: Stamp };

type Unreadable = {
  /** In words for people. */
  readonly reason: string;
};

/** Neither a link nor a pipe that never answers: O_NONBLOCK is harmless for files. Absent on Windows. */
const openFlags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** A file's text without byte order mark, or why there is none. Never throws. */
export async function readSource(path: string): Promise<Source | Unreadable> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, openFlags);
    const stats = await file.stat();
    return refused(stats) ?? decode(await file.readFile(), stats.mtimeMs);
  } catch (error) {
    return reasonOf(error);
  } finally {
    await file?.close();
  }
}

/** The same for processes that have nothing else to do: a quarter of a millisecond less for each file. */
export function readSourceSync(path: string): Source | Unreadable {
  let file: number | undefined;
  try {
    file = openSync(path, openFlags);
    const stats = fstatSync(file);
    return refused(stats) ?? decode(readWhole(file, stats.size), stats.mtimeMs);
  } catch (error) {
    return reasonOf(error);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Files are read into the same place, since new room costs about as much as reading into it. */
let room = Buffer.allocUnsafe(0);

/** The bytes of a file that had this many, also if they have become more or fewer. They are gone with the next reading. */
function readWhole(file: number, size: number): Buffer {
  let length = 0;
  for (;;) {
    // One more than there should be: what ends a file is a reading that finds nothing.
    if (room.length < Math.max(size, length) + 1) {
      const larger = Buffer.allocUnsafeSlow(Math.max(size, length) * 2 + 2 ** 16);
      room.copy(larger, 0, 0, length);
      room = larger;
    }
    const read = readSync(file, room, length, room.length - length, null);
    length += read;
    if (read === 0) return room.subarray(0, length);
  }
}

function refused(stats: Stats): Unreadable | undefined {
  if (!stats.isFile()) return { reason: "not a file" };
  return stats.size > maxBytes ? { reason: `larger than ${maxBytes / 1e6} MB` } : undefined;
}

/** UTF-8 only; its byte order mark is dropped as editors drop it. */
function decode(bytes: Buffer, changedMs: number): Source | Unreadable {
  if (!isUtf8(bytes)) return { reason: "not UTF-8" };
  if (bytes.includes(0)) return { reason: "binary" };
  const text = bytes.toString("utf8", bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0);
  if (isMinified(text)) return { reason: "minified" };
  const modifiedMs = Date.now() - changedMs < racyMs ? 0 : changedMs;
  return { text, stamp: { modifiedMs, bytes: bytes.length, hash: contentHash(bytes) } };
}

export function contentHash(bytes: Buffer | string): string {
  return createHash("sha1").update(bytes).digest("hex").slice(0, 16);
}

/** A short file cannot hurt, however long its lines. */
function isMinified(text: string): boolean {
  if (text.length < 20_000) return false;
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
  return text.length / lines > maxAverageLine;
}

function reasonOf(error: unknown): Unreadable {
  return { reason: reasons[errorCode(error) ?? ""] ?? `unreadable: ${errorMessage(error)}` };
}

const reasons: Readonly<Record<string, string>> = {
  ELOOP: "symbolic link",
  EACCES: "unreadable: permission denied",
  EPERM: "unreadable: permission denied",
  ENOENT: "gone",
  EISDIR: "a folder",
};
