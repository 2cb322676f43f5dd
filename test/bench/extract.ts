/**
 * What extraction costs, and whether it says what the queries say.
 *
 *     node --expose-gc dist/test/bench/extract.js DIR
 *
 * Prints the CPU time of a bare parse, of the walk, of the queries and of the lexical scan over every file of DIR,
 * the scan's precision and recall against the trees' identifiers, and every difference between walk and queries. With
 * `--walk-only` it leaves the queries out, and with `--passes=5` it reads all so often and tells of the last time: in a
 * small tree most of the first goes to the compiler of JavaScript.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Language } from "../../grammars/language.ts";
import { languageOf } from "../../grammars/languages.ts";
import { compileLess } from "../../server/index/reading/compileLess.ts";
import { declared } from "../../server/languages/extract/declared.ts";
import { extract } from "../../server/languages/extract.ts";
import { parse, type Tree } from "../../server/languages/parse.ts";
import { scan } from "../../server/languages/scan.ts";
import type { Tags } from "../../server/languages/tags.ts";

compileLess(); // as the indexer's own processes
const [folder = ".", ...flags] = process.argv.slice(2);
const passes = Number(flags.find((flag) => flag.startsWith("--passes="))?.slice("--passes=".length) ?? 1);
const nothing = { files: 0, bytes: 0, unparsed: 0, definitions: 0, imports: 0, differences: 0 };
const noTime = { parse: 0, walk: 0, query: 0, scan: 0 };
const noNames = { found: 0, right: 0, missed: 0 };
const cpuMs = { ...noTime };
const totals = { ...nothing };
const identifiers = { ...noNames };

/** As much as the indexer reads between two collections. */
const charactersPerBatch = 1_000_000;

type Read = { readonly path: string; readonly language: Language; readonly text: string };

let batch: Read[] = [];
let characters = 0;
for (let pass = 1; pass <= passes; pass++) {
  Object.assign(cpuMs, noTime);
  Object.assign(totals, nothing);
  Object.assign(identifiers, noNames);
  for (const path of files(folder)) {
    const language = languageOf(path);
    if (!language) continue;
    const text = readFileSync(path, "utf8");
    batch.push({ path, language, text });
    characters += text.length;
    if (characters >= charactersPerBatch) await measureBatch();
  }
  await measureBatch();
}
report();

/** Times each step over many files at once: to ask for the time spent may cost more than to walk a short file. */
async function measureBatch(): Promise<void> {
  const read = batch;
  batch = [];
  totals.files += read.length;
  totals.bytes += characters;
  characters = 0;
  const names: number[][] = read.map(() => []);
  time("scan", () =>
    read.forEach(({ text, language }, i) => {
      const scanned = names[i] as number[];
      scan(text, language, (start, end) => scanned.push(start, end));
    }),
  );
  const trees = time("parse", () => read.map(({ language, text }) => parse(language, text)));
  const tags = time("walk", () => read.map(({ language, text }, i) => trees[i] && extract(language, trees[i], text)));
  totals.unparsed += trees.filter((tree) => !tree).length;
  for (const found of tags) {
    totals.definitions += found?.definitions.length ?? 0;
    totals.imports += found?.imports.length ?? 0;
  }
  if (!flags.includes("--walk-only")) {
    const declarations = time("query", () =>
      read.map(({ language, text }, i) => trees[i] && declared(language, trees[i], text, 20_000_000)),
    );
    read.forEach(({ path, text }, i) => {
      const [tree, walked, asked] = [trees[i], tags[i], declarations[i]];
      if (!tree || !walked || !asked) return;
      compareIdentifiers(tree, text, names[i] ?? []);
      compareTags(path, text, walked, asked);
    });
  }
  trees.length = 0;
  await setImmediate(); // native trees are freed only when the event loop turns
  globalThis.gc?.();
}

function time<T>(what: keyof typeof cpuMs, work: () => T): T {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  cpuMs[what] += (user + system) / 1000;
  return result;
}

function compareTags(path: string, text: string, walk: Tags, queries: Tags): void {
  for (const part of ["definitions", "imports"] as const) {
    const [left, right] = [
      walk[part].map((each) => JSON.stringify(each)),
      queries[part].map((each) => JSON.stringify(each)),
    ];
    const [only, missing] = [without(left, right), without(right, left)];
    totals.differences += only.length + missing.length;
    for (const each of only) console.log(`walk only: ${path} ${shown(each, text)}`);
    for (const each of missing) console.log(`queries only: ${path} ${shown(each, text)}`);
  }
}

function without(all: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return all.filter((each) => !known.has(each));
}

function shown(each: string, text: string): string {
  const { start, end } = JSON.parse(each) as { start: number; end: number };
  return `${each} ${JSON.stringify(text.slice(start, Math.min(end, start + 60)))}`;
}

function compareIdentifiers(tree: Tree, text: string, scanned: readonly number[]): void {
  const real = new Set<number>();
  const cursor = tree.walk();
  const isName =
    /^(?:(?:\w+_)?identifier(?:_pattern)?|(?:variable_|command_)?name|word|constant|\w+_symbol|(?:instance|class|global)_variable)$/;
  const leaves = new Map<number, boolean>();
  for (let done = false; !done; ) {
    const id = cursor.nodeTypeId;
    if (!leaves.has(id)) leaves.set(id, isName.test(cursor.nodeType));
    if (!cursor.gotoFirstChild()) {
      if (leaves.get(id) && cursor.endIndex > cursor.startIndex) real.add(firstLetter(text, cursor.startIndex));
      while (!done && !cursor.gotoNextSibling()) done = !cursor.gotoParent();
    }
  }
  identifiers.found += scanned.length / 2;
  for (let i = 0; i < scanned.length; i += 2) {
    const [start, end] = [scanned[i] as number, scanned[i + 1] as number];
    if (real.delete(start)) identifiers.right++;
    else if (flags.includes("--wrong"))
      console.log(
        `wrong: ${JSON.stringify(text.slice(start, end))} in ${JSON.stringify(text.slice(start - 20, end + 20))}`,
      );
  }
  identifiers.missed += real.size;
  if (!flags.includes("--missed")) return;
  for (const start of real) console.log(`missed: ${JSON.stringify(text.slice(start - 20, start + 20))}`);
}

/** Ruby has signs before names, `@name`, `:name`. */
function firstLetter(text: string, start: number): number {
  return start + (/^[@$:]{0,2}/.exec(text.slice(start, start + 2))?.[0].length ?? 0);
}

function report(): void {
  const megabytes = totals.bytes / 1e6;
  console.log(totals);
  for (const [what, ms] of Object.entries(cpuMs)) {
    console.log(
      `${what.padEnd(6)} ${ms.toFixed(0).padStart(7)} ms CPU ${(ms / megabytes).toFixed(1).padStart(7)} ms/MB`,
    );
  }
  const { found, right, missed } = identifiers;
  console.log(
    `scan: ${found} names, precision ${(right / found).toFixed(5)}, recall ${(right / (right + missed)).toFixed(5)}`,
  );
}

function files(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return files(path);
    return entry.isFile() ? [path] : [];
  });
}
