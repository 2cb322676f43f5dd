/**
 * `node dist/test/bench/edits.js [--answers N] DIR...`: what an edit costs, and how long it holds the event loop.
 *
 * Right answers of all shapes (see test/eval/edits) to functions of a folder, half of them with the tree that the index
 * would have of an open file.
 */
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { languageOf } from "../../grammars/languages.ts";
import { noNames } from "../../server/edits/knownNames.ts";
import type { Known } from "../../server/edits/original.ts";
import { propose } from "../../server/edits/propose.ts";
import type { EditTarget } from "../../server/edits/target.ts";
import { extract } from "../../server/languages/extract.ts";
import { parse } from "../../server/languages/parse.ts";
import { shapes } from "../eval/edits/shapes.ts";
import { wishesIn } from "../eval/edits/wish.ts";
import { readTree } from "../eval/tree.ts";
import { congruentFrom, Random, randomFrom, shuffled } from "../random.ts";
import { type Held, held } from "./lib/held.ts";
import { percentile, spread } from "./lib/percentile.ts";

const { values, positionals } = parseArgs({
  options: { answers: { type: "string", default: "400" }, seed: { type: "string", default: "7" } },
  allowPositionals: true,
});

type Cost = Held & { readonly lines: number };

/** What the index knows of each file, found once. */
const indexed = new Map<string, Known>();

/** Few, since what the bench itself holds in memory makes its garbage collections long. */
const wishesPerFile = 3;

for (const folder of positionals) {
  const costs: Cost[] = [];
  const random = new Random(congruentFrom(Number(values.seed)));
  const sequence = randomFrom(Number(values.seed));
  const wishes = [...readTree(folder)].flatMap(([path, text]) =>
    shuffled(wishesIn(path, text, random), sequence).slice(0, wishesPerFile),
  );
  const all = shuffled(wishes, sequence).slice(0, Number(values.answers));
  const ways = Object.values(shapes);
  for (const [i, wish] of all.entries()) {
    const answer = ways[i % ways.length]?.(wish);
    if (answer !== undefined) costs.push(await costOf(answer, wish.target, i % 2 === 0));
  }
  console.log(`${basename(folder)}: ${costs.length} edits`);
  print("all files", costs);
  print(
    "above 2,000 lines",
    costs.filter(({ lines }) => lines > 2000),
  );
}

async function costOf(answer: string, target: EditTarget, isOpen: boolean): Promise<Cost> {
  const known = isOpen ? knownOf(target) : undefined;
  const cost = await held(() => propose(answer, target, noNames, known));
  return { ...cost, lines: target.text.split("\n").length };
}

function knownOf({ path, text }: EditTarget): Known | undefined {
  const language = languageOf(path);
  const tree = indexed.has(text) || !language ? undefined : parse(language, text);
  if (tree && language) indexed.set(text, { tree, tags: extract(language, tree, text) });
  return indexed.get(text);
}

function print(name: string, costs: readonly Cost[]): void {
  if (costs.length === 0) return;
  const holds = costs.map(({ holdMs }) => holdMs);
  const long = holds.filter((ms) => ms > 10).length;
  console.log(
    `  ${name}: CPU ms ${spread(
      costs.map(({ cpuMs }) => cpuMs),
      1,
    )}; longest hold ms ${spread(holds, 1)}, ` +
      `p99 ${percentile(holds, 0.99).toFixed(1)}, max ${Math.max(...holds).toFixed(1)}; above 10 ms in ${long} of ${costs.length}`,
  );
}
