import { neededMemoryBytes, usualUse, weightBytes } from "../../../models/catalog/memory.ts";
import type { CatalogModel } from "../../../models/catalog/model.ts";
import { installed } from "../../../models/files/caches.ts";
import { knownModels } from "../../../models/files/userModels.ts";
import type { Config } from "../../config/config.ts";
import { readUserConfig } from "../../config/file.ts";
import { print, printJson } from "../command.ts";
import { aligned, size } from "../sizes.ts";
import { foundModels } from "./found.ts";
import type { Verb } from "./verb.ts";

/** What other programs have, then all known models, with what of them is here and in use. */
export const listVerb: Verb = async (_names, { json }, io) => {
  const { models, problems } = knownModels();
  for (const problem of problems) io.stderr.write(`hearth: ${problem}\n`);
  const { config } = readUserConfig();
  const found = await foundModels();
  if (json) {
    const known = models.map((model) => ({ ...model, ...(installed(model) ?? { files: [], origin: null }) }));
    const others = found.map(({ model, unfit }) => ({ ...model, ...installed(model), ...(unfit && { unfit }) }));
    printJson(io, [...known, ...others]);
    return;
  }
  const usable = found.filter(({ unfit }) => unfit === undefined).map(({ model }) => model);
  const rows = [...usable, ...models].map((model) => row(model, config));
  print(io, aligned([["model", "for", "file", "memory", "licence", ""], ...rows]).join("\n"));
  print(io, "\n~ is an estimate. * is not an open licence: read it before you use the model for work.");
  for (const { model, unfit } of found) if (unfit) print(io, `${model.id} ${unfit}.`);
};

function row(model: CatalogModel, { model: completion, chat }: Config): string[] {
  const memory = neededMemoryBytes(model, usualUse("all", "gpu"));
  const weights = weightBytes(model);
  const present = installed(model);
  const uses = [
    ...(completion === model.id ? ["in use for completion"] : []),
    ...(chat.model === model.id ? ["in use for chat"] : []),
  ];
  const onlyChats = model.place.kind === "store" && model.role === "chat" && model.family === null;
  const state = [
    ...(present ? [originText[present.origin]] : []),
    ...(onlyChats ? ["no known format for filling in"] : []),
    ...uses,
  ];
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
  Ollama: "in Ollama's store",
  "Hugging Face": "in Hugging Face's cache",
  "LM Studio": "in LM Studio's folder",
  "llama.cpp": "in llama.cpp's cache",
} as const;
