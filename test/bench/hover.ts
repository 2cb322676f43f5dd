/**
 * `node dist/test/bench/hover.js DIR`: what a hover costs without a model, through the real index, and how long its
 * steps hold the event loop. Places are words drawn with a fixed seed.
 */

import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { defaultConfig } from "../../server/config/config.ts";
import { type Cursor, cursorIn } from "../../server/context/cursor.ts";
import { codeOf } from "../../server/context/prompts/explain.ts";
import type { Situation } from "../../server/context/request.ts";
import { answeringChoice } from "../../server/engines/choice.ts";
import { factsOf } from "../../server/explanations/facts.ts";
import { type Subject, subjectAt } from "../../server/explanations/subject.ts";
import { explainable } from "../../server/features/explaining/explainable.ts";
import { PromptContexts } from "../../server/features/generation/promptContexts.ts";
import { CodeIndex } from "../../server/index/codeIndex.ts";
import { SourceFile } from "../../server/index/sourceFile.ts";
import { WorkspaceIndex } from "../../server/index/workspaceIndex.ts";
import { inSlices } from "../../server/slices/slices.ts";
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

const costs: Record<"name, the first" | "name" | "facts" | "prompt and key", Held[]> = {
  "name, the first": [],
  name: [],
  facts: [],
  "prompt and key": [],
};
let found = 0;
for (let i = 0; i < places; i++) {
  const cursor = await cursorSomewhere();
  if (!cursor) continue;
  const situation: Situation = contexts.situation(cursor);
  let subject: Subject | undefined;
  const name = await held(async () => {
    subject = await inSlices(subjectAt(situation));
  });
  if (found === 0 && subject) costs["name, the first"].push(name);
  else costs.name.push(name);
  if (!subject) continue;
  found++;
  const known = subject;
  costs.facts.push(await held(() => factsOf(known, situation)));
  if (known.kind !== "symbol") continue;
  const wanted = explainable(situation, codeOf(known.places[0]), answeringChoice(defaultConfig));
  costs["prompt and key"].push(await held(() => wanted.key()));
}
console.log(`${paths.length} files; of ${places} words of letters ${found} are names that the workspace defines`);
for (const [step, all] of Object.entries(costs)) {
  const [cpu, hold] = [all.map(({ cpuMs }) => cpuMs), all.map(({ holdMs }) => holdMs)];
  const long = hold.filter((ms) => ms > 10).length;
  console.log(
    `${step}: CPU ms ${spread(cpu, 1)}; longest hold ms ${spread(hold, 1)}, max ${Math.max(...hold).toFixed(1)}; ` +
      `above 10 ms in ${long} of ${all.length}`,
  );
}
await index.dispose();

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
  return cursorIn(
    { folders, open: new Map([[uri, source]]), withheld: new Set<string>(), index: new CodeIndex() },
    source,
    offset,
  );
}
