/**
 * What universal-ctags finds and Hearth does not.
 *
 *     node dist/test/bench/ctags.js [--files N] [--kinds LETTERS] [--list] DIR...
 *
 * Compares the definitions of up to 200 files of each folder, spread over all, by name and line. Both are counted in the
 * kinds that ctags has for the language; `--kinds` names others. `--list` prints each that Hearth lacks.
 */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { languageOf } from "../../grammars/languages.ts";
import { extract } from "../../server/languages/extract.ts";
import { parse } from "../../server/languages/parse.ts";

type Tag = { readonly name: string; readonly path: string; readonly line: number; readonly kind: string };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    files: { type: "string", default: "200" },
    list: { type: "boolean", default: false },
  },
});

for (const folder of positionals) {
  const files = spread(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(
        (entry) => entry.isFile() && languageOf(entry.name) && !/[\\/]\./.test(entry.parentPath.slice(folder.length)),
      )
      .map((entry) => join(entry.parentPath, entry.name))
      .sort(),
    Number(values.files),
  );
  const found = new Set(files.flatMap(definitionsIn));
  const tags = tagsOf(files);
  const missing = tags.filter(({ path, name, line }) => !around(line).some((at) => found.has(key(path, name, at))));
  console.log(
    `${folder}: ${files.length} files, ctags ${tags.length}, Hearth ${found.size}, missing ${missing.length}`,
  );
  const kinds = new Map<string, number>();
  for (const { kind } of missing) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  for (const [kind, count] of [...kinds].sort(([, a], [, b]) => b - a)) console.log(`  ${kind}: ${count}`);
  if (values.list) for (const { path, line, name, kind } of missing) console.log(`${path}:${line}: ${kind} ${name}`);
}

function definitionsIn(path: string): string[] {
  const language = languageOf(path);
  const text = readFileSync(path, "utf8");
  const tree = language && parse(language, text);
  if (!language || !tree) return [];
  return extract(language, tree, text).definitions.map(({ name, nameStart }) =>
    key(path, bare(name), text.slice(0, nameStart).split("\n").length),
  );
}

function tagsOf(files: readonly string[]): Tag[] {
  const output = execFileSync("ctags", ["--output-format=json", "--fields=+n", "-f", "-", ...files], {
    encoding: "utf8",
    maxBuffer: 1e9,
  });
  const tags = output.split("\n").filter((line) => line !== "");
  const read = tags.map((line) => JSON.parse(line) as Tag);
  return read.filter(({ name }) => !/^(?:__anon|<lambda>)/.test(name)).map((tag) => ({ ...tag, name: bare(tag.name) }));
}

/** A name as it is looked up: `sold` for Ruby's `sold?`, `price` for Lua's `Shop.price`. */
function bare(name: string): string {
  return name.replace(/^[\w.]+[.:](?=\w)/, "").replace(/(?<=\w)[?!=]$/, "");
}

function key(path: string, name: string, line: number): string {
  return `${path}\n${line}\n${name}`;
}

/** Ctags counts a declaration from where its first line begins. */
function around(line: number): number[] {
  return [line, line - 1, line + 1, line + 2];
}

function spread<T>(items: readonly T[], count: number): T[] {
  const step = Math.max(1, items.length / count);
  return Array.from({ length: Math.min(count, items.length) }, (_, i) => items[Math.floor(i * step)] as T);
}
