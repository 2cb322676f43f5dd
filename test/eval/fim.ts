/**
 * Fill-in-the-middle benchmarks: the bare model beside what Hearth shows, by itself, to somebody who types.
 *
 *     npm run eval:fim -- --model GGUF [--count N] [--kind KIND]... [--language LANGUAGE] [--seed N] [--threads N]
 *                         [--minutes N] [--resume FILE] [--json FILE] FILE...
 *
 * FILE is of HumanEval-Infilling, whose answers run against its own tests, or hm_fim exported to JSON, whose answers
 * are compared to the letter. `--count` is for each language and kind of place; more of them hold the fewer.
 * With `--resume` a run that was cut off goes on where it was; `--minutes` cuts it off, with exit code 75. Where the data
 * lie: docs/measured.md.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Config, parseConfig } from "../../server/config/config.ts";
import { hostSettings } from "../../server/engines/hostSettings.ts";
import { asUser } from "../process/engines.ts";
import { TestUser } from "../process/environment.ts";
import {
  benchmarkOptions,
  cutOff,
  dataOf,
  maxMsOf,
  numberOf,
  parsedOr,
  steady,
  threadsOf,
} from "./benchmarks/commandLine.ts";
import { draw, type FimKind, type FimPlace, fimKinds, fimPlaces } from "./benchmarks/fim.ts";
import { printed } from "./benchmarks/printed.ts";
import { causeOf, scoreOf } from "./fim/score.ts";
import { type Found, losses, pairs, shares } from "./fim/tables.ts";
import { BadInput, runCommand } from "./lib/badInput.ts";
import { BareModel } from "./lib/bare.ts";
import { headerLines, headerOf } from "./lib/header.ts";
import { Journal } from "./lib/journal.ts";
import { Progress } from "./lib/progress.ts";
import { type HearthAnswer, HearthEditor, ServerFailed } from "./replay/hearth.ts";

const usage =
  "usage: npm run eval:fim -- --model GGUF [--count N] [--kind KIND]... [--language LANGUAGE] [--seed N] " +
  "[--threads N] [--minutes N] [--resume FILE] [--json FILE] FILE...";

/** More than any hole has that a model fills; of a model with little context no more than a quarter. */
const bareMaxTokens = 256;

/** More than any of the code has. */
const barePromptTokens = 3000;

/** What a host may count that nobody asked for, such as a token that begins every prompt. */
const spareTokens = 8;

/** The files as the model sees their names, where its family shows names. */
const names = { python: "solution.py", javascript: "solution.js" } as const;

await runCommand(async () => {
  const options = optionsOf();
  const places = options.files.flatMap((file) => fimPlaces(file, options.seed));
  const wanted = places.filter(({ kind, language }) => isWanted(options, kind, language));
  const drawn = draw(wanted, options.count, options.seed);
  if (drawn.length === 0) throw new BadInput(`the files hold no places of these kinds and languages; ${usage}`);
  const header = headerOf("eval:fim", options.model, { seed: options.seed, data: dataOf(options.files) });
  const journal = Journal.open<Found>(options.resume, header);
  const isDone = await measure(options, drawn, journal);
  const found = drawn.flatMap(({ id }) => journal.get(id) ?? []);
  console.log(headerLines(header).join("\n"));
  for (const table of [shares(found), pairs(found), losses(found)]) console.log(`\n${printed(table)}`);
  if (options.json)
    writeFileSync(options.json, `${JSON.stringify({ header, shares: shares(found), found }, null, 1)}\n`);
  if (!isDone) {
    console.error(`${found.length} of ${drawn.length} places were asked about; the same command goes on with --resume`);
    process.exitCode = cutOff;
  }
});
process.exit();

async function measure(options: Options, places: readonly FimPlace[], journal: Journal<Found>): Promise<boolean> {
  const left = places.filter(({ id }) => !journal.get(id));
  if (left.length === 0) return true;
  using user = new TestUser();
  Object.assign(user.env, steady);
  using _ = asUser(user);
  const { config, problems } = parseConfig(options.settings);
  if (problems[0]) throw new BadInput(problems[0]);
  const bare = await BareModel.open(hostSettings(config));
  const editor = await HearthEditor.open(user, user.folder, options.settings);
  try {
    const progress = new Progress("eval:fim", places.length, places.length - left.length);
    const startedMs = performance.now();
    for (const place of left) {
      if (performance.now() - startedMs > options.maxMs) return false;
      journal.add(await foundAt(place, bare, editor));
      progress.step(place.id);
    }
    return true;
  } finally {
    await editor.dispose();
    await bare.dispose();
  }
}

async function foundAt(place: FimPlace, bare: BareModel, editor: HearthEditor): Promise<Found> {
  const { id: key, problem, benchmark, language, kind, before, after, wanted } = place;
  const name = names[language];
  const firstLineOnly = kind !== "lines" && kind !== "span";
  const { contextTokens } = bare.model;
  const maxTokens = Math.min(bareMaxTokens, contextTokens >> 2);
  const promptTokens = Math.min(barePromptTokens, contextTokens - maxTokens - spareTokens);
  const limits = { promptTokens, maxTokens, firstLineOnly };
  const { text, evaluatedTokens, generatedTokens, ms } = await bare.ask({ path: name, before, after, ...limits });
  const bareScore = await scoreOf(place, { text, result: before + text + after });
  const path = `${encodeURIComponent(key)}/${name}`;
  await editor.open(path, before + after, language);
  const { offered, ...hearth } = await suggested(editor, path, before.length);
  await editor.close(path);
  const result = offered ? before + offered.text + after.slice(offered.replaceAfter) : before + after;
  const hearthScore = await scoreOf(place, { text: offered?.text ?? null, result });
  const line = `${before.slice(before.lastIndexOf("\n") + 1)}│${after.slice(0, after.indexOf("\n"))}`;
  return {
    ...{ key, problem, benchmark, language, kind, line, wanted },
    bare: { text, ...bareScore, evaluatedTokens, generatedTokens, ms: Math.round(ms) },
    hearth: { text: offered?.text ?? null, ...hearthScore, ...hearth, cause: causeOf(hearth, place) },
  };
}

/** That a server fails at a place is a finding, too: nothing is shown there. */
async function suggested(editor: HearthEditor, path: string, offset: number): Promise<HearthAnswer> {
  try {
    return await editor.suggest(path, offset);
  } catch (error) {
    if (!(error instanceof ServerFailed)) throw error;
    console.error(`${path}: ${error.message}`);
    const nothing = { promptTokens: 0, evaluatedTokens: 0, generatedTokens: 0, decodeSteps: 0, ms: 0 };
    return {
      offered: null,
      reason: "the server failed",
      written: null,
      end: null,
      filters: [],
      isRemembered: false,
      ...nothing,
    };
  }
}

type Options = {
  readonly model: string;
  readonly files: readonly string[];
  readonly count: number;
  readonly kinds: readonly FimKind[];
  readonly language: string | undefined;
  readonly seed: number;
  readonly settings: Pick<Config, "model" | "gpu"> & Partial<Config>;
  /** No place is begun after so long. */
  readonly maxMs: number;
  readonly resume: string | undefined;
  readonly json: string | undefined;
};

function optionsOf(): Options {
  const { values, positionals: files } = parsed();
  const { model, kind = [], language, resume, json } = values;
  if (!model || files.length === 0) throw new BadInput(usage);
  const strange = kind.find((name) => !fimKinds.some((known) => known === name));
  if (strange) throw new BadInput(`there is no kind of place "${strange}"; there are ${fimKinds.join(", ")}`);
  const settings = { model, threads: threadsOf(values.threads), gpu: "off", log: "error" } as const;
  const maxMs = maxMsOf(values.minutes);
  const [count, seed] = [numberOf("count", values.count), numberOf("seed", values.seed)];
  return { model, files, count, kinds: kind as FimKind[], language, seed, settings, maxMs, resume, json };
}

function parsed() {
  return parsedOr(usage, () =>
    parseArgs({
      allowPositionals: true,
      options: {
        ...benchmarkOptions,
        count: { type: "string", default: "50" },
        kind: { type: "string", multiple: true },
        language: { type: "string" },
      },
    }),
  );
}

function isWanted({ kinds, language }: Options, kind: FimKind, other: FimPlace["language"]): boolean {
  return (kinds.length === 0 || kinds.includes(kind)) && (language === undefined || language === other);
}
