import { randomFrom } from "../../random.ts";
import { BadInput } from "../lib/badInput.ts";
import type { BenchmarkLanguage } from "../sandbox/run.ts";
import { inTurn } from "./inTurn.ts";
import { hasTexts, type Item, readItems } from "./items.ts";

/** Where the cursor of a place stands, or what of the code is missing there. */
export const fimKinds = ["line start", "indented", "word", "single line", "lines", "span"] as const;

export type FimKind = (typeof fimKinds)[number];

/** A hole in a benchmark's code. The document is `before + after`, its cursor between them. */
export type FimPlace = {
  readonly id: string;
  /** The benchmark's problem: its places tend to be alike. */
  readonly problem: string;
  readonly benchmark: "humaneval-infilling" | "hm_fim";
  readonly kind: FimKind;
  readonly language: BenchmarkLanguage;
  readonly before: string;
  readonly after: string;
  /** What stands in the hole: whole lines, but for the last line's end, or a part of a line, or of several. */
  readonly wanted: string;
  /** What runs behind the filled code and fails unless it does what it should; undefined where only the text counts. */
  readonly tests: string | undefined;
};

/** Every place of a file of either benchmark, in the file's order. Throws BadInput. */
export function fimPlaces(path: string, seed: number): FimPlace[] {
  const items = readItems(path);
  const [first] = items as [Item];
  if (hasTexts(first, infillingFields)) return items.map((item, i) => infillingPlace(path, item, i));
  if (hasTexts(first, qwenFields)) return items.flatMap((item, i) => qwenPlaces(path, item, i, seed));
  throw new BadInput(
    `${path} is neither of HumanEval-Infilling (${infillingFields.join(", ")}) nor of hm_fim (${qwenFields.join(", ")})`,
  );
}

/**
 * So many of each language and kind, drawn by the seed, the groups in turn: a run that is cut off knows something of
 * each. Of more places those of fewer are the same.
 */
export function draw(places: readonly FimPlace[], count: number, seed: number): FimPlace[] {
  return inTurn(places, ({ benchmark, language, kind }) => `${benchmark} ${language} ${kind}`, count, seed);
}

const infillingFields = ["task_id", "entry_point", "prompt", "suffix", "canonical_solution", "test"] as const;

const infillingKinds: readonly (readonly [string, FimKind])[] = [
  ["SingleLine", "single line"],
  ["MultiLine", "lines"],
  ["RandomSpan", "span"],
];

/**
 * The benchmark counts a missing line's end to the hole. In an editor the hole is a line of its own that is still
 * empty, and what is written into it does not end with a line break.
 */
function infillingPlace(path: string, item: Item, index: number): FimPlace {
  if (!hasTexts(item, infillingFields)) throw formOf(path, index, infillingFields);
  const { task_id: id, entry_point, prompt: before, suffix, canonical_solution: solution, test } = item;
  const kind = infillingKinds.find(([name]) => id.startsWith(name))?.[1];
  if (!kind) throw new BadInput(`${path} holds the task ${id}, which is neither of single lines, lines nor spans`);
  const isWholeLines = kind !== "span" && solution.endsWith("\n");
  const [wanted, after] = isWholeLines ? [solution.slice(0, -1), `\n${suffix}`] : [solution, suffix];
  const tests = `\n${test}\ncheck(${entry_point})\n`;
  const problem = id.split("/").slice(1, 3).join("/");
  return { id, problem, benchmark: "humaneval-infilling", kind, language: "python", before, after, wanted, tests };
}

const qwenFields = ["name", "language", "prompt", "suffix", "canonical_solution"] as const;

const qwenLanguages: Readonly<Record<string, BenchmarkLanguage>> = { py: "python", js: "javascript" };

/**
 * The hole is a line. It stands there as the benchmark has it, from the line's start; as an editor leaves it, behind
 * the indentation; and, at a word drawn by the seed, with the line's beginning typed. Other languages have no places.
 */
function qwenPlaces(path: string, item: Item, index: number, seed: number): FimPlace[] {
  if (!hasTexts(item, qwenFields)) throw formOf(path, index, qwenFields);
  const language = qwenLanguages[item.language];
  if (!language) return [];
  const { canonical_solution: line } = item;
  const indentation = /^[ \t]*/.exec(line)?.[0].length ?? 0;
  const words = [...line.matchAll(/[\p{L}_$][\p{L}\p{N}_$]*/gu)]
    .map(({ index: at }) => at)
    .filter((at) => at > indentation);
  const word = words[Math.floor(randomFrom(seed + index)() * words.length)];
  const cursors: readonly (readonly [FimKind, number | undefined])[] = [
    ["line start", 0],
    ["indented", indentation > 0 ? indentation : undefined],
    ["word", word],
  ];
  return cursors.flatMap(([kind, at]) => (at === undefined ? [] : [qwenPlace(item, language, kind, at)]));
}

function qwenPlace(
  { name, prompt, suffix, canonical_solution: line }: Readonly<Record<(typeof qwenFields)[number], string>>,
  language: BenchmarkLanguage,
  kind: FimKind,
  at: number,
): FimPlace {
  return {
    id: `${language}/${name}/${kind}`,
    problem: name.replace(/-L\d+$/, ""),
    benchmark: "hm_fim",
    kind,
    language,
    // The benchmark's parts are lines without the line breaks between them.
    before: `${prompt}\n${line.slice(0, at)}`,
    after: `\n${suffix}`,
    wanted: line.slice(at),
    tests: undefined,
  };
}

function formOf(path: string, index: number, fields: readonly string[]): BadInput {
  return new BadInput(`item ${index + 1} of ${path} lacks one of the texts ${fields.join(", ")}`);
}
