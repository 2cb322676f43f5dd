import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fieldsOf } from "../../../base/json.ts";
import { entriesOf, smallFile } from "./readable.ts";
import type { ModelStore, StoredModel } from "./store.ts";

/** What Ollama leaves out of a name. https://github.com/ollama/ollama/blob/main/types/model/name.go */
const usual = { host: "registry.ollama.ai", namespace: "library", tag: "latest" } as const;

/**
 * Ollama's models: manifests/HOST/NAMESPACE/MODEL/TAG names the file among blobs/sha256-HASH.
 * https://github.com/ollama/ollama/blob/main/manifest/paths.go
 */
export const ollama: ModelStore = {
  prefix: "ollama",
  program: "Ollama",
  models: (env) =>
    folders(env).flatMap((folder) => {
      const manifests = join(folder, "manifests");
      return below(manifests, 4).flatMap((parts) => stored(folder, parts, smallFile(join(manifests, ...parts))));
    }),
};

/** The file of a hash in one of Ollama's folders: it is the same model, by whatever name it came. */
export function ollamaBlob(sha256: string, env: NodeJS.ProcessEnv): string | undefined {
  return folders(env)
    .map((folder) => blob(folder, sha256))
    .find((file) => existsSync(file));
}

/** Linux has two: that of a user, and that of the service which the installer sets up. */
function folders(env: NodeJS.ProcessEnv): readonly string[] {
  const own = env.OLLAMA_MODELS || join(env.HOME || homedir(), ".ollama", "models");
  return process.platform === "linux" ? [...new Set([own, "/usr/share/ollama/.ollama/models"])] : [own];
}

function blob(folder: string, sha256: string): string {
  return join(folder, "blobs", `sha256-${sha256}`);
}

/** Paths of so many parts below a folder. */
function below(folder: string, depth: number): readonly (readonly string[])[] {
  if (depth === 0) return [[]];
  return entriesOf(folder).flatMap((name) => below(join(folder, name), depth - 1).map((rest) => [name, ...rest]));
}

/** Models in a cloud, of other formats or with an adapter on top are none that one file holds. */
function stored(folder: string, parts: readonly string[], manifest: string | undefined): StoredModel[] {
  const layers = layersOf(manifest);
  const weights = layers.filter(({ mediaType }) => mediaType === "application/vnd.ollama.image.model");
  const sha256 = /^sha256[:-]([0-9a-f]{64})$/.exec(String(weights[0]?.digest))?.[1];
  const isAdapted = layers.some(({ mediaType }) => mediaType === "application/vnd.ollama.image.adapter");
  if (sha256 === undefined || weights.length !== 1 || isAdapted) return [];
  const file = blob(folder, sha256);
  return existsSync(file) ? [{ name: nameOf(parts), files: [file], sha256 }] : [];
}

function layersOf(manifest: string | undefined): { readonly mediaType?: unknown; readonly digest?: unknown }[] {
  try {
    const { layers } = fieldsOf(JSON.parse(manifest ?? "null"));
    return Array.isArray(layers) ? layers.map(fieldsOf) : [];
  } catch {
    return []; // it is being written, or is none
  }
}

/** As `ollama list` shows it. */
function nameOf([host = "", namespace = "", model = "", tag = ""]: readonly string[]): string {
  const short = `${model}:${tag}`;
  if (host !== usual.host) return `${host}/${namespace}/${short}`;
  return namespace === usual.namespace ? short : `${namespace}/${short}`;
}

/** The name with what Ollama lets one leave out. */
export function wholeOllamaName(name: string): string {
  return name.lastIndexOf(":") > name.lastIndexOf("/") ? name : `${name}:${usual.tag}`;
}
