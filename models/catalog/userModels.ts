import { fieldsOf } from "../../base/json.ts";
import type { CatalogModel, ModelPlace } from "./model.ts";
import { roles } from "./model.ts";
import { isQuantization } from "./quantization.ts";

export type ParsedModels = {
  readonly models: readonly CatalogModel[];
  /** One sentence for each entry that was not taken, and why. */
  readonly problems: readonly string[];
};

/** An entry that leaves everything else to the file itself. */
const unknown = {
  role: "completion",
  family: null,
  parameters: 0,
  quantization: null,
  bytes: null,
  sha256: null,
  licence: "unknown",
  // Whoever adds a model has chosen it: there is nothing to warn of.
  open: true,
  contextTokens: null,
  shape: null,
  unfitForTyping: false,
  notes: "added by you",
  source: "",
  verified: false,
} as const satisfies Partial<CatalogModel>;

/** The user's own entries: a list of objects with `id`, `place` and what else is known. */
export function parseModels(list: unknown): ParsedModels {
  if (!Array.isArray(list)) return { models: [], problems: ["it must be a list of models"] };
  const read = list.map((entry, index) => ({ entry, problem: problemOf(entry, index) }));
  return {
    models: read.filter(({ problem }) => !problem).map(({ entry }) => ({ ...unknown, ...entry }) as CatalogModel),
    problems: read.map(({ problem }) => problem).filter((problem) => problem !== undefined),
  };
}

/** The shortest form of an entry of one's own. */
export function ownModel(id: string, place: ModelPlace, known: Partial<CatalogModel> = {}): CatalogModel {
  return { ...unknown, ...known, id, place };
}

/** Tells what is wrong with an id, or undefined if it may be one. */
export function idProblem(id: string): string | undefined {
  if (id === "embedded" || id === "same") return `"${id}" has a meaning of its own`;
  // An id becomes the name of a folder, and must not be taken for a path.
  if (/^[a-z0-9][a-z0-9._-]{0,79}$/.test(id) && !id.endsWith(".gguf")) return undefined;
  return `"${id}" is no id: use up to 80 of a-z, 0-9, ".", "_" and "-", not ending in ".gguf"`;
}

function problemOf(entry: unknown, index: number): string | undefined {
  const name = `entry ${index + 1}`;
  if (typeof entry !== "object" || entry === null) return `${name} must be an object`;
  const { id, place, role, sha256, quantization } = fieldsOf(entry);
  if (typeof id !== "string") return `${name} has no id`;
  const wrongId = idProblem(id);
  if (wrongId) return `${name}: ${wrongId}`;
  if (!isPlace(place)) return `${id} must have a place: a path, a url, or a repository and a file`;
  if (role !== undefined && !roles.some((known) => known === role))
    return `the role of ${id} must be one of ${roles.join(", ")}`;
  if (sha256 !== undefined && sha256 !== null && !/^[0-9a-f]{64}$/.test(String(sha256))) {
    return `the sha256 of ${id} must be 64 hexadecimal digits in lower case`;
  }
  if (typeof quantization === "string" && !isQuantization(quantization)) {
    return `${id} has the unknown quantization ${quantization}`;
  }
  return undefined;
}

function isPlace(place: unknown): place is ModelPlace {
  if (typeof place !== "object" || place === null) return false;
  const { kind, path, url, repository, file } = fieldsOf(place);
  const isText = (value: unknown) => typeof value === "string" && value !== "";
  if (kind === "path") return isText(path);
  if (kind === "url") return isText(url);
  return kind === "hub" && isText(file) && /^[\w.-]+\/[\w.-]+$/.test(String(repository));
}
