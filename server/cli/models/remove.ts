import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import type { CatalogModel } from "../../../models/catalog/model.ts";
import { installed, ownFolder } from "../../../models/files/caches.ts";
import { ownFiles } from "../../../models/files/folders.ts";
import { userModels, writeUserModels } from "../../../models/files/userModels.ts";
import { readUserConfig } from "../../config/file.ts";
import { type Io, print } from "../command.ts";
import { someModelsNamed, type Verb } from "./verb.ts";

/** Removes what Hearth downloaded, and the user's own entries. Files that others brought are not ours to remove. */
export const removeVerb: Verb = async (names, { forget = false }, io) => {
  for (const model of someModelsNamed(names, "remove")) {
    const own = userModels().models;
    const isOwn = own.some(({ id }) => id === model.id);
    await removeFiles(model, forget || isOwn, io);
    if (isOwn) await writeUserModels(own.filter(({ id }) => id !== model.id));
    if (isOwn) print(io, `${model.id} is no longer known.`);
    warnIfUsed(model, io);
  }
};

async function removeFiles(model: CatalogModel, forget: boolean, io: Io): Promise<void> {
  const present = installed(model);
  const files = ownFiles(model);
  const leftovers = files
    .flatMap((file) => [file, `${file}.part`, `${file}.part.json`])
    .filter((file) => existsSync(file));
  await Promise.all(leftovers.map((file) => rm(file)));
  const folder = ownFolder(model);
  if (forget && folder) await rm(folder, { recursive: true, force: true });
  if (leftovers.length > 0) print(io, `Removed ${leftovers.join(", ")}.`);
  else if (present) print(io, `${present.files[0]} is not Hearth's and stays.`);
  else print(io, `${model.id} was not downloaded.`);
}

function warnIfUsed({ id }: CatalogModel, io: Io): void {
  const { model, chat } = readUserConfig().config;
  if (model === id || chat.model === id) {
    io.stderr.write(`hearth: your config file still names ${id}; choose another with: hearth models use MODEL\n`);
  }
}
