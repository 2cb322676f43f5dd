/**
 * Which layout of the text around a cursor a model understands better: `plain`, with the hole at the cursor, or
 * `anchored`, with up to seven typed lines in the hole. For models whose prefix stands before the suffix; for others
 * the two are the same tokens. `npm run eval:layout -- [--model GGUF] [--family NAME] [--tasks N] [DIR...]`
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { familyNamed, familyOf } from "../../models/families.ts";
import { type InfillParts, infillPrompt } from "../../models/family.ts";
import { openModel } from "../../models/host/llama.ts";
import { promptTokens, textTokens } from "../../models/host/tokens.ts";
import { defaultConfig, hostSettings } from "../../server/config.ts";
import { randomFrom } from "../random.ts";
import { bootstrap, mean } from "./bootstrap.ts";
import { foldersOr } from "./folders.ts";
import { logLikelihoods } from "./logLikelihood.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    model: { type: "string", default: "embedded" },
    family: { type: "string" },
    tasks: { type: "string", default: "200" },
    seed: { type: "string", default: "1" },
  },
});
const settings = { ...hostSettings({ ...defaultConfig, model: values.model }), gpu: "off" as const };
const ignore = () => {};
const model = await openModel(settings, ignore, ignore);
const family = values.family ? familyNamed(values.family) : familyOf(model.description);
if (!family) throw new Error(`no family ${values.family ?? ""} for ${values.model}`);
const { vocabulary, contextTokens } = model;
const score = await logLikelihoods(settings.model, contextTokens);
/** A third of the context in characters, at the poorest density. */
const beforeCharacters = Math.min(6000, contextTokens);
const afterCharacters = beforeCharacters / 3;

const plain: number[] = [];
const anchored: number[] = [];
for (const task of tasks(Number(values.tasks), Number(values.seed))) {
  plain.push(await likelihood({ before: task.before + task.typed, typed: "" }, task));
  anchored.push(await likelihood(task, task));
}
const difference = bootstrap(anchored.map((value, index) => value - (plain[index] as number)));
console.log(`${plain.length} lines, mean log-likelihood of a token of the rest of the line, ${family.name}`);
console.log(`plain    ${mean(plain).toFixed(4)}`);
console.log(`anchored ${mean(anchored).toFixed(4)}`);
console.log(
  `anchored - plain ${difference.mean.toFixed(4)}, 95 % interval ${difference.low.toFixed(4)} to ${difference.high.toFixed(4)}`,
);
process.exit(0);

type Task = Pick<InfillParts, "before" | "typed" | "after"> & { readonly path: string; readonly truth: string };

async function likelihood(parts: Pick<InfillParts, "before" | "typed">, { path, after, truth }: Task): Promise<number> {
  const prompt = infillPrompt(family as NonNullable<typeof family>, {
    repository: "",
    path,
    context: [],
    after,
    ...parts,
  });
  const { tokens } = promptTokens(vocabulary, prompt);
  return mean(await score(tokens, textTokens(vocabulary, truth)));
}

/** Lines of code with the cursor at a word inside, and typing begun up to seven lines above. */
function tasks(count: number, seed: number): Task[] {
  const random = randomFrom(seed);
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  const files = foldersOr(positionals).flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(py|tsx?|jsx?)$/.test(name) && !/node_modules|\.d\.ts$/.test(name))
      .map((name) => join(folder, name)),
  );
  const found: Task[] = [];
  for (let attempt = 0; found.length < count && attempt < 100 * count; attempt++) {
    const path = pick(files);
    const lines = readFileSync(path, "utf8").split("\n");
    const at = Math.floor(random() * lines.length);
    const line = lines[at] ?? "";
    const words = [...line.matchAll(/\b\w/g)].slice(1);
    if (at < 12 || words.length === 0 || line.length > 120) continue;
    const cut = pick(words).index;
    const anchor = at - Math.floor(random() * 8);
    const text = (from: number, to: number) =>
      lines
        .slice(from, to)
        .map((each) => `${each}\n`)
        .join("");
    const typed = text(anchor, at) + line.slice(0, cut);
    const before = text(0, anchor).slice(-beforeCharacters + typed.length);
    const after = `\n${text(at + 1, lines.length)}`.slice(0, afterCharacters);
    found.push({ path, before, typed, after, truth: line.slice(cut) });
  }
  return found;
}
