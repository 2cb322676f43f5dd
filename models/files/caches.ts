import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { CatalogModel, StoreProgram } from "../catalog/model.ts";
import { fileNames, ownFiles } from "./folders.ts";
import { snapshots } from "./stores/huggingFace.ts";
import { llamaFolder } from "./stores/llamaCpp.ts";
import { lmStudioFolders } from "./stores/lmStudio.ts";
import { ollamaBlob } from "./stores/ollama.ts";

/** Where a model's files lie. */
export type Installed = {
  /** The one to load first; llama.cpp finds the others beside it. */
  readonly files: readonly string[];
  readonly origin: Origin;
};
type Origin = "hearth" | "yours" | StoreProgram;

/**
 * A model's files if they are all on this machine: in Hearth's own folder, or in another program's. Files of another
 * program are used in place: nothing is downloaded twice.
 */
export function installed(model: CatalogModel, env: NodeJS.ProcessEnv = process.env): Installed | undefined {
  const own = atItsPlace(model, env);
  return isHere(own) ? own : inOtherPrograms(model, env).find(isHere);
}

function isHere({ files }: Installed): boolean {
  return files.length > 0 && files.every((file) => existsSync(file));
}

function atItsPlace(model: CatalogModel, env: NodeJS.ProcessEnv): Installed {
  const { place } = model;
  if (place.kind === "path") return { files: [place.path], origin: "yours" };
  if (place.kind === "store") return { files: place.files, origin: place.program };
  return { files: ownFiles(model, env), origin: "hearth" };
}

/** Reads the folders of other programs. */
function inOtherPrograms(model: CatalogModel, env: NodeJS.ProcessEnv): Installed[] {
  const { place } = model;
  if (place.kind !== "hub") return [];
  const names = fileNames(place);
  const { repository } = place;
  const inFolders = (folders: readonly string[], origin: Origin): Installed[] =>
    folders.map((folder) => ({ files: names.map((name) => join(folder, name)), origin }));
  // Ollama names a file by its hash.
  const blob = model.sha256 === null ? undefined : ollamaBlob(model.sha256, env);
  const flat = (name: string) => `${repository.replaceAll("/", "_")}_${name.replaceAll("/", "_")}`;
  return [
    ...inFolders(snapshots(repository, env), "Hugging Face"),
    ...inFolders(
      lmStudioFolders(env).map((folder) => join(folder, repository)),
      "LM Studio",
    ),
    { files: names.map((name) => join(llamaFolder(env), flat(name))), origin: "llama.cpp" },
    ...(blob === undefined ? [] : [{ files: [blob], origin: "Ollama" } as const]),
  ];
}

/** The folder that is removed with a model of ours. */
export function ownFolder(model: CatalogModel, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const [first] = ownFiles(model, env);
  return first && dirname(first);
}
