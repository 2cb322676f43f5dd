import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { cacheFolder } from "../../base/cacheFolder.ts";
import { fileStamp } from "../../base/fileStamp.ts";
import { fieldsOf } from "../../base/json.ts";
import { writeAtomically } from "../../base/writeAtomically.ts";

/** The hash of a whole file, and when it was read, in milliseconds since 1970. */
export type FileHash = { readonly sha256: string; readonly readAtMs: number };

export type OnRead = (file: string, bytes: number, totalBytes: number) => void;

/**
 * The hash of a file from when it was last read; undefined where it was not, or has another size or time since. A bit
 * that turns on the disk changes neither: only reading the file again tells.
 */
export async function knownHash(file: string): Promise<FileHash | undefined> {
  try {
    const { path, stamp, sha256, readAtMs } = fieldsOf(JSON.parse(await readFile(placeOf(file), "utf8")));
    const isSame = path === file && stamp === fileStamp(file);
    return isSame && typeof sha256 === "string" && typeof readAtMs === "number" ? { sha256, readAtMs } : undefined;
  } catch {
    return undefined; // none was kept, or it is of no use
  }
}

/** Reads a whole file, and remembers its hash. Throws what the system says. */
export async function readHash(file: string, totalBytes: number, onRead: OnRead): Promise<FileHash> {
  const stamp = fileStamp(file);
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    hash.update(chunk);
    bytes += chunk.length;
    onRead(basename(file), bytes, totalBytes);
  }
  const sha256 = hash.digest("hex");
  await rememberHash(file, sha256, stamp);
  return { sha256, readAtMs: Date.now() };
}

/** Keeps the hash of a file that was just read, or written, unless the file has changed meanwhile. */
export async function rememberHash(file: string, sha256: string, stamp = fileStamp(file)): Promise<void> {
  if (stamp === "" || stamp !== fileStamp(file)) return;
  const kept = { path: file, stamp, sha256, readAtMs: Date.now() };
  await writeAtomically(placeOf(file), `${JSON.stringify(kept)}\n`).catch(() => {}); // it is read again then
}

/** Not beside the file, which may be another program's. */
function placeOf(file: string): string {
  return join(cacheFolder("hashes"), `${createHash("sha256").update(file).digest("hex").slice(0, 32)}.json`);
}
