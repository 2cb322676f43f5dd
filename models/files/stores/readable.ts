import { readdirSync, readFileSync } from "node:fs";

/** What is in a folder; nothing where it is not there, is no folder or may not be read: it belongs to another program. */
export function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** A small file of another program; undefined where it cannot be read. */
export function smallFile(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
