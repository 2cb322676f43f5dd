import { realpathSync } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import type { CatalogModel } from "../catalog/model.ts";
import type { Installed } from "./caches.ts";
import { type OnRead, readHash } from "./hashes.ts";
import { expectedOf } from "./pull.ts";

export type FileVerdict = {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  /** The hash that it was compared with; null where nobody said what it should be. */
  readonly expectedSha256: string | null;
  readonly isRight: boolean;
};

/** Reads every file of a model and compares its hash. */
export async function verifyFiles(
  model: CatalogModel,
  { files }: Pick<Installed, "files">,
  onRead: OnRead,
): Promise<FileVerdict[]> {
  const verdicts: FileVerdict[] = [];
  for (const file of files) {
    const bytes = (await stat(file)).size;
    const { sha256 } = await readHash(file, bytes, onRead);
    const expectedSha256 = await expectedHash(model, file, files.length);
    verdicts.push({ file, sha256, bytes, expectedSha256, isRight: !expectedSha256 || sha256 === expectedSha256 });
  }
  return verdicts;
}

/**
 * The hash that a file of a model should have, of so many files: the catalogue has it, or its pin, or the name that a
 * cache gave it. Null where nobody said.
 */
export async function expectedHash(model: CatalogModel, file: string, count: number): Promise<string | null> {
  return (await expectedOf(model, file, count)).sha256 ?? blobName(file);
}

/** Hugging Face's cache names a large file by its hash and links to it; Ollama names all its files so. */
function blobName(file: string): string | null {
  return /^(?:sha256-)?([0-9a-f]{64})$/.exec(basename(realpathSync(file)))?.[1] ?? null;
}
