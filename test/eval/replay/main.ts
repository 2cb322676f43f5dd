/**
 * `npm run eval:replay -- [--model GGUF|embedded|memory|none] [--commits N] [--count N] [--seed N] [--threads N] [--speed N]
 * [--typing] [--beside [--packages DIR]] [--minutes N] [--resume FILE] [--json FILE] [--charts DIR] REPO...`: real commits, typed again.
 *
 * The workspace is the tree before a commit. A file is as it was, with what the commit had added above the cursor; below
 * stands the old text. At each place the real server is asked over stdio as an editor asks while its user types, and
 * beside it the same model bare: the family's own prompt with the hole at the cursor, the file cut to as many tokens,
 * temperature 0, the first line, no workspace and no filters. What both say is held against what the commit has.
 *
 * --model    a GGUF file, "embedded" (the default), "memory" for what the workspace remembers alone, or "none"
 * --commits  the newest N commits of each repository that typed something (60); merges, formatters (over 60 hunks),
 *            generated and vendored files are left out
 * --count    places, of all repositories together (100); of a larger count the first places are those of a smaller one
 * --threads  of the model; "auto" is what the product takes
 * --speed    tokens a second that prompts are sized for, in place of the measured speed (500: prompts of 1,024 tokens)
 * --typing   types whole hunks key by key, accepts what is right, and counts keys and tokens; --count is of hunks
 * --beside   at members only, behind a dot and some letters behind it: Hearth alone, and the same with the language's own
 *            server beside it (--wrap: pyright, or TypeScript's own), at each place; no bare model
 * --packages a folder with one for each REPO by its name, whose node_modules or .venv the trees get as a link
 * --minutes  begin no commit after N minutes; the exit code is then 75, and the same command goes on with --resume
 * --resume   a journal: what is in it is not asked again, what is found is added
 * REPO       a clone with history, or its git directory; NAME=PATH gives it another name
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { BadInput, runCommand } from "../lib/badInput.ts";
import { type Header, headerLines, headerOf } from "../lib/header.ts";
import { Journal } from "../lib/journal.ts";
import { type BesideFound, besideTable } from "./beside.ts";
import { besideTasks, replayBeside, serverBeside } from "./besideRun.ts";
import { charts } from "./charts.ts";
import { openRepository, type Repository } from "./git.ts";
import type { Found } from "./records.ts";
import { type ReplayOptions, replay, tasksOf } from "./run.ts";
import { summaryOf } from "./summary.ts";
import { tables } from "./tables.ts";
import { type Typed, typingTable } from "./typing.ts";
import { replayTyping, typingTasks } from "./typingRun.ts";

/** EX_TEMPFAIL of sysexits.h: try again. */
const cutOff = 75;

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    options: {
      model: { type: "string", default: "embedded" },
      commits: { type: "string", default: "60" },
      count: { type: "string", default: "100" },
      seed: { type: "string", default: "1" },
      threads: { type: "string", default: "auto" },
      speed: { type: "string", default: "500" },
      beside: { type: "boolean", default: false },
      packages: { type: "string" },
      typing: { type: "boolean", default: false },
      minutes: { type: "string" },
      resume: { type: "string" },
      json: { type: "string" },
      charts: { type: "string" },
    },
    allowPositionals: true,
  });
  if (positionals.length === 0) throw new BadInput("name at least one git repository whose commits are typed again");
  const repositories = positionals.map(openRepository);
  const twice = repositories.find(({ name }, i) => repositories.findIndex((other) => other.name === name) !== i);
  if (twice) throw new BadInput(`two repositories are called ${twice.name}; name one of them as OTHER=PATH`);
  const [commits, count, seed, speed] = [values.commits, values.count, values.seed, values.speed].map(whole);
  const heads = Object.fromEntries(repositories.map(({ name, head }) => [name, head.slice(0, 12)]));
  const name = values.typing ? "eval:replay --typing" : values.beside ? "eval:replay --beside" : "eval:replay";
  const header = headerOf(name, values.model, {
    commits,
    seed,
    speed,
    heads,
    ...(values.model === "memory" && { memory: true }),
  });
  const options = {
    model: header.model?.path ?? values.model,
    commits: commits as number,
    count: count as number,
    seed: seed as number,
    speed: speed as number,
    threads: values.threads === "auto" ? ("auto" as const) : whole(values.threads),
    maxMs: values.minutes === undefined ? Number.POSITIVE_INFINITY : 60_000 * minutesOf(values.minutes),
  };
  if (values.typing) return typeAgain(repositories, options, header, values);
  if (values.beside) return askBeside(repositories, options, header, values);
  const journal = Journal.open<Found>(values.resume, header);
  const tasks = tasksOf(repositories, options);
  const isDone = await replay(tasks, options, journal);
  const found = tasks.flatMap(({ places }) => places.flatMap(({ key }) => journal.get(key) ?? []));
  const summary = summaryOf(found);
  console.log(`${headerLines(header).join("\n")}\n\n${tables(summary)}`);
  if (values.json) writeFileSync(values.json, JSON.stringify({ header, summary, places: found }, null, 1));
  if (values.charts) {
    const folder = resolve(values.charts);
    mkdirSync(folder, { recursive: true });
    for (const [name, svg] of charts(summary, header.model?.name ?? "no model")) writeFileSync(join(folder, name), svg);
  }
  if (!isDone) toBeContinued(found.length, "places were asked about");
});

type BesideValues = Readonly<Partial<Record<"resume" | "json" | "packages", string | undefined>>>;

async function askBeside(
  repositories: readonly Repository[],
  options: ReplayOptions,
  header: Header,
  { resume, json, packages }: BesideValues,
): Promise<void> {
  const journal = Journal.open<BesideFound>(resume, header);
  const tasks = besideTasks(repositories, options);
  const isDone = await replayBeside(tasks, options, serverBeside(packages && resolve(packages)), journal);
  const found = tasks.flatMap(({ places }) => places.flatMap(({ key }) => journal.get(key) ?? []));
  console.log(`${headerLines(header).join("\n")}\n\n${besideTable(found)}`);
  if (json) writeFileSync(json, JSON.stringify({ header, places: found }, null, 1));
  if (!isDone) toBeContinued(found.length, "places were asked about");
}

async function typeAgain(
  repositories: readonly Repository[],
  options: ReplayOptions,
  header: Header,
  { resume, json }: { readonly resume?: string | undefined; readonly json?: string | undefined },
): Promise<void> {
  const journal = Journal.open<Typed>(resume, header);
  const tasks = typingTasks(repositories, options);
  const isDone = await replayTyping(tasks, options, journal);
  const found = tasks.flatMap(({ hunks }) => hunks.flatMap(({ key }) => journal.get(key) ?? []));
  console.log(`${headerLines(header).join("\n")}\n\n${typingTable(found)}`);
  if (json) writeFileSync(json, JSON.stringify({ header, hunks: found }, null, 1));
  if (!isDone) toBeContinued(found.length, "hunks were typed");
}

function toBeContinued(count: number, what: string): void {
  console.error(`${count} ${what}; run the same command again with --resume to go on`);
  process.exitCode = cutOff;
}

function minutesOf(text: string): number {
  const value = Number(text);
  if (value > 0) return value;
  throw new BadInput(`${text} is not a number above 0, which --minutes takes`);
}

function whole(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new BadInput(
    `${text} is not a whole number above 0, which --commits, --count, --seed, --speed and --threads take`,
  );
}
