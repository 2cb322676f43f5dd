import { homedir } from "node:os";
import { join } from "node:path";
import { ggufModels } from "./ggufFiles.ts";
import { smallFile } from "./readable.ts";
import type { ModelStore } from "./store.ts";

/** LM Studio's models: PUBLISHER/REPOSITORY/FILE.gguf. */
export const lmStudio: ModelStore = {
  prefix: "lmstudio",
  program: "LM Studio",
  models: (env) => lmStudioFolders(env).flatMap(ggufModels),
};

/**
 * Where it keeps them: in its home, which a small file names, and in its two usual ones.
 * https://github.com/lmstudio-ai/lmstudio-js/blob/main/packages/lms-common-server/src/findLMStudioHome.ts
 */
export function lmStudioFolders(env: NodeJS.ProcessEnv): readonly string[] {
  const user = env.HOME || homedir();
  const named = smallFile(join(user, ".lmstudio-home-pointer"))?.trim();
  const homes = [...(named ? [named] : []), join(user, ".lmstudio"), join(user, ".cache", "lm-studio")];
  return [...new Set(homes)].map((home) => join(home, "models"));
}
