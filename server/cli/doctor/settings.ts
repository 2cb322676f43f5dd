import { existsSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { isObject } from "../../../base/json.ts";
import { type Config, defaultConfig } from "../../config/config.ts";
import { userConfigPath } from "../../config/file.ts";
import { type DoctorCheck, ok, problem } from "./check.ts";

/** The config file's settings, where it can be read, and its changes to the defaults. */
export const settingsCheck: DoctorCheck = {
  name: "settings",
  run: ({ config, problems }) => {
    const path = userConfigPath();
    const wrong = problems.map((text) => problem("settings", text, `correct it in ${path}`));
    const changed = changes(config).map((change) => ok("settings", `${change}, from ${path}`));
    const unchanged = existsSync(path) ? `${path} changes nothing` : `there is no ${path}: everything is as it comes`;
    const rest = changed.length > 0 ? "everything else is as it comes" : unchanged;
    return [...wrong, ...changed, ok("settings", `${rest}; an editor's own settings go before the file`)];
  },
};

/**
 * Settings that differ from the defaults. Remotes have only their names here: how their keys are had is for nobody
 * else's eyes.
 */
export function changes({ remotes, ...config }: Config): readonly string[] {
  const { remotes: _, ...usual } = defaultConfig;
  const values = differences(config, usual).map(([name, value]) => `${name} is ${JSON.stringify(value)}`);
  const names = Object.keys(remotes);
  return names.length === 0 ? values : [...values, `hearth.remotes names ${names.join(", ")}`];
}

/** Each value that is not what it would be by itself, with its path. */
function differences(value: object, base: object, path = "hearth"): [string, unknown][] {
  return Object.entries(value).flatMap(([key, each]): [string, unknown][] => {
    const usual: unknown = (base as Record<string, unknown>)[key];
    const name = `${path}.${key}`;
    if (isObject(each) && isObject(usual)) return differences(each, usual, name);
    return isDeepStrictEqual(each, usual) ? [] : [[name, each]];
  });
}
