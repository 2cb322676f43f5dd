import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { languages } from "../../../grammars/languages.ts";

/**
 * A mark of all that a stored index depends on besides its files. That is the grammars, the queries, and the code that
 * reads trees and lays out tables. An index belongs to exactly one state of these. There is no version number to
 * forget.
 */
export async function fingerprint(): Promise<string> {
  const hash = createHash("sha1");
  for (const file of await programFiles()) hash.update(file).update(await readFile(file));
  const require = createRequire(import.meta.url);
  const packages = new Set(["tree-sitter", ...languages.map((language) => language.package)]);
  for (const grammar of packages) {
    hash.update(await readFile(require.resolve(`${grammar}/package.json`)));
  }
  return hash.update(process.arch).digest("hex");
}

/**
 * The index, the languages and the grammars, compiled; the queries are not compiled and stand where the sources are. An
 * installed Hearth has no modules but one bundle of all.
 */
async function programFiles(): Promise<string[]> {
  const server = fileURLToPath(new URL("../../", import.meta.url));
  const modules = [join(server, "index"), join(server, "languages"), join(server, "../grammars")];
  const program = existsSync(join(server, "languages")) ? modules : [join(server, "../bundle")];
  const folders = [...program, join(server, "../../grammars")];
  const found = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(folder, { recursive: true }).catch(() => []); // not there when run from the sources
      return names.filter((name) => /\.(js|ts|scm)$/.test(name)).map((name) => join(folder, name));
    }),
  );
  return found.flat().sort();
}
