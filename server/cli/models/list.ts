import { neededMemoryBytes, usualUse, weightBytes } from "../../../models/catalog/memory.ts";
import type { CatalogModel } from "../../../models/catalog/model.ts";
import { installed } from "../../../models/files/caches.ts";
import { knownModels } from "../../../models/files/userModels.ts";
import type { Config } from "../../config/config.ts";
import { readUserConfig } from "../../config/file.ts";
import { print, printJson } from "../command.ts";
import { aligned, size } from "../sizes.ts";
import type { Verb } from "./verb.ts";

/** All known models, with what of them is here and in use. */
export const listVerb: Verb = async (_names, { json }, io) => {
  const { models, problems } = knownModels();
  for (const problem of problems) io.stderr.write(`hearth: ${problem}\n`);
  const { config } = readUserConfig();
  if (json) {
    const entries = models.map((model) => ({ ...model, ...(installed(model) ?? { files: [], origin: null }) }));
    printJson(io, entries);
    return;
  }
  const rows = models.map((model) => row(model, config));
  print(io, aligned([["model", "for", "file", "memory", "licence", ""], ...rows]).join("\n"));
  print(io, "\n~ is an estimate. * is not an open licence: read it before you use the model for work.");
};

function row(model: CatalogModel, { model: completion, chat }: Config): string[] {
  const memory = neededMemoryBytes(model, usualUse("all", "gpu"));
  const weights = weightBytes(model);
  const present = installed(model);
  const uses = [
    ...(completion === model.id ? ["in use for completion"] : []),
    ...(chat.model === model.id ? ["in use for chat"] : []),
  ];
  const state = [...(present ? [originText[present.origin]] : []), ...uses];
  return [
    model.id,
    model.role === "both" ? "both" : model.role,
    weights === null ? "?" : `${model.bytes === null ? "~" : ""}${size(weights)}`,
    memory === null ? "?" : `~${size(memory)}`,
    `${model.licence}${model.open ? "" : " *"}`,
    state.join(", "),
  ];
}

const originText = {
  hearth: "downloaded",
  yours: "your file",
  "Hugging Face": "in Hugging Face's cache",
  "LM Studio": "in LM Studio's folder",
  "llama.cpp": "in llama.cpp's cache",
} as const;
