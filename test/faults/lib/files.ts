import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Writes files, and the folders they lie in. */
export function plant(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Everything below some folders that is a file, a folder or a socket; links are not followed. */
export function everythingIn(...folders: readonly string[]): string[] {
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => [
      folder,
      ...readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
    ]);
}

/** Which of the files hold these bytes, written in one of the ways in which text is stored. */
export function holding(paths: readonly string[], bytes: string): string[] {
  return paths.filter((path) => {
    if (!lstatSync(path).isFile()) return false;
    const content = readFileSync(path);
    return content.includes(bytes, 0, "utf8") || content.includes(bytes, 0, "utf16le");
  });
}
