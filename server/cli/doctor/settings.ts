import { existsSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { defaultConfig } from "../../config.ts";
import { userConfigPath } from "../../configFile.ts";
import { type Check, ok, problem } from "./check.ts";

/** What the config file says, where it can be read, and what it changes. */
export const settings: Check = {
  name: "settings",
  run: ({ config, problems }) => {
    const path = userConfigPath();
    const wrong = problems.map((text) => problem("settings", text, `correct it in ${path}`));
    const changed = differences(config, defaultConfig).map(([name, value]) =>
      ok("settings", `${name} is ${JSON.stringify(value)}, from ${path}`),
    );
    const rest = existsSync(path) ? "everything else is as it comes" : `there is no ${path}: everything is as it comes`;
    return [...wrong, ...changed, ok("settings", `${rest}; an editor's own settings go before the file`)];
  },
};

/** Each value that is not what it would be by itself, with its path. */
export function differences(value: object, base: object, path = "hearth"): [string, unknown][] {
  return Object.entries(value).flatMap(([key, each]): [string, unknown][] => {
    const usual: unknown = (base as Record<string, unknown>)[key];
    const name = `${path}.${key}`;
    if (isObject(each) && isObject(usual)) return differences(each, usual, name);
    return isDeepStrictEqual(each, usual) ? [] : [[name, each]];
  });
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
