import type { CatalogModel } from "../../../models/catalog/model.ts";
import { modelWithId } from "../../../models/files/stores.ts";
import { knownModels } from "../../../models/files/userModels.ts";
import { memoryOnly } from "../../engines/choice.ts";
import { CommandError, type Io } from "../command.ts";

type Options = {
  readonly json?: boolean | undefined;
  readonly role?: string | undefined;
  readonly id?: string | undefined;
  readonly forget?: boolean | undefined;
};

/** One thing that `hearth models` does. */
export type Verb = (names: readonly string[], options: Options, io: Io) => Promise<void>;

/** The models of these ids, those of other programs among them. Throws a CommandError for one that is not known. */
export function modelsNamed(ids: readonly string[]): CatalogModel[] {
  const { models } = knownModels();
  return ids.map((id) => {
    const model = modelWithId(id, models);
    if (!model) throw new CommandError(whyNone(id));
    return model;
  });
}

/** The settings `model` and `chat.model` take more than models with files. */
function whyNone(id: string): string {
  if (id === "embedded") return "embedded is the model that comes with Hearth; it needs no download, and stays";
  if (id === memoryOnly) return `${id} is no model: with it only what stands in the workspace is suggested`;
  if (id.startsWith("remote:")) return `${id} is a server, and no model of this machine`;
  return `there is no model ${id}; hearth models lists them, hearth models add makes one known`;
}

/** The same, where at least one must be named. */
export function someModelsNamed(ids: readonly string[], verb: string): CatalogModel[] {
  if (ids.length === 0) throw new CommandError(`models ${verb} needs a MODEL`, 2);
  return modelsNamed(ids);
}
