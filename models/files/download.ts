import { mkdir, stat, statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { abortablePause } from "./abortablePause.ts";
import { Failure, LocalFailure, Unreachable } from "./failure.ts";
import { fetchRest } from "./fetchRest.ts";
import type { FileHttp } from "./http.ts";
import { withLock } from "./lock.ts";
import { PartialFile } from "./partialFile.ts";

/** Facts about a file before it is there; null where nothing is known. */
export type Expected = { readonly bytes: number | null; readonly sha256: string | null };

export type Download = {
  /** The same file at several places, tried in this order. */
  readonly addresses: readonly string[];
  readonly target: string;
  readonly expected: Expected;
};

/** How far a download is. */
export type DownloadProgress = {
  /** "checking": bytes of an earlier attempt are read again. */
  readonly step: "checking" | "loading";
  readonly bytes: number;
  readonly totalBytes: number | null;
};

export type Surroundings = {
  readonly http: FileHttp;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: DownloadProgress) => void;
  /** News for a person that does not end the download. */
  readonly log: (sentence: string) => void;
  /** Pauses between tries without progress; when they are used up, the next address is tried. */
  readonly pausesMs?: readonly number[];
  /** Bytes that the file system of a folder has left for this user. */
  readonly freeBytes?: (folder: string) => Promise<number>;
};

export type Downloaded = { readonly bytes: number; readonly sha256: string };

const defaultPausesMs = [1000, 2000, 4000, 8000, 16_000];
/** Every GGUF begins with this. */
const magic = "GGUF";

/**
 * Brings a file here, whole and verified, or throws a Failure. It appears under its name when it is complete; until
 * then its bytes lie beside it, for the next attempt. Undefined: another process has brought it meanwhile.
 */
export async function download(wanted: Download, around: Surroundings): Promise<Downloaded | undefined> {
  const { target } = wanted;
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const onWait = () => around.log("another process is downloading this file; waiting for it");
  return withLock(`${target}.lock`, { onWait, signal: around.signal }, async () => {
    if (await stat(target).catch(() => undefined)) return undefined; // ENOENT: it is still to be brought
    const { onProgress } = around;
    const partial = await PartialFile.open(target, (bytes) =>
      onProgress({ step: "checking", bytes, totalBytes: wanted.expected.bytes }),
    );
    try {
      return await fromAnywhere(wanted, partial, around);
    } catch (error) {
      // An empty file holds nothing for the next attempt.
      await (partial.bytes === 0 ? partial.remove() : partial.close());
      around.signal.throwIfAborted();
      throw error;
    }
  });
}

/** Tries one address after the other; what came from one is gone on with from the next. */
async function fromAnywhere(wanted: Download, partial: PartialFile, around: Surroundings): Promise<Downloaded> {
  const failures: string[] = [];
  for (const address of wanted.addresses) {
    try {
      await persistently(address, wanted.expected, partial, around);
      const done = { bytes: partial.bytes, sha256: await verified(wanted.expected, partial) };
      await partial.become(wanted.target);
      return done;
    } catch (error) {
      if (!(error instanceof Failure) || error instanceof LocalFailure) throw error;
      failures.push(error.message);
      if (failures.length < wanted.addresses.length) around.log(`${error.message}; trying the next address`);
    }
  }
  throw new Failure(failures.join("; "));
}

/** From one address, again and again while that may help. Each byte that comes buys new patience. */
async function persistently(
  address: string,
  expected: Expected,
  partial: PartialFile,
  around: Surroundings,
): Promise<void> {
  const pausesMs = around.pausesMs ?? defaultPausesMs;
  let tries = 0;
  for (;;) {
    const bytesBefore = partial.bytes;
    try {
      return await fetchRest(address, expected, partial, around);
    } catch (error) {
      if (!(error instanceof Failure) || error.retryAfterMs === null) throw error;
      // Who never answered has a wrong name or no network; who did before may come back.
      if (error instanceof Unreachable && partial.bytes === 0) throw error;
      if (partial.bytes > bytesBefore) tries = 0;
      const pauseMs = pausesMs[tries++];
      if (pauseMs === undefined) throw error;
      const waitMs = error.retryAfterMs === "backOff" ? pauseMs : error.retryAfterMs;
      around.log(`${error.message}; trying again in ${Math.ceil(waitMs / 1000)} s`);
      await abortablePause(waitMs, around.signal);
    }
  }
}

/** The hash of a complete file. A file that is not the expected one is removed: it would never become it. */
async function verified(expected: Expected, partial: PartialFile): Promise<string> {
  const sha256 = partial.sha256();
  const wanted = expected.sha256 ?? partial.about?.sha256;
  if (wanted && sha256 !== wanted) {
    await partial.restart();
    throw new Failure(
      `what came is not the file that was asked for (its sha256 is ${sha256}, not ${wanted}) and was removed`,
    );
  }
  if ((await partial.firstBytes(magic.length)).toString("latin1") !== magic) {
    await partial.restart();
    throw new Failure("what came is not a GGUF file and was removed");
  }
  return sha256;
}

/** Throws a LocalFailure unless so many more bytes find room where the target is to lie. */
export async function checkRoom(
  missingBytes: number,
  target: string,
  freeBytes: (folder: string) => Promise<number> = freeBytesOf,
): Promise<void> {
  const free = await freeBytes(dirname(target));
  if (missingBytes <= free) return;
  const [missing, left] = [missingBytes, free].map((bytes) => (bytes / 1e9).toFixed(1));
  throw new LocalFailure(`there is no room: ${missing} GB are to come and ${left} GB are free in ${dirname(target)}`);
}

async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
