import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Writes files, and the folders they lie in. */
export function plant(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Everything below some folders, and themselves. Links are not followed, which Node's own recursive listing does. */
export function everythingIn(...folders: readonly string[]): string[] {
  return folders.filter((folder) => existsSync(folder)).flatMap((folder) => [folder, ...below(folder)]);
}

function below(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? [path, ...below(path)] : [path];
  });
}

/** Which of the files hold these bytes, written in one of the ways in which text is stored. */
export function holding(paths: readonly string[], bytes: string): string[] {
  return paths.filter((path) => {
    if (!lstatSync(path).isFile()) return false;
    const content = readFileSync(path);
    return content.includes(bytes, 0, "utf8") || content.includes(bytes, 0, "utf16le");
  });
}
