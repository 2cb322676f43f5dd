import { readFileSync } from "node:fs";
import { jsonFault } from "./jsonFault.ts";

/**
 * What a JSON file holds that people edit. Some editors put a byte order mark before it. Throws what reading throws;
 * where it is no JSON, an Error that says why.
 */
export function readJson(path: string): unknown {
  const text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(jsonFault(text, error), { cause: error });
  }
}
