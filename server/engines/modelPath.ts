import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { once } from "../../base/once.ts";
import type { CatalogModel } from "../../models/catalog/model.ts";
import { installed } from "../../models/files/caches.ts";
import { ownFiles } from "../../models/files/folders.ts";
import { isStoreId, modelFinder, modelWithId } from "../../models/files/stores.ts";
import { knownModels } from "../../models/files/userModels.ts";
import { isPath } from "../config/paths.ts";

/** The model that comes with Hearth. */
export const embeddedModel = fileURLToPath(
  new URL("../../../models/embedded/hearth-tiny-5M.Q8_0.gguf", import.meta.url),
);

/** What its file is; a test compares them. */
export const embeddedSha256 = "26e22182e08f773549e66a78e8f1ffdd63f1184f99640870f3ffc92ed955d56c";

/** The known models, those of other programs by their ids, and the place of each one's first file on this machine. */
type Models = {
  readonly known: readonly CatalogModel[];
  readonly ofOthers?: (id: string) => CatalogModel | undefined;
  readonly fileOf: (model: CatalogModel) => string | undefined;
};

/** The file that a setting names; undefined if it is neither the id of a model nor a path. */
export type FindModel = (setting: string) => string | undefined;

/**
 * Finds files for settings. What takes reading the disk (the user's list, other programs' stores, where a file lies) is
 * done when it is first needed, and once. Whoever wants to know what has come since takes a new one.
 */
export function modelPaths(env: NodeJS.ProcessEnv = process.env): FindModel {
  const models = once(() => ({
    known: knownModels().models,
    ofOthers: modelFinder(env),
    fileOf: (model: CatalogModel) => installed(model, env)?.files[0],
  }));
  const found = new Map<string, string | undefined>();
  return (setting) => {
    if (!found.has(setting)) found.set(setting, pathNamed(setting, models));
    return found.get(setting);
  };
}

/** The file that a setting names. What is no id and looks like no path is taken for a file of the folder that we work in. */
export function modelPath(setting: string, find: FindModel = modelPaths()): string {
  return find(setting) ?? resolve(setting);
}

/**
 * The file that a setting names by a path, or by an id. If a model is not there, it is the file that a download would
 * bring: the code that opens it says so, and finds it when it has come. A path is told by its form, or by a file that is
 * there.
 */
export function pathNamed(setting: string, models: () => Models): string | undefined {
  if (setting === "embedded") return embeddedModel;
  const { known, ofOthers, fileOf } = models();
  const model = modelWithId(setting, known, ofOthers);
  const file = model && (fileOf(model) ?? ownFiles(model)[0]);
  if (file) return file;
  const expanded = setting.replace(/^~(?=[\\/])/, homedir());
  const path = isAbsolute(expanded) ? expanded : resolve(expanded);
  const isNamed = model !== undefined || isPath(setting) || (!isStoreId(setting) && existsSync(path));
  return isNamed ? path : undefined;
}
