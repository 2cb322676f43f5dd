import { homedir } from "node:os";
import { join } from "node:path";
import { ggufModels } from "./ggufFiles.ts";
import { entriesOf, smallFile } from "./readable.ts";
import type { ModelStore } from "./store.ts";

/** The cache that Hugging Face's programs share: models--OWNER--NAME/snapshots/REVISION/FILE. */
export const huggingFace: ModelStore = {
  prefix: "huggingface",
  program: "Hugging Face",
  models: (env) =>
    entriesOf(hub(env)).flatMap((folder) => {
      const repository = /^models--(.+?)--(.+)$/.exec(folder);
      if (!repository) return [];
      const name = `${repository[1]}/${repository[2]}`;
      const found = snapshots(name, env).flatMap(ggufModels);
      return found.map((each) => ({ ...each, name: `${name}/${each.name}` }));
    }),
};

/** Folders of a repository's revisions, the one called "main" first. */
export function snapshots(repository: string, env: NodeJS.ProcessEnv): readonly string[] {
  const folder = join(hub(env), `models--${repository.replaceAll("/", "--")}`);
  const revisions = entriesOf(join(folder, "snapshots"));
  const main = smallFile(join(folder, "refs", "main"))
    ?.split("\n")[0]
    ?.trim();
  return [...revisions.filter((each) => each === main), ...revisions.filter((each) => each !== main)].map((revision) =>
    join(folder, "snapshots", revision),
  );
}

function hub(env: NodeJS.ProcessEnv): string {
  const caches = env.XDG_CACHE_HOME || join(env.HOME || homedir(), ".cache");
  return env.HF_HUB_CACHE || join(env.HF_HOME || join(caches, "huggingface"), "hub");
}
