/**
 * What the filters are worth: holes cut in real files, filled by a real model, looked at with all filters,
 * with none, and with each one left out.
 *
 *     npm run eval:suggestions -- [--model GGUF] [--hole word|cursor] [--state whole|unfinished|growing]
 *       [--count HOLES_PER_KIND] [--context TOKENS] [--tokens TOKENS] [--threads N] [--minutes N] [--brief]
 *       [--texts FORMAT|all] [--json FILE] [--generations FILE] [DIR...]
 *
 * Without a model the right text is taken, and what follows it in the file: then the filters have only to find its end,
 * and what they spoil is their own fault. `--hole cursor` asks the bare model, `--hole word` leaves out the blanks left
 * of the cursor. `--state` says how the file looks around the cursor; see `states.ts`. `--json` writes every hole and
 * what became of it. `--generations` keeps what the model wrote in a file, and goes on from there if the file exists:
 * to try other filters on the same texts. `--texts` looks at Markdown, YAML, TOML, JSON, pages and styles instead of code,
 * at all of them or at one by its LSP language identifier. `--brief` leaves out what single filters are worth. `--minutes`
 * ends a long run early; only holes that were filled count.
 */
import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { languageOf } from "../../grammars/languages.ts";
import { embeddedModel } from "../../server/engines/modelPath.ts";
import { endings } from "../../server/suggestions/endings.ts";
import type { ShapedHole } from "../../server/suggestions/filter.ts";
import { applyFilters, filters, type Pipeline } from "../../server/suggestions/filters.ts";
import type { TextAtCursor } from "../../server/suggestions/hole.ts";
import type { NoSuggestionReason } from "../../server/suggestions/noSuggestionReason.ts";
import { reasonNotToAsk } from "../../server/suggestions/reasonNotToAsk.ts";
import { holeWithId, shaped } from "../../server/suggestions/shape.ts";
import { lineEnd, lineStart } from "../../server/text/lines.ts";
import { isComplete } from "../suggestions/fixture.ts";
import { foldersOr } from "./folders.ts";
import { type Generation, Generator, type Manner } from "./suggestions/generator.ts";
import { type Cut, cutsOf, cutsOfFormat, formatIdOf, holeKinds } from "./suggestions/holes.ts";
import { type Score, scoreOf } from "./suggestions/score.ts";
import { type FileState, fileStates, inState } from "./suggestions/states.ts";

/** How far the perfect model runs on behind a hole: two hundred tokens and more. */
const runOnCharacters = 800;

/** One hole, and what the model wrote there when nobody stopped it. */
type Sample = {
  readonly cut: Hidden;
  readonly hole: ShapedHole;
  readonly notAsked: NoSuggestionReason | undefined;
  readonly pieces: readonly string[];
  readonly ms: number;
  readonly isCut: boolean;
  /** Scores by outcome: most filters leave most outcomes as they are, and parsing whole files takes the time. */
  readonly scores: Map<string, Score>;
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    model: { type: "string" },
    hole: { type: "string", default: "word" },
    state: { type: "string", default: "whole" },
    count: { type: "string", default: "50" },
    context: { type: "string", default: "2048" },
    tokens: { type: "string", default: "96" },
    threads: { type: "string", default: "1" },
    minutes: { type: "string", default: "600" },
    texts: { type: "string" },
    brief: { type: "boolean", default: false },
    json: { type: "string" },
    generations: { type: "string" },
  },
});

const state = fileStates.find((one) => one === values.state);
if (!state) throw new Error(`--state is one of ${fileStates.join(", ")}, not ${values.state}`);
if (values.hole !== "word" && values.hole !== "cursor") throw new Error("--hole is word or cursor");
const manner: Manner = {
  hole: values.hole,
  contextTokens: Number(values.context),
  maxTokens: Number(values.tokens),
  threads: Number(values.threads),
};
const samples = await generateAll(
  values.model === "embedded" ? embeddedModel : values.model,
  choose(foldersOr(positionals).flatMap(cutsIn), Number(values.count)).map((cut) => asItLooks(cut, state)),
);
const everything: Pipeline = { endings, filters };
const variants: readonly (readonly [string, Pipeline])[] = [
  ["all on", everything],
  ["all off", { endings: [], filters: [] }],
  ...endings.map((left): [string, Pipeline] => [
    `without ${left.name}`,
    { endings: endings.filter((one) => one !== left), filters },
  ]),
  ...filters.map((left): [string, Pipeline] => [
    `without ${left.name}`,
    { endings, filters: filters.filter((one) => one !== left) },
  ]),
];

for (const [name, pipeline] of variants.slice(0, 2)) {
  console.log(`\n${name}\n${header("hole")}`);
  for (const kind of holeKinds)
    console.log(
      row(
        kind,
        samples.filter(({ cut }) => cut.kind === kind),
        pipeline,
      ),
    );
}
console.log(`\nall holes but the complete ones\n${header("filters")}`);
const open = samples.filter(({ cut }) => cut.kind !== "complete");
for (const [name, pipeline] of values.brief ? variants.slice(0, 2) : variants) console.log(row(name, open, pipeline));
console.log(`\n${costs()}\n\n${silenceCounts()}\n\n${losses()}`);
if (values.json) writeFileSync(values.json, JSON.stringify(samples.map(asJson), null, 1));
process.exit(0);

/** All holes of all files below a folder that Hearth has a grammar for, or with `--texts` of those of a format. */
function cutsIn(folder: string): Cut[] {
  const files = readdirSync(folder, {
    recursive: true,
    withFileTypes: true,
  }).filter((entry) => entry.isFile());
  return files.flatMap((file) => {
    const path = join(file.parentPath, file.name);
    const name = relative(folder, path);
    if (values.texts) {
      const id = formatIdOf(path);
      return id && ["all", id].includes(values.texts) ? cutsOfFormat(name, readFileSync(path, "utf8"), id) : [];
    }
    const language = languageOf(path);
    return language ? cutsOf(name, readFileSync(path, "utf8"), language) : [];
  });
}

/**
 * The same holes in every run: spread evenly over all files, so many of each kind and language family, and in turns,
 * so that a run that is ended early holds some of each.
 */
function choose(cuts: readonly Cut[], count: number): Cut[] {
  const lists = holeKinds.flatMap((kind) => {
    return [true, false].map((indented) => {
      const all = cuts.filter((cut) => cut.kind === kind && (cut.language?.indented ?? false) === indented);
      const chosen = Math.min(all.length, Math.ceil(count / 2));
      return Array.from({ length: chosen }, (_, i) => all[Math.floor((i * all.length) / chosen)] as Cut);
    });
  });
  const longest = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, i) => lists.flatMap((list) => list.slice(i, i + 1))).flat();
}

/** A cut, and the whole text that follows it: what a perfect model would go on with. */
type Hidden = Cut & { readonly runOn: string; readonly whole: Cut };

function asItLooks(cut: Cut, state: FileState): Hidden {
  return {
    ...inState(cut, state),
    whole: state === "unfinished" ? cut : inState(cut, state),
    runOn: cut.text.slice(cut.start, cut.end + runOnCharacters),
  };
}

async function generateAll(modelPath: string | undefined, cuts: readonly Hidden[]): Promise<Sample[]> {
  const generations = modelPath ? await generationsOf(modelPath, cuts) : cuts.map(perfect);
  return generations.map(({ pieces, ms, isCut = false }, i) => {
    const cut = cuts[i] as Hidden;
    const hole = shaped(holeWithId(placeOf(cut), cut.languageId));
    return {
      cut,
      hole,
      notAsked: reasonNotToAsk(hole, "automatic"),
      pieces,
      ms,
      isCut,
      scores: new Map(),
    };
  });
}

/** One line of JSON for each hole, so that a run that was ended can be gone on with. */
async function generationsOf(modelPath: string, cuts: readonly Hidden[]): Promise<Generation[]> {
  const { generations: file } = values;
  const known = file && existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
  const generations: Generation[] = known.map((line) => JSON.parse(line));
  const ends = Date.now() + Number(values.minutes) * 60_000;
  if (generations.length >= cuts.length || Date.now() >= ends) return generations.slice(0, cuts.length);
  const generator = await Generator.load(modelPath, manner);
  for (const cut of cuts.slice(generations.length)) {
    if (Date.now() >= ends) break;
    const generation = await generator.generate(cut.path, placeOf(cut));
    generations.push(generation);
    if (file) appendFileSync(file, `${JSON.stringify(generation)}\n`);
    if (generations.length % 50 === 0) console.error(`${generations.length} of ${cuts.length} holes filled`);
  }
  return generations;
}

/** What a model writes that knows the file by heart and does not know when to stop. */
function perfect({ runOn }: Hidden): Generation {
  return { pieces: runOn.match(/\w+|\s+|[^\w\s]/g) ?? [], ms: 0, isCut: true };
}

function placeOf({ text, start, end }: Cut): TextAtCursor {
  const after = text.slice(end);
  return {
    before: text.slice(0, start),
    after,
    lineBefore: text.slice(lineStart(text, start), start),
    lineAfter: after.slice(0, lineEnd(after, 0)),
  };
}

function score({ cut, hole, notAsked, pieces, scores }: Sample, pipeline: Pipeline): Score {
  // Where Hearth would not ask by itself only the holes that should stay empty are left unanswered:
  // a hole cut in the middle of a line is what a user asks about by hand.
  const isQuiet = notAsked && cut.kind === "complete" && pipeline.filters.length > 0;
  const outcome = isQuiet ? { silence: notAsked } : applyFilters(pieces.join(""), hole, pipeline);
  const key = JSON.stringify(outcome);
  const known = scores.get(key) ?? scoreOf(outcome, hole, cut.whole);
  scores.set(key, known);
  return known;
}

function header(first: string): string {
  const columns = [
    "holes",
    "shown",
    "exact",
    "but blanks",
    "right",
    "kept",
    "similar",
    "shown*",
    "raw*",
    "lines*",
    "raw*",
    "no error",
    "parses",
    "repeats",
  ];
  return [first.padEnd(26), ...columns.map((column) => column.padStart(9))].join("");
}

/**
 * `exact` is strict: a blank too many is wrong, except in the column `but blanks`. `right`: the model wrote the wanted
 * text, and then ended or began a line; `kept`: of these, how many are shown just so. `similar` counts silence as 0. The columns with a star are over the holes where something is shown: as shown, and
 * raw; `lines*` compares with as many lines of the wanted text as are there.
 */
function row(name: string, among: readonly Sample[], pipeline: Pipeline): string {
  const scores = among.map((sample) => score(sample, pipeline));
  const shown = scores.filter(({ isShown }) => isShown);
  const raw = among.filter((_, i) => scores[i]?.isShown).map((sample) => score(sample, { endings: [], filters: [] }));
  const cells = [
    String(among.length),
    percent(scores, ({ isShown }) => (isShown ? 1 : 0)),
    percent(scores, ({ isExact }) => (isExact ? 1 : 0)),
    percent(scores, ({ isExactButBlanks }) => (isExactButBlanks ? 1 : 0)),
    percent(among, (sample) => (isRight(sample) ? 1 : 0)),
    percent(
      scores.filter((_, i) => isRight(among[i] as Sample)),
      ({ isExact }) => (isExact ? 1 : 0),
    ),
    percent(scores, ({ similarity }) => similarity),
    percent(shown, ({ similarity }) => similarity),
    percent(raw, ({ similarity }) => similarity),
    percent(shown, ({ similarityOfLines }) => similarityOfLines),
    percent(raw, ({ similarityOfLines }) => similarityOfLines),
    percent(shown, ({ addsNoError }) => (addsNoError ? 1 : 0)),
    percent(shown, ({ parses }) => (parses ? 1 : 0)),
    percent(shown, ({ repeatsNeighbour }) => (repeatsNeighbour ? 1 : 0)),
  ];
  return [name.padEnd(26), ...cells.map((cell) => cell.padStart(9))].join("");
}

/** Whether the model, asked with nothing done to its text, knew what comes here. */
function isRight({ cut, pieces, isCut }: Sample): boolean {
  const wanted = cut.text.slice(cut.start, cut.end);
  const text = pieces.join("");
  if (wanted === "" || !text.startsWith(wanted)) return false;
  const rest = text.slice(wanted.length);
  return values.model === undefined || /^[ \t]*\r?\n/.test(rest) || (rest.trim() === "" && !isCut);
}

/** What became of right texts that are not shown as they were. */
function losses(): string {
  const right = samples.filter(isRight);
  const lost = right.flatMap((sample) => {
    const { cut, hole, pieces } = sample;
    if (score(sample, everything).isExact) return [];
    const outcome = applyFilters(pieces.join(""), hole);
    return [
      {
        cut,
        hole,
        what: "silence" in outcome ? outcome.silence : "changed",
        outcome,
      },
    ];
  });
  const counts = new Map<string, number>();
  for (const { what } of lost) counts.set(what, (counts.get(what) ?? 0) + 1);
  const list = [...counts].sort((a, b) => b[1] - a[1]).map(([what, count]) => `${what}: ${count}`);
  return `right texts: ${right.length}, lost ${lost.length} (${percent([lost.length], (n) => n / right.length)}): ${list.join(", ")}`;
}

function percent<T>(list: readonly T[], of: (one: T) => number): string {
  if (list.length === 0) return "-";
  return `${((100 * list.reduce((sum, one) => sum + of(one), 0)) / list.length).toFixed(1)} %`;
}

/** Tokens and time with and without stopping early, and the time the filters take. */
function costs(): string {
  const stops = samples.map(({ hole, pieces }) => {
    const complete = isComplete(hole);
    const stop = pieces.findIndex((_, i) => complete(pieces.slice(0, i + 1).join("")));
    return stop < 0 ? pieces.length : stop + 1;
  });
  const tokens = samples.map(({ pieces }) => pieces.length);
  const filterMs = samples.map(({ hole, pieces }) => filteringMs(pieces.join(""), hole));
  const generationMs = samples.map(({ ms }) => ms);
  return [
    `tokens per hole: ${mean(stops).toFixed(1)} stopped when complete, ${mean(tokens).toFixed(1)} unstopped`,
    `generation: ${mean(generationMs).toFixed(0)} ms per hole unstopped`,
    `filters: p50 ${quantile(filterMs, 0.5).toFixed(2)} ms, p95 ${quantile(filterMs, 0.95).toFixed(2)} ms, max ${quantile(filterMs, 1).toFixed(2)} ms`,
  ].join("\n");
}

/** Processor time, the best of three, so that other work of the machine is not counted. */
function filteringMs(text: string, hole: ShapedHole): number {
  const runs = [1, 2, 3].map(() => {
    const started = process.cpuUsage();
    applyFilters(text, hole, everything);
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1000;
  });
  return Math.min(...runs);
}

function silenceCounts(): string {
  const reasons = samples.map(({ cut, hole, notAsked, pieces }) => {
    const outcome = cut.kind === "complete" && notAsked ? { silence: notAsked } : applyFilters(pieces.join(""), hole);
    return "silence" in outcome ? outcome.silence : "shown";
  });
  const count = (reason: string) => reasons.filter((other) => other === reason).length;
  return [...new Set(reasons)].map((reason) => `${reason}: ${count(reason)}`).join(", ");
}

function asJson(sample: Sample) {
  const { cut, hole, notAsked, pieces } = sample;
  return {
    kind: cut.kind,
    path: cut.path,
    shape: hole.shape,
    notAsked,
    line: `${hole.lineBefore}│${hole.lineAfter}`,
    wanted: cut.text.slice(cut.start, cut.end),
    isRight: isRight(sample),
    isExact: score(sample, everything).isExact,
    before: cut.text.slice(0, cut.start).slice(-4000),
    after: cut.text.slice(cut.end, cut.end + 4000),
    generated: pieces.join(""),
    outcome: applyFilters(pieces.join(""), hole),
  };
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);
}

function quantile(numbers: readonly number[], share: number): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(share * (numbers.length - 1))] ?? 0;
}
