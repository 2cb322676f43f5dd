import { homedir } from "node:os";
import { basename, join } from "node:path";
import type { CatalogModel, ModelPlace } from "../catalog/model.ts";
import { splitFileParts } from "../catalog/split.ts";

/** Where Hearth keeps the models that it downloads, a folder for each. */
function modelsFolder(env: NodeJS.ProcessEnv = process.env): string {
  return join(env.XDG_DATA_HOME || join(homedir(), ".local", "share"), "hearth", "models");
}

/** The files of a model as Hearth keeps them, the one that is loaded first. Empty for a file of the user's own. */
export function ownFiles({ id, place }: CatalogModel, env: NodeJS.ProcessEnv = process.env): readonly string[] {
  return fileNames(place).map((name) => join(modelsFolder(env), id, basename(name)));
}

/** Names of a model's files at its place. */
export function fileNames(place: ModelPlace): readonly string[] {
  if (place.kind === "path" || place.kind === "store") return [];
  return splitFileParts(place.kind === "hub" ? place.file : new URL(place.url).pathname);
}
