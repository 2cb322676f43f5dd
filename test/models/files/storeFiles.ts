import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Puts a file into a store that a test makes up, with the folders it lies in, and returns its path. */
export function put(folder: string, path: string, content: string | Buffer): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

const model = "application/vnd.ollama.image.model";

/** A model as Ollama stores it below its folder, under HOST/NAMESPACE/MODEL/TAG. Returns the path of its weights. */
export function putInOllama(folder: string, name: string, weights: string | Buffer, mediaType = model): string {
  const sha256 = createHash("sha256").update(weights).digest("hex");
  const layers = [{ mediaType, digest: `sha256:${sha256}`, size: weights.length }];
  put(folder, join("manifests", name), JSON.stringify({ schemaVersion: 2, layers }));
  return put(folder, `blobs/sha256-${sha256}`, weights);
}
