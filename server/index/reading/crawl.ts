import type { Contents } from "../tables/contents.ts";
import { pathOf } from "../tables/fileTable.ts";
import type { JobResult, ReadingJob } from "./job.ts";

export type IndexingProgress = { readonly done: number; readonly total: number };

type Crawl = {
  readonly root: string;
  readonly contents: Contents;
  readonly run: (job: ReadingJob) => Promise<readonly JobResult[]>;
  /** After every job: there is more to see. In files of all, of which a large crawl reads each twice. */
  readonly progress: (progress: IndexingProgress) => void;
  /** Called off, it keeps what has been read. */
  readonly signal: AbortSignal;
};

/** From here on identifiers come first and trees later: they are ten times as fast to have. */
const manyFiles = 200;

/** Files for each job, so that one takes a few tenths of a second. */
const textBatch = 384;
const syntaxBatch = 64;
const smallBatch = 16;

/** So that the children end together. */
const fewestTextJobs = 16;

/** Enough that no child of the pool is ever idle. With no more than that, a crawl that is called off ends soon. */
const jobsAtOnce = 4;

/** A file that changes all the time is left as it is after so many readings. A later event will bring it back. */
const maxReadings = 3;

/** Reads files and takes what is found into the contents. */
export async function crawl(crawl: Crawl, paths: readonly string[]): Promise<void> {
  let torn: readonly string[];
  if (paths.length > manyFiles) {
    const total = paths.length * 2;
    const size = Math.min(textBatch, Math.ceil(paths.length / fewestTextJobs));
    await batches(crawl, paths, { text: true, syntax: false, size, done: 0, total });
    const rest = newestFirst(crawl.contents, paths);
    const done = total - rest.length;
    torn = await batches(crawl, rest, { text: false, syntax: true, size: syntaxBatch, done, total });
  } else {
    torn = paths;
  }
  for (let reading = 0; torn.length > 0 && reading < maxReadings && !crawl.signal.aborted; reading++) {
    torn = await batches(crawl, torn, { text: true, syntax: true, size: smallBatch, done: 0, total: torn.length });
  }
}

type Batches = Pick<ReadingJob, "text" | "syntax"> & {
  readonly size: number;
  readonly done: number;
  readonly total: number;
};

/** Returns the files that changed while they were read. */
async function batches(
  { root, contents, run, progress, signal }: Crawl,
  paths: readonly string[],
  { text, syntax, size, done, total }: Batches,
): Promise<string[]> {
  const torn: string[] = [];
  let finished = done;
  const jobs = Array.from({ length: Math.ceil(paths.length / size) }, (_, i) => paths.slice(i * size, (i + 1) * size));
  const waiting = jobs.values();
  const worker = async () => {
    for (const batch of waiting) {
      if (signal.aborted) return;
      const known = new Map(text ? batch.flatMap((path) => hashIn(contents, path)) : []);
      const results = await run({ root, paths: batch, text, syntax, known });
      for (const result of results) torn.push(...(await contents.accept(result)));
      if (signal.aborted) return;
      finished += batch.length;
      const files = text && syntax ? total : total / 2;
      progress({ done: Math.floor((finished * files) / total), total: files });
    }
  };
  await Promise.all(Array.from({ length: jobsAtOnce }, worker));
  return torn;
}

/** A file whose tags are missing must be read again, even if it is unchanged. */
function hashIn(contents: Contents, path: string): [string, string][] {
  const stamp = contents.stamp(path);
  return stamp && contents.syntax.has(path) ? [[path, stamp.hash]] : [];
}

/** The files whose text is known and whose tree is not; those that somebody works on before the others. */
function newestFirst({ texts, syntax }: Contents, paths: readonly string[]): string[] {
  const wanted = new Set(paths);
  const waiting: { path: string; modifiedMs: number }[] = [];
  for (const { table, dead } of texts.layers) {
    for (let file = 0; file < dead.length; file++) {
      const path = pathOf(table.files, file);
      if (dead[file] === 1 || !wanted.has(path) || syntax.has(path)) continue;
      waiting.push({ path, modifiedMs: table.files.modifiedMs[file] || Date.now() }); // 0: this moment, see `Stamp`
    }
  }
  return waiting.sort((a, b) => b.modifiedMs - a.modifiedMs || (a.path < b.path ? -1 : 1)).map(({ path }) => path);
}
