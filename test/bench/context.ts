/**
 * `node dist/test/bench/context.js DIR`: how long context takes in a workspace, through the real index.
 * Places are code lines drawn with a fixed seed; each is asked for as after a jump, with nothing kept.
 */

import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { completionContext } from "../../server/context/complete.ts";
import { cursorIn } from "../../server/context/cursor.ts";
import { FolderContext } from "../../server/context/folderContext.ts";
import { queryAt } from "../../server/context/query.ts";
import type { WorkspaceView } from "../../server/context/workspaceView.ts";
import { CodeIndex } from "../../server/index/codeIndex.ts";
import { SourceFile } from "../../server/index/sourceFile.ts";
import { WorkspaceIndex } from "../../server/index/workspaceIndex.ts";
import { languageGroupOf } from "../../server/languages/languageGroup.ts";
import { atOnce, Slices, type Steps } from "../../server/slices/slices.ts";
import { randomFrom } from "../random.ts";

const places = 300;
const room = {
  promptTokens: 2048,
  charactersPerToken: 3.5,
  idle: false,
  quickTokens: 512,
  readsSuffixLast: false,
  edits: [],
  pinned: [],
  rules: [],
};
const log = (message: string) => console.error(message);

const root = resolve(process.argv[2] ?? ".");
const index = new WorkspaceIndex({ log });
await index.setFolders([root]);
const folder = index.folder(root);
if (!folder) throw new Error(`${root} has no index`);
const context = new FolderContext();
const refresh = await timed(() => context.refresh(folder.view));
const all = [...folder.view.paths()];
/** The language that most of it is in. */
const kin = languageGroupOf({ path: all[Math.floor(all.length / 2)] ?? "" });
/** Each request has one of its own, which remembers what it was asked. */
const viewNow = () => context.view(folder.view, kin);
const workspace = viewNow();
const paths = all.filter((path) => languageGroupOf({ path }) === kin);
console.log(`${paths.length} files, texts and chunks taken in: ${refresh.toFixed(0)} ms`);
console.log(
  `process ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB, heap ${(process.memoryUsage().heapUsed / 1e6).toFixed(0)} MB`,
);

const random = randomFrom(1);
const cursors = Array.from({ length: places }, () => cursorSomewhere(workspace, paths, random)).filter(
  (one) => one !== undefined,
);
for (const cursor of cursors.slice(0, 30)) atOnce(completionContext({ ...room, cursor, workspace }, undefined, log));
report(
  "search alone",
  cursors.map((cursor) => {
    const q = queryAt(cursor);
    return elapsed(() => workspace.chunks.search(q, 300));
  }),
);
report(
  "found, ranked, packed",
  cursors.map((cursor) => {
    const steps = completionContext({ ...room, cursor, workspace: viewNow() }, undefined, log);
    return elapsed(() => atOnce(steps));
  }),
);
report(
  "longest slice of it",
  cursors.map((cursor) => longestSlice(completionContext({ ...room, cursor, workspace: viewNow() }, undefined, log))),
);
await index.dispose();

function cursorSomewhere(view: WorkspaceView, from: readonly string[], next: () => number) {
  const file = view.file(from[Math.floor(next() * from.length)] as string);
  if (!file) return undefined;
  const uri = pathToFileURL(join(root, file.path)).href;
  const source = new SourceFile({ uri, path: file.path, languageId: "", version: 1, text: file.text });
  const offset = Math.floor(next() * file.text.length);
  const folders = [{ uri: pathToFileURL(root).href, name: "bench" }];
  return cursorIn(
    { folders, open: new Map([[uri, source]]), withheld: new Map(), index: new CodeIndex() },
    source,
    offset,
  );
}

function report(what: string, ms: number[]): void {
  const sorted = ms.sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] as number).toFixed(1);
  console.log(`${what}: median ${at(0.5)} ms, p95 ${at(0.95)} ms, slowest ${at(1)} ms`);
}

/** As `inSlices` runs it: after a step that ends a slice, the event loop turns. */
function longestSlice(steps: Steps<unknown>): number {
  let longest = 0;
  for (let isDone = false; !isDone; ) {
    const slice = elapsed(() => {
      const slices = new Slices();
      do isDone = steps.next().done === true;
      while (!isDone && !slices.due);
    });
    longest = Math.max(longest, slice);
  }
  return longest;
}

/** CPU time: on a machine that does other things too, the clock measures those. */
function elapsed(work: () => unknown): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
