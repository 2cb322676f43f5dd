import { existsSync } from "node:fs";
import { basename, resolve } from "node:path";
import type { CatalogModel, ModelRole } from "../../../models/catalog/model.ts";
import { roles } from "../../../models/catalog/model.ts";
import { quantizationIn } from "../../../models/catalog/quantization.ts";
import { splitFileParts } from "../../../models/catalog/split.ts";
import { idProblem, ownModel } from "../../../models/catalog/userModels.ts";
import { placeOf } from "../../../models/files/addresses.ts";
import { fileNames } from "../../../models/files/folders.ts";
import { knownModels, userModels, userModelsPath, writeUserModels } from "../../../models/files/userModels.ts";
import { inspect } from "../../../models/host/inspect/inspect.ts";
import { CommandError, print } from "../command.ts";
import { knownOf } from "./found.ts";
import type { Verb } from "./verb.ts";

/** Makes a file of the user's known by an id, or one that is still to be downloaded. */
export const addVerb: Verb = async ([source, ...more], { id: wantedId, role: wantedRole }, io) => {
  if (source === undefined || more.length > 0) throw new CommandError("models add needs one PATH or URL", 2);
  const role = roles.find((each) => each === wantedRole);
  if (wantedRole !== undefined && role === undefined) {
    throw new CommandError(`--role ${wantedRole} is none of ${roles.join(", ")}`, 2);
  }
  const isAddress = /^[a-z]+:\/\//i.test(source);
  const model = isAddress ? atAddress(source, wantedId, role) : await onDisk(source, wantedId, role);
  const problem = idProblem(model.id);
  if (problem) throw new CommandError(`${problem}; choose one with --id`);
  if (knownModels().models.some(({ id }) => id === model.id)) {
    throw new CommandError(`there is a model ${model.id}; choose another id with --id`);
  }
  await writeUserModels([...userModels().models, model]);
  const next = isAddress ? `hearth models pull ${model.id}` : `hearth models use ${model.id}`;
  print(io, `${model.id} is known now, for ${model.role} (${userModelsPath()}). Next: ${next}`);
};

function atAddress(url: string, id: string | undefined, role: ModelRole | undefined): CatalogModel {
  const place = placeOf(url);
  const [file = ""] = fileNames(place);
  if (!file.toLowerCase().endsWith(".gguf")) throw new CommandError(`${url} does not name a GGUF file`);
  const quantization = quantizationIn(file);
  return ownModel(id ?? idOf(file), place, { source: url, quantization, ...(role && { role }) });
}

async function onDisk(path: string, id: string | undefined, role: ModelRole | undefined): Promise<CatalogModel> {
  const file = resolve(path);
  const missing = splitFileParts(file).find((part) => !existsSync(part));
  if (missing) throw new CommandError(`there is no file ${missing}`);
  const facts = await inspect("gguf", file).catch((error: Error) => {
    const isOther = /Invalid GGUF magic/i.test(error.message);
    throw new CommandError(isOther ? `${path} is not a GGUF file` : `${path} cannot be used: ${error.message}`);
  });
  const known = knownOf(facts);
  if (typeof known === "string") throw new CommandError(`${path} ${known}`);
  const size = splitFileParts(file).length === 1 ? facts.bytes : null;
  return ownModel(id ?? idOf(file), { kind: "path", path: file }, { ...known, bytes: size, ...(role && { role }) });
}

/** The id for a file: its name, without what an id may not hold. */
function idOf(file: string): string {
  return basename(file)
    .replace(/\.gguf$/i, "")
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[^a-z0-9]+/, "");
}
