import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { errorCode } from "../../base/errorCode.ts";

/**
 * Makes a file, whole or not at all, and only where there is none. "present": it is there with this text already;
 * "different": something else is there, and stays.
 */
export function addFile(path: string, text: string): "added" | "present" | "different" {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, text, { flag: "wx" });
    linkSync(draft, path); // unlike a rename, it never replaces
    return "added";
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
    return readFileSync(path, "utf8") === text ? "present" : "different";
  } finally {
    rmSync(draft, { force: true });
  }
}
