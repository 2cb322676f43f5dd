import { existsSync } from "node:fs";
import { errorMessage } from "../../base/errorText.ts";
import { isObject } from "../../base/json.ts";
import { readJson } from "../../base/readJson.ts";
import { writeAtomically } from "../../base/writeAtomically.ts";
import { userConfigPath } from "./file.ts";

type Json = { [key: string]: unknown };

/**
 * Sets values in the user's config file, each named by its path ("chat.model"). Everything else stays as it is, unknown
 * settings included. Throws an Error with a sentence where the file is not what it should be. A file that a person is
 * in the middle of editing must not be replaced.
 */
export async function setUserConfig(
  values: Readonly<Record<string, unknown>>,
  path: string = userConfigPath(),
): Promise<void> {
  const config = read(path);
  for (const [name, value] of Object.entries(values)) set(config, name.split("."), value);
  await writeAtomically(path, `${JSON.stringify(config, null, 2)}\n`);
}

function read(path: string): Json {
  if (!existsSync(path)) return {};
  const problem = `${path} cannot be written to`;
  let config: unknown;
  try {
    config = readJson(path);
  } catch (error) {
    throw new Error(`${problem}: it holds no JSON (${errorMessage(error)}); correct it first`);
  }
  if (!isObject(config)) throw new Error(`${problem}: it must hold an object with settings`);
  return config;
}

function set(config: Json, [key, ...rest]: readonly string[], value: unknown): void {
  if (key === undefined) throw new Error("a setting without a name");
  if (rest.length === 0) {
    config[key] = value;
    return;
  }
  const inner = config[key];
  const next = isObject(inner) ? inner : {};
  config[key] = next;
  set(next, rest, value);
}
