import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { elementAt } from "../../../base/at.ts";
import { applied } from "../../../server/edits/changes.ts";
import type { Point } from "../../../server/text/document.ts";
import { offered } from "../../nextEdits/offered.ts";
import { BadInput } from "../lib/badInput.ts";
import { table } from "../replay/tables.ts";
import { deltaChrF } from "./chrF.ts";

/** A situation of cursortab's evaluation. Without `expected` nothing should be offered, at any of the `cursors`. */
export type Scenario = {
  readonly id: string;
  readonly path: string;
  readonly buffer: string;
  readonly history: readonly { readonly before: string; readonly after: string }[];
  readonly expected: string | undefined;
  readonly cursors: readonly Point[];
  /** Where what completes code at the cursor is asked, where that is another place. */
  readonly typing: Point | undefined;
  /** How often is asked; each answer but the last is accepted. */
  readonly requests: number;
};

/** What came of a scenario: the score of what was offered against what was expected. */
export type ScenarioResult = {
  readonly id: string;
  readonly isQuiet: boolean;
  /** At so many of the `cursors` something was shown. */
  readonly shown: number;
  readonly cursors: number;
  readonly deltaChrF: number;
  /** The same without the empty line that some scenarios expect at the end of a file which has none. */
  readonly deltaOfCode: number;
  readonly rules: readonly string[];
};

/** The scenarios of a folder whose files have one of these endings. */
export function scenariosIn(folder: string, endings: readonly string[]): Scenario[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".txtar"))
    .sort();
  const all = files.map((name) => scenarioIn(readFileSync(join(folder, name), "utf8")));
  const found = all.filter(({ path }) => endings.some((end) => path.endsWith(`.${end}`)));
  if (found.length > 0) return found;
  throw new BadInput(`${folder} has no scenario (.txtar) of a file ${endings.map((end) => `.${end}`).join(", ")}`);
}

/** Reads a scenario: lines `name: value`, then files, each behind a line `-- name --`. */
export function scenarioIn(text: string): Scenario {
  const [head = "", ...parts] = text.split(/^-- (.+) --$\n?/m);
  const value = (name: string) => new RegExp(`^${name}: *(.*)$`, "m").exec(head)?.[1];
  const file = (name: string) => {
    const at = parts.findIndex((part, i) => i % 2 === 0 && part === name);
    return at < 0 ? undefined : elementAt(parts, at + 1).replace(/\n$/, "");
  };
  const others = value("cursor-positions")?.split(",") ?? [];
  const cursors = [`${value("row")}:${value("col")}`, ...others].map(pointOf);
  const [row, column] = [value("fim-row"), value("fim-col")];
  return {
    id: value("id") ?? "",
    path: value("file") ?? "",
    buffer: file("buffer.txt") ?? "",
    history: historyIn(file("history") ?? ""),
    expected: file("expected") || undefined,
    cursors,
    typing: row === undefined || column === undefined ? undefined : pointOf(`${row}:${column}`),
    requests: file("steps")?.match(/^request-completion/gm)?.length ?? 1,
  };
}

/** `row:column`, of which rows count from 1. */
function pointOf(text: string): Point {
  const [row = 1, column = 0] = text.split(":").map(Number);
  return { line: row - 1, character: column };
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
 * The texts of the file as the history went, the last is the one now, and what stands in front of the buffer in each: what
 * the history changed elsewhere in the file, which the scenario does not show.
 */
export function textsOf(scenario: Scenario): { readonly front: string; readonly texts: readonly string[] } {
  const { buffer, history } = closed(scenario);
  const elsewhere = history.filter(({ after }) => !buffer.includes(after)).map(({ after }) => `${after}\n\n`);
  const front = elsewhere.join("");
  const texts = [front + buffer];
  for (const { before, after } of history.toReversed()) {
    const text = elementAt(texts, 0);
    const at = text.lastIndexOf(after);
    texts.unshift(text.slice(0, at) + before + text.slice(at + after.length));
  }
  return { front, texts: texts.filter((text, i) => text !== texts[i - 1]) };
}

/** The buffer as somebody has left it, held against what is expected. */
export function resultOf(scenario: Scenario, result: string, shown: number, rules: readonly string[]): ScenarioResult {
  const { id, buffer, expected, cursors } = scenario;
  const like = (...texts: [string, string, string]) =>
    deltaChrF(...(texts.map((text) => text.split("\n")) as [string[], string[], string[]]));
  const code = (text: string) => text.trimEnd();
  return {
    id,
    isQuiet: expected === undefined,
    shown,
    cursors: cursors.length,
    deltaChrF: expected === undefined ? 0 : like(buffer, result, expected),
    deltaOfCode: expected === undefined ? 0 : like(code(buffer), code(result), code(expected)),
    rules: [...new Set(rules)],
  };
}

/** What Hearth's rules offer in the buffer once the history has happened. */
export async function replayScenario(scenario: Scenario): Promise<ScenarioResult> {
  const { path } = scenario;
  const { front, texts } = textsOf(scenario);
  const [first = {}, ...steps] = texts.map((text) => ({ [path]: text }));
  const found = await offered(first, ...steps);
  const own = found.filter(({ start }) => start >= front.length).sort((a, b) => a.start - b.start);
  const result = applied(elementAt(texts, texts.length - 1), own).slice(front.length);
  const shown = own.length > 0 ? scenario.cursors.length : 0;
  return resultOf(
    scenario,
    result,
    shown,
    own.map(({ rule }) => rule),
  );
}

/** What stands elsewhere with its brackets closed, each on its line, as they are in the file: rules ask its tree. */
function closed(scenario: Scenario): Scenario {
  const { buffer, history } = scenario;
  return {
    ...scenario,
    history: history.map(({ before, after }) => {
      const closers = buffer.includes(after) ? "" : closersOf(after);
      return { before: before + closers, after: after + closers };
    }),
  };
}

function closersOf(text: string): string {
  const open: string[] = [];
  for (const sign of text) {
    if (sign === "{" || sign === "(") open.push(sign === "{" ? "}" : ")");
    else if (sign === open.at(-1)) open.pop();
  }
  return open
    .reverse()
    .map((closer) => `\n${closer}`)
    .join("");
}

/** Cursortab's figures: what is shown, how like it is, how often it is quiet where it should be, and all as one score. */
export function scenarioTables(results: readonly ScenarioResult[]): string {
  const wanted = results.filter(({ isQuiet }) => !isQuiet);
  const unwanted = results.filter(({ isQuiet }) => isQuiet);
  const sum = (all: readonly number[]) => all.reduce((one, other) => one + other, 0);
  const showRate = wanted.filter(({ shown }) => shown > 0).length / wanted.length;
  const cursors = sum(unwanted.map((one) => one.cursors));
  const quietRate = cursors === 0 ? 1 : sum(unwanted.map((one) => one.cursors - one.shown)) / cursors;
  const like = sum(wanted.map((one) => one.deltaChrF)) / wanted.length;
  const likeCode = sum(wanted.map((one) => one.deltaOfCode)) / wanted.length;
  const gate = showRate + quietRate > 0 ? (2 * showRate * quietRate) / (showRate + quietRate) : 0;
  return [
    table(
      [
        "scenarios",
        "quiet ones",
        "score",
        "deltaChrF",
        "shown, %",
        "quiet, %",
        "score of the code",
        "deltaChrF of the code",
      ],
      [
        [
          String(wanted.length),
          String(cursors),
          ((like * gate) / 100).toFixed(2),
          like.toFixed(1),
          (100 * showRate).toFixed(0),
          (100 * quietRate).toFixed(0),
          ((likeCode * gate) / 100).toFixed(2),
          likeCode.toFixed(1),
        ],
      ],
    ),
    "",
    table(
      ["scenario", "shown", "deltaChrF", "of the code", "rules"],
      wanted.map(({ id, shown, deltaChrF: like, deltaOfCode, rules }) => {
        return [id, shown > 0 ? "yes" : "no", like.toFixed(1), deltaOfCode.toFixed(1), rules.join(", ")];
      }),
    ),
  ].join("\n");
}
