import type { CatalogModel } from "../../../models/catalog/model.ts";
import { ownModel } from "../../../models/catalog/userModels.ts";
import { type Installed, installed } from "../../../models/files/caches.ts";
import { knownModels } from "../../../models/files/userModels.ts";
import { type FileVerdict, verifyFiles } from "../../../models/files/verify.ts";
import { embeddedModel, embeddedSha256 } from "../../engines/modelPath.ts";
import { CommandError, print, printJson } from "../command.ts";
import { ProgressBar } from "../progressBar.ts";
import { modelsNamed, type Verb } from "./verb.ts";

/** The model that comes with Hearth. No list has it, so that nobody pulls or removes it. */
const embedded = ownModel("embedded", { kind: "path", path: embeddedModel }, { sha256: embeddedSha256 });

/** Compares files with what they should be: those of the models that are named, or of all that are here. */
export const verifyVerb: Verb = async (names, { json }, io) => {
  const models = names.length > 0 ? named(names) : knownModels().models.filter((model) => installed(model));
  const bar = new ProgressBar(io);
  const verdicts: (FileVerdict & { id: string })[] = [];
  for (const model of models) {
    const present = presentFiles(model);
    // Ollama's files have hashes for names.
    const shown = (file: string) => (present.files.length === 1 ? model.id : file);
    const onProgress = (file: string, bytes: number, totalBytes: number) =>
      bar.show({ name: shown(file), bytes, totalBytes, nowMs: performance.now() });
    const found = await verifyFiles(model, present, onProgress);
    bar.end();
    verdicts.push(...found.map((verdict) => ({ id: model.id, ...verdict })));
  }
  if (json) printJson(io, verdicts);
  else if (verdicts.length === 0) print(io, "No model is here.");
  else for (const verdict of verdicts) print(io, describe(verdict));
  const wrong = verdicts.filter(({ isRight }) => !isRight).map(({ id }) => id);
  if (wrong.length > 0) {
    const isShipped = wrong.every((id) => id === embedded.id);
    const remedy = isShipped ? "install Hearth again" : "remove and pull them again";
    throw new CommandError(`damaged: ${wrong.join(", ")}; ${remedy}`);
  }
};

function named(ids: readonly string[]): CatalogModel[] {
  return ids.flatMap((id) => (id === embedded.id ? embedded : modelsNamed([id])));
}

function presentFiles(model: CatalogModel): Installed {
  const present = installed(model);
  if (!present) throw new CommandError(`${model.id} is not downloaded; run: hearth models pull ${model.id}`);
  return present;
}

function describe({ id, file, sha256, expectedSha256, isRight }: FileVerdict & { id: string }): string {
  if (!isRight) return `${id}: ${file} is damaged: its sha256 is ${sha256}, not ${expectedSha256}`;
  if (expectedSha256 === null) return `${id}: ${file} has the sha256 ${sha256}; nobody said what it should be`;
  return `${id}: ${file} is right`;
}
