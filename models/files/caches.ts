import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import type { CatalogModel } from "../catalog/model.ts";
import { fileNames, ownFiles } from "./folders.ts";

/** Where a model's files lie. */
export type Installed = {
  /** The one to load first; llama.cpp finds the others beside it. */
  readonly files: readonly string[];
  readonly origin: Origin;
};
type Origin = "hearth" | "yours" | "Hugging Face" | "LM Studio" | "llama.cpp";

/**
 * A model's files if they are all on this machine: in Hearth's own folder, or in another program's. Files of another
 * program are used in place: nothing is downloaded twice.
 */
export function installed(model: CatalogModel, env: NodeJS.ProcessEnv = process.env): Installed | undefined {
  return candidates(model, env).find(({ files }) => files.length > 0 && files.every((file) => existsSync(file)));
}

function candidates(model: CatalogModel, env: NodeJS.ProcessEnv): Installed[] {
  const { place } = model;
  if (place.kind === "path") return [{ files: [place.path], origin: "yours" }];
  const own: Installed = { files: ownFiles(model, env), origin: "hearth" };
  if (place.kind === "url") return [own];
  const names = fileNames(place);
  const { repository } = place;
  const inFolders = (folders: readonly string[], origin: Origin): Installed[] =>
    folders.map((folder) => ({ files: names.map((name) => join(folder, name)), origin }));
  const flat = (name: string) => `${repository.replaceAll("/", "_")}_${name.replaceAll("/", "_")}`;
  return [
    own,
    ...inFolders(snapshots(repository, env), "Hugging Face"),
    ...inFolders(
      lmStudioFolders().map((folder) => join(folder, repository)),
      "LM Studio",
    ),
    { files: names.map((name) => join(llamaFolder(env), flat(name))), origin: "llama.cpp" },
  ];
}

/** Folders of a repository's revisions in Hugging Face's cache, the one called "main" first. */
function snapshots(repository: string, env: NodeJS.ProcessEnv): string[] {
  const home = env.HF_HOME || join(env.XDG_CACHE_HOME || join(homedir(), ".cache"), "huggingface");
  const folder = join(env.HF_HUB_CACHE || join(home, "hub"), `models--${repository.replaceAll("/", "--")}`);
  const revisions = list(join(folder, "snapshots"));
  const main = firstLine(join(folder, "refs", "main"));
  return [...revisions.filter((each) => each === main), ...revisions.filter((each) => each !== main)].map((revision) =>
    join(folder, "snapshots", revision),
  );
}

function lmStudioFolders(): string[] {
  return [join(homedir(), ".lmstudio", "models"), join(homedir(), ".cache", "lm-studio", "models")];
}

function llamaFolder(env: NodeJS.ProcessEnv): string {
  if (env.LLAMA_CACHE) return env.LLAMA_CACHE;
  if (process.platform === "darwin") return join(homedir(), "Library", "Caches", "llama.cpp");
  return join(env.XDG_CACHE_HOME || join(homedir(), ".cache"), "llama.cpp");
}

function list(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

function firstLine(path: string): string {
  return existsSync(path) ? (readFileSync(path, "utf8").split("\n")[0] ?? "").trim() : "";
}

/** The folder that is removed with a model of ours. */
export function ownFolder(model: CatalogModel, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const [first] = ownFiles(model, env);
  return first && dirname(first);
}
