import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { excludes, type IgnoreRules, ignoreRules } from "./ignoreRules.ts";
import { type Discovery, foreignFolders, type Listing, type Skipped } from "./listing.ts";

/** A folder tree past this depth is taken to be a loop. The file system does not show it as one. */
const maxDepth = 64;

/** Every file below a folder that no `.gitignore` on the way excludes. Links are not followed, so no loop is walked. */
export async function walkedListing(root: string, { log, signal, only }: Discovery): Promise<Listing> {
  const leadsTo = (folder: string): boolean =>
    !only || only.some((path) => `${path}/`.startsWith(`${folder}/`) || folder.startsWith(`${path}/`));
  const paths: string[] = [];
  const skipped: Skipped[] = [];
  const visit = async (folder: string, outer: IgnoreRules, depth: number): Promise<void> => {
    if (signal?.aborted) return;
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((error: Error) => {
      log(`index: ${error.message}`);
      skipped.push({ path: folder || ".", reason: "unreadable folder" });
      return [];
    });
    const rules = entries.some(({ name }) => name === ".gitignore")
      ? [...outer, await rulesIn(root, folder, log)]
      : outer;
    for (const entry of entries) {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (foreignFolders.has(entry.name) || excludes(rules, entry.isDirectory() ? `${path}/` : path)) continue;
      if (entry.isDirectory()) {
        if (depth < maxDepth && leadsTo(path)) await visit(path, rules, depth + 1);
      } else if (entry.isFile() || entry.isSymbolicLink()) {
        paths.push(path);
      }
    }
  };
  await visit("", [], 0);
  return { paths, skipped };
}

async function rulesIn(root: string, folder: string, log: (message: string) => void): Promise<IgnoreRules[number]> {
  const text = await readFile(join(root, folder, ".gitignore"), "utf8").catch((error: Error) => {
    log(`index: ${error.message}`);
    return "";
  });
  return ignoreRules(folder ? `${folder}/` : "", text);
}
