import { basename } from "node:path";
import type { CatalogModel } from "../catalog/model.ts";
import { addresses, type Hubs } from "./addresses.ts";
import { type Installed, installed } from "./caches.ts";
import { type Downloaded, type DownloadProgress, download, type Expected, type Surroundings } from "./download.ts";
import { Failure } from "./failure.ts";
import { ownFiles } from "./folders.ts";
import { rememberHash } from "./hashes.ts";
import { pin, pinOf } from "./pins.ts";

/** A server that sends nothing for so long has stopped. */
const defaultStallMs = 30_000;

type PullOptions = Omit<Surroundings, "http" | "onProgress"> & {
  readonly hubs: Hubs;
  readonly onProgress: (file: string, progress: DownloadProgress) => void;
  readonly stallMs?: number;
};

/**
 * Brings all files of a model here unless they are, and pins what they were. Throws a Failure, or what the signal
 * was aborted with.
 */
export async function pullModel(model: CatalogModel, options: PullOptions): Promise<Installed> {
  const present = installed(model);
  if (present) return present;
  const places = addresses(model.place, options.hubs);
  const files = ownFiles(model);
  if (files.length === 0)
    throw new Failure(`${model.place.kind === "path" ? model.place.path : model.id} is not there`);
  const { token, tokenEndpoint } = options.hubs;
  // It takes as long to load as everything else together, and most commands speak to nobody.
  const { FileHttp } = await import("./http.ts");
  const http = new FileHttp({ stallMs: options.stallMs ?? defaultStallMs, token, tokenEndpoint });
  try {
    for (const [index, target] of files.entries()) {
      const expected = await expectedOf(model, target, files.length);
      const from = places[index] ?? [];
      const onProgress = (progress: DownloadProgress) => options.onProgress(basename(target), progress);
      const done = await download({ addresses: from, target, expected }, { ...options, http, onProgress });
      if (!done) continue;
      await pin(target, { ...done, url: from[0] ?? "" });
      await rememberHash(target, done.sha256);
    }
  } finally {
    await http.close();
  }
  return { files, origin: "hearth" };
}

/** The catalogue's hash and size of a model's only file; it has none for the parts of a split one. */
function knownOf({ bytes, sha256 }: CatalogModel, count: number): Expected {
  return count === 1 ? { bytes, sha256 } : { bytes: null, sha256: null };
}

/** The hash and size that a file of a model must have. They are those of the catalogue, or those it came with. */
export async function expectedOf(model: CatalogModel, file: string, count: number): Promise<Expected> {
  const known = knownOf(model, count);
  const pinned: Downloaded | undefined = await pinOf(file);
  return { bytes: known.bytes ?? pinned?.bytes ?? null, sha256: known.sha256 ?? pinned?.sha256 ?? null };
}
