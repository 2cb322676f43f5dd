import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { elementAt } from "../../../base/at.ts";
import { languageOf } from "../../../grammars/languages.ts";
import { applied } from "../../../server/edits/changes.ts";
import { offered } from "../../nextEdits/offered.ts";
import { BadInput } from "../lib/badInput.ts";
import { table } from "../replay/tables.ts";
import { deltaChrF } from "./chrF.ts";

/** A situation of cursortab's evaluation. Without `expected` nothing should be offered, at any of so many `cursors`. */
export type Scenario = {
  readonly id: string;
  readonly path: string;
  readonly buffer: string;
  readonly history: readonly { readonly before: string; readonly after: string }[];
  readonly expected: string | undefined;
  readonly cursors: number;
};

/** What came of a scenario: the score of what was offered against what was expected. */
export type ScenarioResult = {
  readonly id: string;
  readonly isQuiet: boolean;
  readonly isShown: boolean;
  readonly cursors: number;
  readonly deltaChrF: number;
  readonly rules: readonly string[];
};

/**
 * The scenarios of a folder whose language Hearth's rules know by its names: in the others nothing but the same
 * substitution could be found.
 */
export function scenariosIn(folder: string): Scenario[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".txtar"))
    .sort();
  const all = files.map((name) => scenarioIn(readFileSync(join(folder, name), "utf8")));
  const found = all.filter(({ path }) => /\.(?:[cm]?[jt]sx?|py)$/.test(path) && languageOf(path) !== undefined);
  if (found.length > 0) return found;
  throw new BadInput(
    `${folder} has no scenario (.txtar) in JavaScript, TypeScript or Python; name the folder that has them`,
  );
}

/** Reads a scenario: lines `name: value`, then files, each behind a line `-- name --`. */
export function scenarioIn(text: string): Scenario {
  const [head = "", ...parts] = text.split(/^-- (.+) --$\n?/m);
  const value = (name: string) => new RegExp(`^${name}: *(.*)$`, "m").exec(head)?.[1];
  const file = (name: string) => {
    const at = parts.findIndex((part, i) => i % 2 === 0 && part === name);
    return at < 0 ? undefined : elementAt(parts, at + 1).replace(/\n$/, "");
  };
  const positions = value("cursor-positions")?.split(",").length ?? 0;
  return {
    id: value("id") ?? "",
    path: value("file") ?? "",
    buffer: file("buffer.txt") ?? "",
    history: historyIn(file("history") ?? ""),
    expected: file("expected") || undefined,
    cursors: positions + 1,
  };
}

function historyIn(text: string) {
  return text
    .split(/^<\|file\|>.*\n/m)
    .slice(1)
    .map((entry) => {
      const [, before = "", after = ""] = /^<\|old\|>\n([\s\S]*?)<\|new\|>\n([\s\S]*)$/.exec(entry) ?? [];
      return { before: before.replace(/\n$/, ""), after: after.replace(/\n$/, "") };
    });
}

/**
 * What Hearth offers in the buffer once the history has happened. What the history changed elsewhere in the file, which the
 * scenario does not show, stands in front of the buffer, with its brackets closed.
 */
export async function replayScenario({
  id,
  path,
  buffer,
  history,
  expected,
  cursors,
}: Scenario): Promise<ScenarioResult> {
  const elsewhere = history
    .filter(({ after }) => !buffer.includes(after))
    .map(({ after }) => `${after}\n${closersOf(after)}\n`);
  const front = elsewhere.join("");
  const now = front + buffer;
  const texts = [now];
  for (const { before, after } of history.toReversed()) {
    const text = elementAt(texts, 0);
    const at = text.lastIndexOf(after);
    texts.unshift(text.slice(0, at) + before + text.slice(at + after.length));
  }
  const [first = {}, ...steps] = texts.filter((text, i) => text !== texts[i - 1]).map((text) => ({ [path]: text }));
  const found = await offered(first, ...steps);
  const own = found.filter(({ start }) => start >= front.length).sort((a, b) => a.start - b.start);
  const result = applied(now, own).slice(front.length);
  const lines = (all: string) => all.split("\n");
  return {
    id,
    isQuiet: expected === undefined,
    isShown: own.length > 0,
    cursors,
    deltaChrF: expected === undefined ? 0 : deltaChrF(lines(buffer), lines(result), lines(expected)),
    rules: [...new Set(own.map(({ rule }) => rule))],
  };
}

/** What closes the brackets that a part of a file leaves open, each on its line: in the file they are closed. */
function closersOf(text: string): string {
  const open: string[] = [];
  for (const sign of text) {
    if (sign === "{" || sign === "(") open.push(sign === "{" ? "}" : ")");
    else if (sign === open.at(-1)) open.pop();
  }
  return open
    .reverse()
    .map((closer) => `${closer}\n`)
    .join("");
}

/** Cursortab's figures: what is shown, how like it is, how often it is quiet where it should be, and all as one score. */
export function scenarioTables(results: readonly ScenarioResult[]): string {
  const wanted = results.filter(({ isQuiet }) => !isQuiet);
  const unwanted = results.filter(({ isQuiet }) => isQuiet);
  const sum = (all: readonly number[]) => all.reduce((one, other) => one + other, 0);
  const showRate = wanted.filter(({ isShown }) => isShown).length / wanted.length;
  const cursors = sum(unwanted.map((one) => one.cursors));
  const quietRate = sum(unwanted.filter(({ isShown }) => !isShown).map((one) => one.cursors)) / cursors;
  const like = sum(wanted.map((one) => one.deltaChrF)) / wanted.length;
  const gate = showRate + quietRate > 0 ? (2 * showRate * quietRate) / (showRate + quietRate) : 0;
  return [
    table(
      ["scenarios", "quiet ones", "score", "deltaChrF", "shown, %", "quiet, %"],
      [
        [
          String(wanted.length),
          String(cursors),
          ((like * gate) / 100).toFixed(2),
          like.toFixed(1),
          (100 * showRate).toFixed(0),
          (100 * quietRate).toFixed(0),
        ],
      ],
    ),
    "",
    table(
      ["scenario", "shown", "deltaChrF", "rules"],
      wanted.map((one) => [one.id, one.isShown ? "yes" : "no", one.deltaChrF.toFixed(1), one.rules.join(", ")]),
    ),
  ].join("\n");
}
