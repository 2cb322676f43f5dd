/**
 * Whether the indexer reads all that the grammars were tested with.
 *
 *     node dist/test/bench/corpora.js FOLDER...
 *
 * Each folder is a clone of a grammar's repository, as github.com/tree-sitter/tree-sitter-go. The source of each case in
 * `corpus` becomes a file, and so does each example; all are indexed by the real indexer, with its child processes. Fails
 * if a file is missing in the index, or one of the children died.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Language } from "../../grammars/language.ts";
import { languageOf, languages } from "../../grammars/languages.ts";
import { statistics } from "../../server/index/statistics.ts";
import { WorkspaceIndex } from "../../server/index/workspaceIndex.ts";

/** A case: its name between lines of equals signs, the source, a line of dashes, the tree. */
const cases = /^={3,}[^\n]*\n(?:(?!={3,})[^\n]*\n)+={3,}[^\n]*\n([\s\S]*?)\n-{3,}[^\n]*\n/gm;

let isWhole = true;
for (const repository of process.argv.slice(2)) {
  const language = languageIn(repository);
  if (!language) throw new Error(`${repository} is no grammar of a language that is known here`);
  const root = mkdtempSync(join(tmpdir(), "hearth-corpus-"));
  const sources = [...sourcesIn(repository)];
  for (const [i, source] of sources.entries()) {
    const folder = join(root, String(Math.floor(i / 100)));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `case${i}${language.extensions[0]}`), source);
  }
  const told: string[] = [];
  const workspace = new WorkspaceIndex({ log: (line) => told.push(line) });
  await workspace.setFolders([root]);
  const folder = workspace.folder(root);
  const { files, definitions, references } = folder
    ? statistics(folder.view)
    : { files: 0, definitions: 0, references: 0 };
  await workspace.dispose();
  rmSync(root, { recursive: true });
  isWhole &&= files === sources.length && told.length === 0;
  const counts = `${files} of ${sources.length} files, ${definitions} definitions, ${references} identifiers`;
  console.log([`${basename(repository)} (${language.ids[0]}): ${counts}`, ...told].join("\n  "));
}
process.exit(isWhole ? 0 : 1);

/** The language of a grammar's repository, by the package that it is published as. */
function languageIn(repository: string): Language | undefined {
  const { name } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
  return languages.find((one) => one.package === name);
}

function* sourcesIn(repository: string): Generator<string> {
  for (const entry of readdirSync(repository, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.parentPath.includes("node_modules")) continue;
    const path = join(entry.parentPath, entry.name);
    if (/[\\/]corpus[\\/]/.test(path)) {
      for (const [, source = ""] of readFileSync(path, "utf8").replaceAll("\r\n", "\n").matchAll(cases)) yield source;
    } else if (/[\\/]examples?[\\/]/.test(path) && languageOf(path)) yield readFileSync(path, "utf8");
  }
}
