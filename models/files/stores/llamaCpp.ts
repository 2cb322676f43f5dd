import { homedir } from "node:os";
import { join } from "node:path";
import { ggufModels } from "./ggufFiles.ts";
import type { ModelStore } from "./store.ts";

/** What llama.cpp's programs downloaded: OWNER_NAME_FILE.gguf, in one folder. */
export const llamaCpp: ModelStore = {
  prefix: "llama.cpp",
  program: "llama.cpp",
  models: (env) => ggufModels(llamaFolder(env)),
};

export function llamaFolder(env: NodeJS.ProcessEnv): string {
  const user = env.HOME || homedir();
  if (env.LLAMA_CACHE) return env.LLAMA_CACHE;
  if (process.platform === "darwin") return join(user, "Library", "Caches", "llama.cpp");
  return join(env.XDG_CACHE_HOME || join(user, ".cache"), "llama.cpp");
}
