import { readFileSync } from "node:fs";

/** The text of a file that people edit. Some editors put a byte order mark before it. Throws what reading throws. */
export function readWithoutMark(path: string): string {
  return readFileSync(path, "utf8").replace(/^\uFEFF/, "");
}
