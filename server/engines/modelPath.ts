import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { CatalogModel } from "../../models/catalog/model.ts";
import { installed } from "../../models/files/caches.ts";
import { ownFiles } from "../../models/files/folders.ts";
import { isStoreId, modelWithId } from "../../models/files/stores.ts";
import { knownModels } from "../../models/files/userModels.ts";
import { isPath } from "../config/paths.ts";

/** The model that comes with Hearth. */
export const embeddedModel = fileURLToPath(
  new URL("../../../models/embedded/hearth-tiny-5M.Q8_0.gguf", import.meta.url),
);

/** The known models, and the place of each one's first file on this machine. */
type Models = {
  readonly known: readonly CatalogModel[];
  readonly fileOf: (model: CatalogModel) => string | undefined;
};

/**
 * The file that a setting names by a path, or by an id of the catalogue. If a model is not there, it is the file that a
 * download would bring. The code that opens it says so, and finds it when it has come.
 */
export function modelPath(setting: string, models: Models = onThisMachine()): string {
  if (setting === "embedded") return embeddedModel;
  const model = modelWithId(setting, models.known);
  const file = model && (models.fileOf(model) ?? ownFiles(model)[0]);
  if (file) return file;
  const expanded = setting.replace(/^~(?=[\\/])/, homedir());
  return isAbsolute(expanded) ? expanded : resolve(expanded);
}

/**
 * True if a setting is neither the id of a model nor a path. A path is told by its form, or by a file that is there.
 */
export function namesNothing(setting: string, { known }: Pick<Models, "known"> = onThisMachine()): boolean {
  if (setting === "embedded" || isPath(setting) || modelWithId(setting, known)) return false;
  if (isStoreId(setting)) return true;
  return !existsSync(resolve(setting));
}

function onThisMachine(): Models {
  return { known: knownModels().models, fileOf: (model) => installed(model)?.files[0] };
}
