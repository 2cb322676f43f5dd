import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { errorMessage } from "../../base/errorText.ts";
import { readJson } from "../../base/readJson.ts";
import { writeAtomically } from "../../base/writeAtomically.ts";
import { curated } from "../catalog/curated.ts";
import type { CatalogModel } from "../catalog/model.ts";
import { type ParsedModels, parseModels } from "../catalog/userModels.ts";

/** Where the user's own entries of the catalogue are kept: a list that may be edited by hand. */
export function userModelsPath(env: NodeJS.ProcessEnv = process.env): string {
  return join(env.XDG_CONFIG_HOME || join(homedir(), ".config"), "hearth", "models.json");
}

/** All models that have an id; the user's own come first, and hide ours of the same id. */
export function knownModels(): ParsedModels {
  const { models: own, problems } = userModels();
  const ids = new Set(own.map(({ id }) => id));
  return { models: [...own, ...curated.filter(({ id }) => !ids.has(id))], problems };
}

export function userModels(path = userModelsPath()): ParsedModels {
  if (!existsSync(path)) return { models: [], problems: [] };
  try {
    const { models, problems } = parseModels(readJson(path));
    return { models, problems: problems.map((problem) => `${problem} (in ${path})`) };
  } catch (error) {
    return { models: [], problems: [`${path} cannot be used (${errorMessage(error)}); correct or remove it`] };
  }
}

/** Throws an Error with a sentence where the list holds what would be lost. */
export async function writeUserModels(models: readonly CatalogModel[]): Promise<void> {
  const { problems } = userModels();
  if (problems[0]) throw new Error(problems[0]);
  await writeAtomically(userModelsPath(), `${JSON.stringify(models, null, 2)}\n`);
}
