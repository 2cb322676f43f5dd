import { realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { RuleFile } from "../context/request.ts";
import { ruleFiles } from "../context/rules.ts";
import { isInside } from "../index/codeIndex.ts";
import { isIgnored } from "../index/reading/discovery.ts";
import { readSource } from "../index/reading/readSource.ts";

/** Rules that nobody reads to the end are none. */
const maxBytes = 64_000;

const known = new Map<string, { readonly stamp: string; readonly rule: RuleFile | undefined }>();

/** The files in a workspace folder that say how code is written there. Read again only when they have changed. */
export async function rulesIn(root: string): Promise<RuleFile[]> {
  const found = await Promise.all(ruleFiles.map((path) => rule(root, path)));
  return found.filter((one) => one !== undefined);
}

/**
 * Undefined where there is none. Undefined also where git ignores it: no model is shown what is ignored. Undefined
 * where it lies elsewhere, to which a link in a cloned project may point.
 */
async function rule(root: string, path: string): Promise<RuleFile | undefined> {
  const full = join(root, path);
  const stats = await stat(full).catch(() => undefined); // ENOENT: most projects have none
  if (!stats?.isFile() || stats.size > maxBytes) return undefined;
  const stamp = `${stats.size}:${stats.mtimeMs}`;
  const before = known.get(full);
  if (before?.stamp === stamp) return before.rule;
  const mayBeRead = (await isIn(root, full)) && !(await isIgnored(root, path));
  const source = mayBeRead ? await readSource(full) : undefined;
  const uri = pathToFileURL(full).href;
  const read = source && "text" in source ? { uri, path, text: source.text } : undefined;
  known.set(full, { stamp, rule: read });
  return read;
}

async function isIn(root: string, path: string): Promise<boolean> {
  const [home, real] = await Promise.all([realpath(root), realpath(path)]);
  return isInside(home, real);
}
