import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { errorMessage } from "../../base/errorText.ts";
import { readJson } from "../../base/readJson.ts";
import { defaultConfig, type ParsedConfig, parseConfig } from "./config.ts";
import { settledIn } from "./paths.ts";

/** The user's settings for every editor and the command line. */
export function userConfigPath(): string {
  return join(process.env.XDG_CONFIG_HOME || join(homedir(), ".config"), "hearth", "config.json");
}

/** The settings of that file over the defaults. A file that cannot be read is a problem like any other. */
export function readUserConfig(path = userConfigPath()): ParsedConfig {
  if (!existsSync(path)) return { config: defaultConfig, problems: [] };
  try {
    const { config, problems } = parseConfig(readJson(path), defaultConfig, "userFile");
    const { model, chat } = config;
    const folder = dirname(path);
    const located = { model: settledIn(folder, model), chat: { ...chat, model: settledIn(folder, chat.model) } };
    return { config: { ...config, ...located }, problems: problems.map((problem) => `${problem} (in ${path})`) };
  } catch (error) {
    const problem = `${path} cannot be used (${errorMessage(error)}), so none of its settings holds; correct or remove it`;
    return { config: defaultConfig, problems: [problem] };
  }
}
