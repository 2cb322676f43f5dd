/**
 * `npm run eval:next -- [--commits N] [--seed N] [--minutes N] [--resume FILE] [--json FILE] [--wrong] REPO...`: what
 * Hearth offers as next edits while real commits are made again.
 * `npm run eval:next -- --scenarios DIR [--files ENDINGS] [--model GGUF [--threads N]]`: the same in the scenarios of
 * cursortab.nvim (its folder `server/eval/scenarios`), with the score that it publishes for models. With a model it is the
 * real server that is asked, by hand, as cursortab asks.
 * `npm run eval:next -- --by-hand --model GGUF [--count N] [--threads N] [--commits N] [--resume FILE] REPO...`: somebody
 * goes to the place of a hunk, once those before it in its commit are done, and asks by hand: what rules or the model make
 * there is held against the commit.
 *
 * The workspace is the tree before a commit. Its hunks are done one after the other, as edits in an editor, and after each
 * the server's own next edits are asked for. A place is right if all that it changes is changed so by a later hunk of the
 * commit, to the last blank. But for `--scenarios` and `--by-hand` no model takes part.
 *
 * --files    the endings of the scenarios' files ("js,ts,tsx,py")
 * --count    places that are gone to by hand, of all repositories together (40)
 * --threads  of the model; "auto" is what the product takes
 * --commits  the newest N commits of each repository that typed something (100); merges, formatters (over 60 hunks),
 *            generated and vendored files are left out
 * --minutes  begin no commit after N minutes; the exit code is then 75, and the same command goes on with --resume
 * --resume   a journal: what is in it is not asked again, what is found is added
 * --wrong    lists the places that the commit did not change so
 * REPO       a clone with history, or its git directory; NAME=PATH gives it another name
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { BadInput, runCommand } from "../lib/badInput.ts";
import { headerLines, headerOf } from "../lib/header.ts";
import { Journal } from "../lib/journal.ts";
import { openRepository } from "../replay/git.ts";
import { type AskedByHand, askByHand, byHandTables, byHandTasks } from "./byHandRun.ts";
import type { ReplayedCommit } from "./records.ts";
import { nextTasks, replayNext } from "./run.ts";
import { replayInServer } from "./scenarioRun.ts";
import { replayScenario, type ScenarioResult, scenariosIn, scenarioTables } from "./scenarios.ts";
import { nextTables } from "./tables.ts";

/** EX_TEMPFAIL of sysexits.h: try again. */
const cutOff = 75;

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    options: {
      commits: { type: "string", default: "100" },
      seed: { type: "string", default: "1" },
      minutes: { type: "string" },
      resume: { type: "string" },
      json: { type: "string" },
      wrong: { type: "boolean", default: false },
      scenarios: { type: "string" },
      "by-hand": { type: "boolean", default: false },
      count: { type: "string", default: "40" },
      files: { type: "string", default: "js,ts,tsx,py" },
      model: { type: "string", default: "none" },
      threads: { type: "string", default: "auto" },
    },
    allowPositionals: true,
  });
  const threads = values.threads === "auto" ? ("auto" as const) : positive(values.threads);
  if (values.scenarios !== undefined) {
    const { model, files } = values;
    const header = headerOf("eval:next --scenarios", model, { files });
    const path = header.model?.path;
    const results: ScenarioResult[] = [];
    for (const scenario of scenariosIn(values.scenarios, files.split(","))) {
      const result = await (path ? replayInServer(scenario, path, threads) : replayScenario(scenario));
      console.error(`${result.id}: shown ${result.shown}, ${result.deltaOfCode.toFixed(1)}`);
      results.push(result);
    }
    console.log(`${headerLines(header).join("\n")}\n\n${scenarioTables(results)}`);
    return;
  }
  if (positionals.length === 0) throw new BadInput("name at least one git repository whose commits are made again");
  const repositories = positionals.map(openRepository);
  const [commits, seed, minutes] = [values.commits, values.seed, values.minutes ?? "1440"].map(positive);
  const options = { commits: commits as number, seed: seed as number, maxMs: 60_000 * (minutes as number) };
  const heads = Object.fromEntries(repositories.map(({ name, head }) => [name, head.slice(0, 12)]));
  if (values["by-hand"]) {
    const header = headerOf("eval:next --by-hand", values.model, { commits, seed, heads });
    const journal = Journal.open<AskedByHand>(values.resume, header);
    const model = header.model?.path ?? values.model;
    const byHand = { ...options, model, threads, count: positive(values.count) };
    const tasks = byHandTasks(repositories, byHand);
    if (!(await askByHand(tasks, byHand, journal))) process.exitCode = cutOff;
    const found = tasks.flatMap(({ places }) => places.flatMap(({ key }) => journal.get(key) ?? []));
    console.log(`${headerLines(header).join("\n")}\n\n${byHandTables(found)}`);
    return;
  }
  const header = headerOf("eval:next", "none", { commits, seed, heads });
  const journal = Journal.open<ReplayedCommit>(values.resume, header);
  const tasks = nextTasks(repositories, options);
  const isDone = await replayNext(tasks, options, journal);
  const found = tasks.flatMap(({ key }) => journal.get(key) ?? []);
  console.log(`${headerLines(header).join("\n")}\n\n${nextTables(found)}`);
  if (values.wrong) console.log(wrong(found));
  if (values.json) writeFileSync(values.json, JSON.stringify({ header, commits: found }, null, 1));
  if (!isDone) {
    console.error(`${found.length} commits were replayed; run the same command again with --resume to go on`);
    process.exitCode = cutOff;
  }
});

function wrong(commits: readonly ReplayedCommit[]): string {
  const places = commits.flatMap((commit) => commit.places.map((place) => ({ commit, place })));
  return places
    .filter(({ place }) => !place.isRight)
    .map(({ commit, place: { rule, path, line, oldText, newText, lineText } }) =>
      [`${commit.key} ${path}:${line + 1} ${rule}`, `    ${oldText} -> ${newText}`, `    ${lineText.trim()}`].join(
        "\n",
      ),
    )
    .join("\n");
}

function positive(text: string): number {
  const value = Number(text);
  if (value > 0) return value;
  throw new BadInput(`${text} is not a number above 0, which --commits, --count, --minutes, --seed and --threads take`);
}
