/**
 * `node dist/test/bench/hover.js DIR`: what a hover costs without a model, through the real index, and how long its
 * steps hold the event loop. Places are words drawn with a fixed seed.
 */

import { resolve } from "node:path";
import { defaultConfig } from "../../server/config/config.ts";
import { codeOf } from "../../server/context/prompts/explain.ts";
import type { Situation } from "../../server/context/request.ts";
import { answeringChoice } from "../../server/engines/choice.ts";
import { factsOf } from "../../server/explanations/facts.ts";
import { type Subject, subjectAt } from "../../server/explanations/subject.ts";
import { explainable } from "../../server/features/explaining/explainable.ts";
import { inSlices } from "../../server/slices/slices.ts";
import { drawnCursors } from "./lib/drawnCursors.ts";
import { costLine, type Held, held } from "./lib/held.ts";

const places = 1000;
const { index, contexts, paths, next } = await drawnCursors(resolve(process.argv[2] ?? "."));
const costs: Record<"name, the first" | "name" | "facts" | "prompt and key", Held[]> = {
  "name, the first": [],
  name: [],
  facts: [],
  "prompt and key": [],
};
let found = 0;
for (let i = 0; i < places; i++) {
  const cursor = await next();
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
  console.log(`${step}: ${costLine(all)}`);
}
await index.dispose();
