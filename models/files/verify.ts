import { createHash } from "node:crypto";
import { createReadStream, realpathSync } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import type { CatalogModel } from "../catalog/model.ts";
import type { Installed } from "./caches.ts";
import { expectedOf } from "./pull.ts";

export type FileVerdict = {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  /** The hash that it was compared with; null where nobody said what it should be. */
  readonly expectedSha256: string | null;
  readonly isRight: boolean;
};

/**
 * Reads every file of a model and compares its hash. The catalogue has it, or its pin, or the name that a cache gave
 * it.
 */
export async function verifyFiles(
  model: CatalogModel,
  { files }: Installed,
  onProgress: (file: string, bytes: number, totalBytes: number) => void,
): Promise<FileVerdict[]> {
  const verdicts: FileVerdict[] = [];
  for (const file of files) {
    const bytes = (await stat(file)).size;
    const hash = createHash("sha256");
    let read = 0;
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
      hash.update(chunk);
      read += chunk.length;
      onProgress(basename(file), read, bytes);
    }
    const sha256 = hash.digest("hex");
    const expected = await expectedOf(model, file, files.length);
    const expectedSha256 = expected.sha256 ?? blobName(file);
    verdicts.push({ file, sha256, bytes, expectedSha256, isRight: !expectedSha256 || sha256 === expectedSha256 });
  }
  return verdicts;
}

/** Hugging Face's cache names a large file by its hash and links to it; Ollama names all its files so. */
function blobName(file: string): string | null {
  return /^(?:sha256-)?([0-9a-f]{64})$/.exec(basename(realpathSync(file)))?.[1] ?? null;
}
