/**
 * `node dist/test/bench/hover.js DIR`: how long a hover takes without a model, through the real index. Places are
 * words drawn with a fixed seed; times are of CPU.
 */

import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { defaultConfig } from "../../server/config.ts";
import { type Cursor, cursorIn } from "../../server/context/cursor.ts";
import { codeOf } from "../../server/context/prompts/explain.ts";
import type { Situation } from "../../server/context/request.ts";
import { factsOf } from "../../server/explanations/facts.ts";
import { type Subject, subjectAt } from "../../server/explanations/subject.ts";
import { Contexts } from "../../server/features/contexts.ts";
import { explainable } from "../../server/features/explainable.ts";
import { Index } from "../../server/index/index.ts";
import { SourceFile } from "../../server/index/sourceFile.ts";
import { WorkspaceIndex } from "../../server/index/workspaceIndex.ts";
import { randomFrom } from "../random.ts";

const places = 1000;
const log = (message: string) => console.error(message);

const root = resolve(process.argv[2] ?? ".");
const index = new WorkspaceIndex({ log });
await index.setFolders([root]);
const contexts = new Contexts(() => [], log);
await contexts.takeIn(index.views);
const view = index.folder(root)?.view;
if (!view) throw new Error(`${root} has no index`);
const paths = [...view.paths()];
const random = randomFrom(1);

const times: Record<"name" | "name and facts" | "prompt and key", number[]> = {
  name: [],
  "name and facts": [],
  "prompt and key": [],
};
let found = 0;
for (let i = 0; i < places; i++) {
  const cursor = await cursorSomewhere();
  if (!cursor) continue;
  const start = cpuMs();
  const situation: Situation = contexts.situation(cursor);
  const subject: Subject | undefined = subjectAt(situation);
  times.name.push(cpuMs() - start);
  if (!subject) continue;
  found++;
  await factsOf(subject, situation);
  const told = cpuMs();
  if (subject.kind === "symbol") void explainable(situation, codeOf(subject.places[0]), defaultConfig).key;
  const keyed = cpuMs();
  times["prompt and key"].push(keyed - told);
  times["name and facts"].push(told - start);
}
console.log(`${paths.length} files; of ${places} words of letters ${found} are names that the workspace defines`);
for (const [step, ms] of Object.entries(times)) {
  const sorted = ms.sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  console.log(`${step}: median ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, slowest ${at(1)} ms`);
}
await index.dispose();

/** CPU time: on a machine that does other things too, the clock measures those. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** On a word of letters, which may be in a comment. */
async function cursorSomewhere(): Promise<Cursor | undefined> {
  const path = paths[Math.floor(random() * paths.length)] as string;
  const text = await view?.text(path);
  if (!text) return undefined;
  const from = Math.floor(random() * text.length);
  const offset = from + Math.max(0, text.slice(from).search(/\b[A-Za-z]{3}/));
  const uri = pathToFileURL(join(root, path)).href;
  const source = new SourceFile({ uri, path, languageId: "", version: 1, text });
  const folders = [{ uri: pathToFileURL(root).href, name: "bench" }];
  return cursorIn({ folders, open: new Map([[uri, source]]), index: new Index() }, source, offset);
}
