import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { errorCode } from "../../base/errorCode.ts";
import { notWritten } from "../../base/whyNotWritten.ts";

/**
 * Makes a file, whole or not at all, and only where there is none. "present": it is there with this text already;
 * "different": something else is there, and stays. Throws a sentence that names the file where it cannot be made.
 */
export function addFile(path: string, text: string): Outcome {
  try {
    return added(path, text);
  } catch (error) {
    throw notWritten(path, error);
  }
}

type Outcome = "added" | "present" | "different";

function added(path: string, text: string): Outcome {
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
