import { readFileSync } from "node:fs";
import { errorCode } from "./errorCode.ts";
import { jsonFault } from "./jsonFault.ts";

/**
 * What a JSON file holds that people edit. Some editors put a byte order mark before it. Throws what reading throws;
 * where it is a folder or no JSON, an Error that says so.
 */
export function readJson(path: string): unknown {
  const text = textOf(path).replace(/^\uFEFF/, "");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(jsonFault(text, error), { cause: error });
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (errorCode(error) !== "EISDIR") throw error;
    throw new Error("it is a folder, not a file", { cause: error });
  }
}
