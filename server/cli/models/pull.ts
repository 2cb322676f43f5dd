import { elementAt } from "../../../base/at.ts";
import type { CatalogModel } from "../../../models/catalog/model.ts";
import { hubs } from "../../../models/files/addresses.ts";
import { type Installed, installed } from "../../../models/files/caches.ts";
import { pullModel as pullFiles } from "../../../models/files/pull.ts";
import { userModels, writeUserModels } from "../../../models/files/userModels.ts";
import { inspect } from "../../../models/host/inspect/inspect.ts";
import { readUserConfig } from "../../config/file.ts";
import { type Io, print } from "../command.ts";
import { interruptible } from "../interruptible.ts";
import { ProgressBar } from "../progressBar.ts";
import { someModelsNamed, type Verb } from "./verb.ts";

/** Brings models here, one after the other. */
export const pullVerb: Verb = async (names, _options, io) => {
  for (const model of someModelsNamed(names, "pull")) await pulled(model, io);
};

/** A model's files, downloaded unless they are here. Throws an Error with a sentence. */
export async function pulled(model: CatalogModel, io: Io): Promise<Installed> {
  const present = installed(model);
  if (present) {
    print(io, `${model.id} is here: ${present.files[0]}`);
    return present;
  }
  if (!model.open)
    io.stderr.write(`hearth: ${model.id} is not under an open licence (${model.licence}): ${model.notes}\n`);
  const bar = new ProgressBar(io);
  try {
    const files = await interruptible((signal) =>
      pullFiles(model, {
        hubs: hubs(readUserConfig().config.mirrors, process.env),
        signal,
        onProgress: (file, { step, bytes, totalBytes }) => {
          const name = step === "checking" ? `${file} (checking what is here)` : file;
          bar.show({ name, bytes, totalBytes, nowMs: performance.now() });
        },
        log: (sentence) => {
          bar.end();
          io.stderr.write(`hearth: ${sentence}\n`);
        },
      }),
    );
    bar.end();
    await learn(model, files);
    print(io, `${model.id} is downloaded and verified: ${files.files[0]}`);
    return files;
  } finally {
    bar.end();
  }
}

/** The file tells the rest of a model that was known by its address alone. */
async function learn(model: CatalogModel, { files }: Installed): Promise<void> {
  const { models: own } = userModels();
  if (model.parameters > 0 || !own.some(({ id }) => id === model.id)) return;
  const { family, parameters, contextTokens, shape, unfitForTyping, licence } = await inspect(
    "gguf",
    elementAt(files, 0),
  );
  const known = { family, parameters, contextTokens, shape, unfitForTyping, licence };
  await writeUserModels(own.map((each) => (each.id === model.id ? { ...each, ...known } : each)));
}
