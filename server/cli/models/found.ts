import { elementAt } from "../../../base/at.ts";
import type { CatalogModel } from "../../../models/catalog/model.ts";
import { installed } from "../../../models/files/caches.ts";
import { modelsOfOthers } from "../../../models/files/stores.ts";
import { knownModels } from "../../../models/files/userModels.ts";
import type { GgufFacts } from "../../../models/host/inspect/gguf.ts";
import { inspect } from "../../../models/host/inspect/inspect.ts";
import { CommandError } from "../command.ts";
import { modelsNamed } from "./verb.ts";

/** A model that another program has. */
export type FoundModel = {
  /** With what its file says of itself. */
  readonly model: CatalogModel;
  /** Why Hearth has no use for it, as words behind its name; undefined for one that can be used. */
  readonly unfit?: string;
};

/** The models of other programs that no id of the catalogue stands for. Their files are read as far as they tell. */
export async function foundModels(): Promise<readonly FoundModel[]> {
  const known = new Set(knownModels().models.flatMap((model) => installed(model)?.files ?? []));
  const found = modelsOfOthers().filter((model) => !known.has(firstFile(model)));
  return described(found);
}

/** Some of them. A file that cannot be read is one that cannot be used. */
export async function described(models: readonly CatalogModel[]): Promise<readonly FoundModel[]> {
  if (models.length === 0) return [];
  const answers = await inspect("ggufs", JSON.stringify(models.map(firstFile)));
  return models.map((model, index) => {
    const answer = elementAt(answers, index);
    if ("problem" in answer) return { model, unfit: `cannot be read: ${answer.problem.replace(/\.$/, "")}` };
    const facts = knownOf(answer);
    return typeof facts === "string" ? { model, unfit: facts } : { model: { ...model, ...facts, bytes: model.bytes } };
  });
}

/** The model of an id, that of another program as its file describes it. Throws a CommandError. */
export async function describedModel(id: string): Promise<CatalogModel> {
  const [model] = modelsNamed([id]) as [CatalogModel];
  if (model.place.kind !== "store") return model;
  const { model: known, unfit } = elementAt(await described([model]), 0);
  if (unfit) throw new CommandError(`${id} ${unfit}`);
  return known;
}

/** What a file says of itself as the catalogue has it, or why there is no use for it, as words behind its name. */
export function knownOf(facts: GgufFacts): Partial<CatalogModel> | string {
  const { name: _name, architecture, bytes: _bytes, role, ...known } = facts;
  if (role) return { ...known, role };
  return `(${architecture}) is of no family that Hearth knows and has no chat template: it can neither complete nor follow instructions`;
}

function firstFile(model: CatalogModel): string {
  return installed(model)?.files[0] ?? "";
}
