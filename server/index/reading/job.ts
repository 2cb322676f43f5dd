import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { languageOf } from "../../../grammars/languages.ts";
import { extract } from "../../languages/extract.ts";
import { parse } from "../../languages/parse.ts";
import { scan } from "../../languages/scan.ts";
import { lineStarts } from "../../text/lines.ts";
import type { Stamp } from "../tables/fileTable.ts";
import { PostingsWriter } from "../tables/postings.ts";
import { Interner } from "../tables/strings.ts";
import { type SyntaxTable, SyntaxTableBuilder, type TextTable, TextTableBuilder } from "../tables/tables.ts";
import type { Skipped } from "./listing.ts";
import { readSourceSync, type Source } from "./readSource.ts";

/** Some files to read, and what is wanted of them. */
export type ReadingJob = {
  readonly root: string;
  /** Relative to the root. */
  readonly paths: readonly string[];
  readonly text: boolean;
  readonly syntax: boolean;
  /** The hash of a path that is already indexed. A file that still has it is only reported as unchanged. */
  readonly known?: ReadonlyMap<string, string>;
};

/** Every path of the job is in exactly one of the tables asked for, `unchanged` and `skipped`. */
export type JobResult = {
  readonly text: TextTable;
  readonly syntax: SyntaxTable;
  readonly unchanged: readonly (readonly [path: string, stamp: Stamp])[];
  readonly skipped: readonly Skipped[];
  /** Files too large or too slow for a tree, which `syntax` therefore lacks. */
  readonly unparsed: readonly string[];
};

/** Freed trees are given back only when the event loop turns and the collector runs; so both happen this often. */
const charactersPerRest = 1_000_000;

/** Where no trees are made, the collector runs by itself. What it finds is optimized code, too: see `examples`. */
const charactersPerRestOfTexts = 8_000_000;

/**
 * V8 throws optimized code away when the last object of a shape it relies on is collected, as builders are after each job.
 * These are kept for their shapes.
 */
export const examples: readonly object[] = [
  new TextTableBuilder(),
  new SyntaxTableBuilder(),
  new PostingsWriter(new Interner().strings()),
];

/** Reads and understands the files of a job. Fails for no file: one that cannot be indexed is in `skipped`. */
export async function runJob({ root, paths, text, syntax, known }: ReadingJob): Promise<JobResult> {
  const texts = new TextTableBuilder();
  const trees = new SyntaxTableBuilder();
  const charactersAtOnce = syntax ? charactersPerRest : charactersPerRestOfTexts;
  const unchanged: [string, Stamp][] = [];
  const skipped: Skipped[] = [];
  const unparsed: string[] = [];
  let characters = 0;
  for (const path of paths) {
    const source = readSourceSync(join(root, path));
    if ("reason" in source) skipped.push({ path, reason: source.reason });
    else if (known?.get(path) === source.stamp.hash) unchanged.push([path, source.stamp]);
    else {
      if (text) addText(texts, path, source);
      if (syntax && !addSyntax(trees, path, source)) unparsed.push(path);
      characters += source.text.length;
    }
    if (characters < charactersAtOnce) continue;
    await rest();
    characters = 0;
  }
  return { text: texts.build(), syntax: trees.build(), unchanged, skipped, unparsed };
}

function addText(texts: TextTableBuilder, path: string, { text, stamp }: Source): void {
  const language = languageOf(path);
  if (language) texts.add(path, stamp, text, lineStarts(text), (found) => scan(text, language, found));
}

/** False where there is no tree. */
function addSyntax(trees: SyntaxTableBuilder, path: string, { text, stamp }: Source): boolean {
  const language = languageOf(path);
  const tree = language && parse(language, text);
  if (!language || !tree) return false;
  trees.add(path, stamp, extract(language, tree, text));
  return true;
}

async function rest(): Promise<void> {
  await setImmediate();
  globalThis.gc?.();
}
