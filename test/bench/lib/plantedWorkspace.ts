import { cpSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { opened, plantSecrets } from "../../faults/lib/planted.ts";

/** Of the files that its user opens, so many hold secrets. */
const plantedShare = 0.25;

/** Copies the sources of a folder to another, plants secrets among them, and returns what its user opens. */
export function plantedWorkspace(root: string, folder: string, outside: string): string[] {
  const sources = sourcesIn(root);
  for (const source of sources) cpSync(join(root, source), join(folder, source));
  plantSecrets(folder, outside);
  const planted = Object.keys(opened);
  const times = Math.ceil((sources.length * plantedShare) / planted.length);
  return [...sources, ...Array.from({ length: times }, () => planted).flat()].map((path) => join(folder, path));
}

function sourcesIn(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(ts|tsx|py|js)$/.test(path) && !/node_modules|\.git\//.test(path))
    .filter((path) => statSync(join(root, path)).isFile() && statSync(join(root, path)).size < 200_000)
    .sort();
}
