import { existsSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { splitFileParts } from "../../catalog/split.ts";
import { entriesOf } from "./readable.ts";
import type { StoredModel } from "./store.ts";

/** Publisher, repository, perhaps a folder for a quantization. */
const deepest = 4;

/** The GGUF models below a folder, named by their paths in it. Part of a model, and what only sees pictures, is none. */
export function ggufModels(folder: string): readonly StoredModel[] {
  return ggufFiles(folder, deepest).flatMap((file) => {
    const parts = splitFileParts(basename(file));
    if (parts[0] !== basename(file) || /mmproj/i.test(basename(file))) return [];
    const files = parts.map((part) => join(dirname(file), part));
    if (!files.every((each) => existsSync(each))) return [];
    return [{ name: relative(folder, file).split(sep).join("/"), files, sha256: null }];
  });
}

function ggufFiles(folder: string, depth: number): readonly string[] {
  return entriesOf(folder).flatMap((name) => {
    const path = join(folder, name);
    if (/\.gguf$/i.test(name)) return [path];
    return depth > 0 ? ggufFiles(path, depth - 1) : [];
  });
}
