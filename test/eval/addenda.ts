/**
 * `node dist/test/eval/addenda.js --model GGUF [--tasks N] [--seed N] DIR...`: what a snippet is worth to a model behind
 * the text after the cursor, in comments, and what in its usual place among the files before the text. Each task (see
 * tasks.ts) is asked three times: without the best snippet, with it in front, and with it behind. Differences of the
 * log-likelihood per token of the true rest of the line, with their 95 % intervals by paired bootstrap.
 */
import { parseArgs } from "node:util";
import { languageOf } from "../../grammars/languages.ts";
import type { InfillParts } from "../../models/family.ts";
import { asComments } from "../../server/context/additions.ts";
import { completionContext } from "../../server/context/complete.ts";
import { atOnce } from "../../server/slices/slices.ts";
import type { MemoryWorkspace } from "../context/memoryWorkspace.ts";
import { bootstrap, mean } from "./bootstrap.ts";
import { type ModelRunner, openModel } from "./modelRunner.ts";
import { situationOf, type Task, tasksIn } from "./tasks.ts";
import { readTree, workspaceOf } from "./tree.ts";

/** Of the model's context; the rest is for what comments add, and for the true line. */
const promptShare = 0.7;
const maxPromptTokens = 2048;
const maxTruthCharacters = 80;

const { values, positionals } = parseArgs({
  options: {
    model: { type: "string" },
    tasks: { type: "string", default: "60" },
    seed: { type: "string", default: "3" },
  },
  allowPositionals: true,
});
if (!values.model || positionals.length === 0) {
  console.error("usage: node dist/test/eval/addenda.js --model GGUF [--tasks N] [--seed N] DIR...");
  process.exit(2);
}
const model = await openModel(values.model);
const found: { without: number; front: number; behind: number }[] = [];
for (const folder of positionals) {
  const workspace = workspaceOf(readTree(folder));
  for (const task of tasksIn(workspace, Number(values.tasks), Number(values.seed))) {
    const parts = partsOf(model, task, workspace);
    const best = parts.context.at(-1);
    if (!best) continue;
    const without = { ...parts, context: parts.context.slice(0, -1) };
    const behind = parts.after + asComments([best], languageOf(task.path)?.lineComment ?? "#");
    const truth = task.truth.slice(0, maxTruthCharacters);
    found.push({
      without: await likelihood(model, without, truth),
      front: await likelihood(model, parts, truth),
      behind: await likelihood(model, { ...without, after: behind }, truth),
    });
  }
}
console.log(`${found.length} tasks, without the best snippet ${mean(found.map(({ without }) => without)).toFixed(3)}`);
print(
  "in front",
  found.map(({ front, without }) => front - without),
);
print(
  "behind",
  found.map(({ behind, without }) => behind - without),
);
print(
  "behind, against in front",
  found.map(({ behind, front }) => behind - front),
);
await model.dispose();

function partsOf(runner: ModelRunner, task: Task, workspace: MemoryWorkspace): InfillParts {
  const original = workspace.file(task.path)?.text as string;
  workspace.update(task.path, task.text);
  const { cursor } = situationOf(workspace, task);
  const size = {
    promptTokens: Math.floor(promptShare * Math.min(runner.contextTokens, maxPromptTokens)),
    charactersPerToken: task.text.length / runner.countTokens(task.text),
    quickTokens: 0,
  };
  const request = { ...size, cursor, workspace, edits: [], pinned: [], rules: [], idle: false, readsSuffixLast: false };
  const { parts } = atOnce(completionContext(request, undefined, console.error));
  workspace.update(task.path, original);
  return parts;
}

async function likelihood(runner: ModelRunner, parts: InfillParts, truth: string): Promise<number> {
  return (await runner.logLikelihood(runner.tokensOf(parts), truth)) / runner.countTokens(truth);
}

function print(what: string, differences: readonly number[]): void {
  const { mean: gain, low, high } = bootstrap(differences);
  console.log(`${what.padEnd(26)} ${gain.toFixed(3)} (95 % ${low.toFixed(3)} to ${high.toFixed(3)})`);
}
