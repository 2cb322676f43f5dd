import { statSync } from "node:fs";
import { once } from "../../base/once.ts";
import type { CatalogModel } from "../catalog/model.ts";
import { ownModel } from "../catalog/userModels.ts";
import { huggingFace } from "./stores/huggingFace.ts";
import { llamaCpp } from "./stores/llamaCpp.ts";
import { lmStudio } from "./stores/lmStudio.ts";
import { ollama, wholeOllamaName } from "./stores/ollama.ts";
import type { ModelStore, StoredModel } from "./stores/store.ts";

const stores: readonly ModelStore[] = [ollama, lmStudio, huggingFace, llamaCpp];

/** The models of other programs that lie on this machine, each by an id that settings may hold. */
export function modelsOfOthers(env: NodeJS.ProcessEnv = process.env): readonly CatalogModel[] {
  return stores.flatMap((store) => unique(store.models(env)).map((model) => known(store, model)));
}

/** True if a setting names a model in another program's store, by its form. */
export function isStoreId(setting: string): boolean {
  return storeOf(setting) !== undefined;
}

/** The model of that id; undefined where the program has none of that name. Names differ in more than case. */
export function modelOfOther(id: string, env: NodeJS.ProcessEnv = process.env): CatalogModel | undefined {
  return modelIn((store) => store.models(env), id);
}

/** The same for any number of ids: a program's store is read when it is first asked for, and once. */
export function modelFinder(env: NodeJS.ProcessEnv = process.env): (id: string) => CatalogModel | undefined {
  const read = new Map(stores.map((store) => [store, once(() => store.models(env))]));
  return (id) => modelIn((store) => read.get(store)?.() ?? [], id);
}

function modelIn(modelsOf: (store: ModelStore) => readonly StoredModel[], id: string): CatalogModel | undefined {
  const store = storeOf(id);
  if (!store) return undefined;
  const given = id.slice(store.prefix.length + 1);
  const name = (store === ollama ? wholeOllamaName(given) : given).toLowerCase();
  const found = modelsOf(store).find((each) => each.name.toLowerCase() === name);
  return found && known(store, found);
}

/** The model that an id means, among those of a list and of other programs, whose ids no list holds. */
export function modelWithId(
  id: string,
  known: readonly CatalogModel[],
  ofOthers: (id: string) => CatalogModel | undefined = modelOfOther,
): CatalogModel | undefined {
  return known.find((each) => each.id === id) ?? ofOthers(id);
}

function storeOf(id: string): ModelStore | undefined {
  return stores.find(({ prefix }) => id.startsWith(`${prefix}:`));
}

/** A program may have one model in two folders, or a file of it in each revision. */
function unique(models: readonly StoredModel[]): readonly StoredModel[] {
  return models.filter(({ name }, index) => models.findIndex((each) => each.name === name) === index);
}

function known({ prefix, program }: ModelStore, { name, files, sha256 }: StoredModel): CatalogModel {
  const place = { kind: "store", program, files } as const;
  const bytes = files.reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0);
  return ownModel(`${prefix}:${name}`, place, { bytes, sha256, notes: `in ${program}'s store` });
}
