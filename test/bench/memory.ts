/**
 * `node dist/test/bench/memory.js DIR`: what it costs to ask the memory of the workspace at a cursor, filters included,
 * through the real index, and how long its steps hold the event loop. Places are drawn with a fixed seed, at words.
 */

import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { languageOf } from "../../grammars/languages.ts";
import { type Cursor, cursorIn } from "../../server/context/cursor.ts";
import { PromptContexts } from "../../server/features/generation/promptContexts.ts";
import { remember } from "../../server/features/generation/remember.ts";
import { CodeIndex } from "../../server/index/codeIndex.ts";
import { SourceFile } from "../../server/index/sourceFile.ts";
import { WorkspaceIndex } from "../../server/index/workspaceIndex.ts";
import { holeOf } from "../../server/suggestions/shape.ts";
import { randomFrom } from "../random.ts";
import { type Held, held } from "./lib/held.ts";
import { spread } from "./lib/percentile.ts";

const places = 1000;
const log = (message: string) => console.error(message);

const root = resolve(process.argv[2] ?? ".");
const index = new WorkspaceIndex({ log });
await index.setFolders([root]);
const contexts = new PromptContexts(() => [], log);
await contexts.takeIn(index.views);
const view = index.folder(root)?.view;
if (!view) throw new Error(`${root} has no index`);
const paths = [...view.paths()];
const random = randomFrom(1);

const costs: Held[] = [];
let found = 0;
for (let i = 0; i < places; i++) {
  const cursor = await cursorSomewhere();
  if (!cursor) continue;
  const hole = holeOf(cursor);
  const cost = await held(async () => {
    if (await remember({ contexts }, cursor, hole, "automatic")) found++;
  });
  // The first ones are slow as all code is.
  if (i >= 20) costs.push(cost);
}
const [cpu, hold] = [costs.map(({ cpuMs }) => cpuMs), costs.map(({ holdMs }) => holdMs)];
console.log(`${paths.length} files; of ${places} places ${found} are remembered`);
console.log(
  `CPU ms ${spread(cpu, 1)}; longest hold ms ${spread(hold, 1)}, max ${Math.max(...hold).toFixed(1)}; ` +
    `above 10 ms in ${hold.filter((ms) => ms > 10).length} of ${hold.length}`,
);
await index.dispose();

/** In front of a word, the rest of whose line is not yet typed. */
async function cursorSomewhere(): Promise<Cursor | undefined> {
  const path = paths[Math.floor(random() * paths.length)] as string;
  const text = await view?.text(path);
  if (!text) return undefined;
  const from = Math.floor(random() * text.length);
  const offset = from + Math.max(0, text.slice(from).search(/\b[A-Za-z]{3}/));
  const end = text.indexOf("\n", offset);
  const typed = text.slice(0, offset) + (end < 0 ? "" : text.slice(end));
  const uri = pathToFileURL(join(root, path)).href;
  const languageId = languageOf(path)?.ids[0] ?? "";
  const source = new SourceFile({ uri, path, languageId, version: 1, text: typed });
  const folders = [{ uri: pathToFileURL(root).href, name: "bench" }];
  const open = new Map([[uri, source]]);
  return cursorIn({ folders, open, withheld: new Set<string>(), index: new CodeIndex() }, source, offset);
}
