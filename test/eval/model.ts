/**
 * `npm run eval:model -- [--model GGUF] [--tasks N] [--seed N] [DIR...]`: what context does for a model.
 * Each task (see tasks.ts) is asked twice with prompts of the same size: with the snippets that Hearth chooses,
 * and with more of the file itself in their place. Differences with their 95 % intervals by paired bootstrap.
 */
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { completionContext } from "../../server/context/complete.ts";
import { embeddedModel } from "../../server/engines/modelPath.ts";
import { atOnce } from "../../server/slices/slices.ts";
import { editDistance } from "../../server/text/distance.ts";
import { MemoryWorkspace } from "../context/memoryWorkspace.ts";
import { bootstrap, mean } from "./bootstrap.ts";
import { foldersOr } from "./folders.ts";
import { type ModelRunner, openModel } from "./modelRunner.ts";
import { situationOf, type Task, tasksIn } from "./tasks.ts";
import { readTree, workspaceOf } from "./tree.ts";

const answerTokens = 48;
const maxPromptTokens = 2048;
const pace = { idle: false, quickTokens: 512, readsSuffixLast: false };

type Answer = { readonly logLikelihood: number; readonly exact: number; readonly similarity: number };
type Pair = { readonly without: Answer; readonly with: Answer };

const { values, positionals } = parseArgs({
  options: {
    model: { type: "string", default: "embedded" },
    tasks: { type: "string", default: "40" },
    seed: { type: "string", default: "11" },
  },
  allowPositionals: true,
});
const model = await openModel(values.model === "embedded" ? embeddedModel : values.model);
const pairs: Pair[] = [];
for (const folder of foldersOr(positionals)) {
  const found = await pairsIn(model, folder, Number(values.tasks), Number(values.seed));
  print(basename(folder), found);
  pairs.push(...found);
}
print("all", pairs);
await model.dispose();

async function pairsIn(runner: ModelRunner, folder: string, count: number, seed: number): Promise<Pair[]> {
  const workspace = workspaceOf(readTree(folder));
  const found: Pair[] = [];
  for (const task of tasksIn(workspace, count, seed)) {
    const original = workspace.file(task.path)?.text as string;
    workspace.update(task.path, task.text);
    const alone = new MemoryWorkspace();
    found.push({ without: await answerTo(runner, task, alone), with: await answerTo(runner, task, workspace) });
    workspace.update(task.path, original);
  }
  return found;
}

async function answerTo(runner: ModelRunner, task: Task, workspace: MemoryWorkspace): Promise<Answer> {
  const prompt = promptFor(runner, task, workspace);
  const line = await runner.line(prompt);
  const logLikelihood = (await runner.logLikelihood(prompt, task.truth)) / runner.countTokens(task.truth);
  const [ours, truth] = [line.trim(), task.truth.trim()];
  const distance = editDistance(ours, truth) / Math.max(ours.length, truth.length, 1);
  return { logLikelihood, exact: ours === truth ? 1 : 0, similarity: 1 - distance };
}

/** As large as the model's context allows: the estimate from characters is made smaller until it fits. */
function promptFor(runner: ModelRunner, task: Task, workspace: MemoryWorkspace) {
  const { cursor } = situationOf(workspace, task);
  const charactersPerToken = task.text.length / runner.countTokens(task.text);
  const room = Math.min(runner.contextTokens, maxPromptTokens) - answerTokens;
  for (let promptTokens = room; promptTokens > 0; promptTokens = Math.floor(promptTokens * 0.95)) {
    const request = { cursor, workspace, edits: [], pinned: [], rules: [], promptTokens, charactersPerToken };
    const { parts } = atOnce(completionContext({ ...request, ...pace }, undefined, console.error));
    const tokens = runner.tokensOf(parts);
    if (tokens.length <= room) return tokens;
  }
  throw new Error(`${task.path} has no prompt of ${room} tokens at ${task.offset}`);
}

function print(name: string, found: readonly Pair[]): void {
  const row = (measure: keyof Answer, scale: number) => {
    const {
      mean: gain,
      low,
      high,
    } = bootstrap(found.map((pair) => scale * (pair.with[measure] - pair.without[measure])));
    const before = scale * mean(found.map((pair) => pair.without[measure]));
    return `${before.toFixed(2)} -> ${(before + gain).toFixed(2)} (${signed(gain)}, 95 % ${signed(low)} to ${signed(high)})`;
  };
  console.log(`${name}: ${found.length} tasks`);
  console.log(`  log-likelihood per token  ${row("logLikelihood", 1)}`);
  console.log(`  exact match, %            ${row("exact", 100)}`);
  console.log(`  edit similarity, %        ${row("similarity", 100)}`);
}

function signed(value: number): string {
  return `${value < 0 ? "" : "+"}${value.toFixed(2)}`;
}
