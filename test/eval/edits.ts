/**
 * `npm run eval:edits -- [--wishes N] [--seed N] [--show SHAPE] [--crlf] [DIR...]`: what becomes of answers that are right.
 *
 * Every function and method of a folder is to get one line more (see edits/wish.ts), and the answer says so in each of
 * the ways that models write (edits/shapes.ts). The edit must give exactly the file that was wanted. An answer that is
 * refused costs the user a second try; a wrong edit costs trust.
 */
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { noNames } from "../../server/edits/knownNames.ts";
import { diffLines } from "../../server/edits/lines.ts";
import { propose } from "../../server/edits/propose.ts";
import { congruentFrom, Random, randomFrom, shuffled } from "../random.ts";
import { type Shape, shapes } from "./edits/shapes.ts";
import { type Wish, wishesIn } from "./edits/wish.ts";
import { foldersOr } from "./folders.ts";
import { readTree } from "./tree.ts";

type Outcome = { readonly kind: "right" } | { readonly kind: "refused" | "wrong"; readonly because: string };

const { values, positionals } = parseArgs({
  options: {
    wishes: { type: "string", default: "400" },
    seed: { type: "string", default: "7" },
    show: { type: "string" },
    crlf: { type: "boolean", default: false },
  },
  allowPositionals: true,
});

const totals = new Map<string, Outcome[]>();
for (const folder of foldersOr(positionals)) {
  const wishes = wishesOf(folder);
  console.log(`${basename(folder)}: ${wishes.length} functions and methods`);
  for (const [name, shape] of Object.entries(shapes)) {
    const outcomes = await outcomesOf(name, shape, wishes);
    totals.set(name, [...(totals.get(name) ?? []), ...outcomes]);
    print(name, outcomes);
  }
}
if (foldersOr(positionals).length > 1) {
  console.log("all");
  for (const [name, outcomes] of totals) print(name, outcomes);
}

function wishesOf(folder: string): Wish[] {
  const random = new Random(congruentFrom(Number(values.seed)));
  const wishes = [...readTree(folder)].flatMap(([path, text]) => wishesIn(path, inForm(text), random));
  return shuffled(wishes, randomFrom(Number(values.seed))).slice(0, Number(values.wishes));
}

/** As the file is, or with all its lines ended by CRLF. */
function inForm(text: string): string {
  return values.crlf ? text.replace(/\r?\n/g, "\r\n") : text;
}

async function outcomesOf(name: string, shape: Shape, wishes: readonly Wish[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const wish of wishes) {
    const answer = shape(wish);
    if (answer === undefined) continue;
    const outcome = await outcomeOf(answer, wish);
    outcomes.push(outcome);
    if (outcome.kind === values.show || (outcome.kind !== "right" && name === values.show))
      show(name, wish, answer, outcome);
  }
  return outcomes;
}

async function outcomeOf(answer: string, { target, wanted }: Wish): Promise<Outcome> {
  const result = await propose(answer, target, noNames);
  if (result.kind === "refused") return { kind: "refused", because: result.reason };
  return result.newText === wanted
    ? { kind: "right" }
    : { kind: "wrong", because: differences(wanted, result.newText) };
}

function differences(wanted: string, got: string): string {
  const [old, now] = [wanted.split("\n"), got.split("\n")];
  const pairs = diffLines(old, now);
  const [kept, same] = [new Set(pairs.map(({ oldIndex }) => oldIndex)), new Set(pairs.map(({ newIndex }) => newIndex))];
  const marked = (lines: readonly string[], known: ReadonlySet<number>, mark: string) =>
    lines.flatMap((line, i) => (known.has(i) ? [] : [`  ${mark} ${line}`]));
  return [...marked(old, kept, "-"), ...marked(now, same, "+")].slice(0, 12).join("\n");
}

function show(name: string, { target, name: definition }: Wish, answer: string, outcome: Outcome): void {
  const line = target.text.slice(0, target.start).split("\n").length;
  console.log(`--- ${name}, ${outcome.kind}: ${definition} at ${target.path}:${line}`);
  if (outcome.kind !== "right") console.log(outcome.because);
  console.log(answer.length < 3000 ? answer.replace(/^/gm, "    ") : "");
}

function print(name: string, outcomes: readonly Outcome[]): void {
  const count = (kind: Outcome["kind"]) => outcomes.filter((one) => one.kind === kind).length;
  const share = ((100 * count("right")) / outcomes.length).toFixed(1);
  const reasons = new Map<string, number>();
  for (const one of outcomes) if (one.kind === "refused") reasons.set(one.because, (reasons.get(one.because) ?? 0) + 1);
  const most = [...reasons].sort(([, a], [, b]) => b - a).slice(0, 3);
  const said = most.map(([reason, times]) => `${times}x ${reason.slice(0, 70)}`).join(" | ");
  console.log(
    `  ${name.padEnd(20)} ${String(outcomes.length).padStart(5)} answers: ${share.padStart(5)} % right, ` +
      `${count("refused")} refused, ${count("wrong")} wrong  ${said}`,
  );
}
