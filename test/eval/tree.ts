import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { languageOf } from "../../grammars/languages.ts";
import { MemoryWorkspace } from "../context/memoryWorkspace.ts";

/** Larger files are generated ones, and no task is taken from them. */
const maxCharacters = 300_000;

/** The source files of a folder, by relative path. Hidden folders and node_modules are left out. */
export function readTree(folder: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const path of sourcesIn(folder)) {
    const text = readFileSync(path, "utf8");
    if (text.length <= maxCharacters && !text.includes("\0"))
      files.set(relative(folder, path).split(sep).join("/"), text);
  }
  return files;
}

export function workspaceOf(files: Iterable<readonly [string, string]>): MemoryWorkspace {
  const workspace = new MemoryWorkspace();
  for (const [path, text] of files) workspace.update(path, text);
  return workspace;
}

function* sourcesIn(folder: string): Generator<string> {
  const entries = readdirSync(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sourcesIn(path);
    else if (languageOf(entry.name)) yield path;
  }
}
