/**
 * Where the hole should stand: what a model makes of the same places in each layout, the rest of the line compared
 * strictly. A place is a word inside a line, asked for at its start and two letters into it; in folders it is also where
 * a line begins, behind its indentation, and behind an operator that a blank follows.
 *
 * `npm run eval:layout -- [--model GGUF] [--family NAME] [--places N] [--layouts A,B] [--tasks FILE] [--results FILE] [DIR...]`
 *
 * `--tasks` takes places from lines of JSON with `prompt`, `suffix` and `canonical_solution` in place of folders.
 * `--results` keeps answers in a file, and goes on from there.
 */
import { appendFileSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { CancellationToken } from "vscode-languageserver/node";
import { familyNamed, familyOf } from "../../models/families.ts";
import { infillPrompt, type ModelFamily } from "../../models/family.ts";
import { Generator } from "../../models/host/generator.ts";
import { openModel } from "../../models/host/llama.ts";
import { Sequences } from "../../models/host/sequences.ts";
import { defaultConfig } from "../../server/config/config.ts";
import { hostSettings } from "../../server/engines/hostSettings.ts";
import { randomFrom } from "../random.ts";
import { bootstrap } from "./bootstrap.ts";
import { foldersOr } from "./folders.ts";
import { type LayoutPlace, layouts, type Parts } from "./layouts.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    model: { type: "string", default: "embedded" },
    family: { type: "string" },
    layouts: { type: "string", default: Object.keys(layouts).join(",") },
    places: { type: "string", default: "40" },
    seed: { type: "string", default: "1" },
    tasks: { type: "string" },
    results: { type: "string" },
    seconds: { type: "string", default: "100000" },
    threads: { type: "string", default: "auto" },
  },
});
const threads = values.threads === "auto" ? ("auto" as const) : Number(values.threads);
const settings = { ...hostSettings({ ...defaultConfig, model: values.model }), gpu: "off" as const, threads };
const ignore = () => {};
const model = await openModel(settings, ignore, ignore);
const family = (values.family ? familyNamed(values.family) : familyOf(model.description)) as ModelFamily;
if (!family) throw new Error(`no family ${values.family ?? ""} for ${values.model}`);
const sequences = new Sequences(model.editSequences, model.openActionSequence);
const generator = new Generator(model.vocabulary, sequences, model.contextTokens, model.batchTokens);
/** A third of the context in characters, at the poorest density. */
const beforeCharacters = Math.min(1100, 0.9 * model.contextTokens);
const afterCharacters = Math.min(500, beforeCharacters / 3);
const names = values.layouts.split(",");

type Answer = { readonly key: string; readonly text: string; readonly probability: number };
const answers = new Map<string, Answer>();
if (values.results && existsSync(values.results)) {
  for (const line of readFileSync(values.results, "utf8").split("\n").filter(Boolean)) keep(JSON.parse(line));
}
const endMs = performance.now() + Number(values.seconds) * 1000;
const places = values.tasks ? placesOf(values.tasks) : placesIn(positionals);
let asked = 0;
for (const place of places) {
  if (performance.now() > endMs) break;
  asked++;
  for (const name of names) await answerTo(place, name);
}
report(places.slice(0, asked));
process.exit(0);

async function answerTo(place: LayoutPlace, name: string): Promise<void> {
  const key = `${place.key} ${name}`;
  const parts = layouts[name]?.(place);
  if (answers.has(key) || !parts) return;
  const text = await fill(place.path, parts);
  keep({ key, ...text });
  if (values.results) appendFileSync(values.results, `${JSON.stringify(answers.get(key))}\n`);
}

function keep(answer: Answer): void {
  answers.set(answer.key, answer);
}

async function fill(path: string, { before, typed = "", after, asked = "" }: Parts) {
  const prompt = infillPrompt(family, { repository: "", path, context: [], before, typed, begun: asked, after });
  const request = { priority: "typing", subject: "a", maxTokens: 40, maxMs: 60_000 } as const;
  const { text, probabilities } = await generator.generate(
    { ...request, prompt: { ...prompt, stopTexts: [...prompt.stopTexts, "\n"] } },
    ignore,
    CancellationToken.None,
    async () => 0,
  );
  return { text, probability: probabilities[0]?.probability ?? 0 };
}

function report(among: readonly LayoutPlace[]): void {
  const kinds = [...new Set(among.map(({ kind }) => kind))];
  console.log(`${family.name}, ${among.length} places; the rest of the line strictly exact`);
  for (const kind of kinds) {
    const some = among.filter((place) => place.kind === kind);
    console.log(`\n${kind}: ${some.length}`);
    const exact = (name: string) => some.map((place) => isExact(place, answers.get(`${place.key} ${name}`)));
    const bare = exact(names[0] as string);
    for (const name of names) {
      const these = exact(name);
      const known = these.flatMap((one, i) => (one === undefined || bare[i] === undefined ? [] : [i]));
      if (known.length === 0) continue;
      const sum = known.filter((i) => these[i]).length;
      const { mean, low, high } = bootstrap(known.map((i) => 100 * (Number(these[i]) - Number(bare[i]))));
      const empty = known.filter((i) => answers.get(`${some[i]?.key} ${name}`)?.text === "").length;
      const blank = known.filter((i) => answers.get(`${some[i]?.key} ${name}`)?.text.startsWith(" ")).length;
      const difference = `${mean.toFixed(1)} (${low.toFixed(1)} to ${high.toFixed(1)})`;
      console.log(
        `  ${name.padEnd(22)} ${sum} of ${known.length}   against ${names[0]}: ${difference}; empty ${empty}, blank first ${blank}`,
      );
    }
  }
}

function isExact({ truth }: LayoutPlace, answer: Answer | undefined): boolean | undefined {
  return answer && answer.text.trimEnd() === truth.trimEnd();
}

/** Words inside the lines of source files. */
function placesIn(folders: readonly string[]): LayoutPlace[] {
  const random = randomFrom(Number(values.seed));
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  const files = foldersOr(folders).map((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(py|tsx?|jsx?)$/.test(name) && !/node_modules|\.d\.ts$/.test(name))
      .sort()
      .map((name) => join(folder, name)),
  );
  const found: LayoutPlace[] = [];
  let chosen = 0;
  for (let attempt = 0; chosen < Number(values.places) && attempt < 100_000; attempt++) {
    const path = pick(files[attempt % files.length] as string[]);
    const lines = readFileSync(path, "utf8").split("\n");
    const at = Math.floor(random() * lines.length);
    const line = lines[at] as string;
    if (at < 8 || line.length > 120 || /^\s*(\*|\/\/|\/\*|#|import|from)/.test(line)) continue;
    const words = [...line.matchAll(/(?<=\S.*)\b[A-Za-z_]\w{3,}/g)];
    if (words.length === 0) continue;
    const above = `${lines.slice(0, at).join("\n")}\n`;
    const below = `\n${lines.slice(at + 1).join("\n")}`;
    const name = `${path}:${at + 1}`;
    chosen++;
    found.push(...placesAt(name, above, line, below, pick(words).index));
    const operator = /(?<=\S [=+|&:<>*/-]{1,3}) (?=\S)/.exec(line);
    if (operator) found.push(placeAt(name, above, line, below, operator.index, "behind an operator"));
    const depth = /^[ \t]+(?=\S)/.exec(line);
    if (depth) found.push(placeAt(name, above, line, below, depth[0].length, "at a line's start"));
  }
  return found;
}

/** The lines that a benchmark takes away whole, from the first word inside them on. */
function placesOf(file: string): LayoutPlace[] {
  const tasks = readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return tasks.slice(0, Number(values.places)).flatMap(({ name, prompt, suffix, canonical_solution: solution }) => {
    const above = prompt.endsWith("\n") ? prompt : `${prompt}\n`;
    const line = solution.replace(/\n[\s\S]*/, "");
    const word = /(?<=\S.*)\b[A-Za-z_]\w{3,}/.exec(line);
    return word ? placesAt(name, above, line, `\n${suffix.replace(/^\n/, "")}`, word.index) : [];
  });
}

function placesAt(name: string, above: string, line: string, below: string, cut: number): LayoutPlace[] {
  return [
    placeAt(name, above, line, below, cut, "at a word's start"),
    placeAt(name, above, line, below, cut + 2, "two letters into a word"),
  ];
}

function placeAt(name: string, above: string, line: string, below: string, at: number, kind: string): LayoutPlace {
  return {
    key: `${name}:${at + 1}`,
    path: name.replace(/:\d+$/, ""),
    kind,
    above: above.slice(-beforeCharacters),
    lineBefore: line.slice(0, at),
    after: below.slice(0, afterCharacters),
    truth: line.slice(at),
  };
}
