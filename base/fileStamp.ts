import { statSync } from "node:fs";

/** Changes when the file is replaced: its size in bytes and the time of its last change. Empty where there is none. */
export function fileStamp(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? `${found.size}:${found.mtimeMs}` : "";
}
