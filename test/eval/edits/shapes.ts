import { indentationOf, withLineFeeds } from "../../../server/text/lines.ts";
import type { Wish } from "./wish.ts";

/** How models write the same answer. Undefined where a wish cannot be written so. */
export type Shape = (wish: Wish) => string | undefined;

export const shapes: Readonly<Record<string, Shape>> = {
  fenced: (wish) => fenced(wish, linesOf(wish)),
  dedented: (wish) => fenced(wish, dedented(linesOf(wish))),
  "between sentences": (wish) =>
    `Here is \`${wish.name}\` with one more line:\n\n${fenced(wish, dedented(linesOf(wish)))}\n\nThe new line makes a probe.`,
  bare: (wish) => dedented(linesOf(wish)).join("\n"),
  "line numbers": (wish) =>
    fenced(
      wish,
      linesOf(wish).map((line, i) => `${i + 1} | ${line}`),
    ),
  "whole file": (wish) => fenced(wish, [withLineFeeds(wish.wanted).trimEnd()]),
  "definition around": (wish) => (wish.around === undefined ? undefined : fenced(wish, [wish.around])),
  elisions: (wish) => elided(wish),
  "search and replace": ({ before, at, added }) => {
    const [above, below] = [before.slice(Math.max(0, at - 2), at), before.slice(at, at + 2)];
    return ["<<<<<<< SEARCH", ...above, ...below, "=======", ...above, added, ...below, ">>>>>>> REPLACE"].join("\n");
  },
  "unified diff": (wish) => diff(wish, (line) => line),
  "dedented diff": (wish) => diff(wish, (line) => line.slice(indentationOf(wish.before[0] ?? "").length)),
};

function linesOf({ before, at, added }: Wish): string[] {
  return [...before.slice(0, at), added, ...before.slice(at)];
}

/** As a model writes that begins at the margin: lines inside strings come along. */
function dedented(lines: readonly string[]): string[] {
  const indent = indentationOf(lines[0] ?? "");
  return lines.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
}

function fenced({ target }: Wish, lines: readonly string[]): string {
  return [`\`\`\`${target.languageId}`, ...lines, "```"].join("\n");
}

/** The first line, the new one between the statements around it, and the last. */
function elided(wish: Wish): string | undefined {
  const { target, before, at, added } = wish;
  const last = before.length - 1;
  const isStatement = (line: string) => indentationOf(line) === indentationOf(added) && /^\s*[^\s)\]}]/.test(line);
  const from = before.findLastIndex((line, i) => i < at && isStatement(line));
  const next = before.findIndex((line, i) => i > at && isStatement(line));
  const to = next < 0 ? last : next;
  if (from < 2 || to > last - 2) return undefined;
  const rest = `${indentationOf(added)}${target.languageId === "python" ? "#" : "//"} ... existing code ...`;
  const shown = [...before.slice(from, at), added, ...before.slice(at, to)];
  return fenced(wish, [before[0] ?? "", rest, ...shown, rest, before[last] ?? ""]);
}

function diff({ target, before, at, added }: Wish, written: (line: string) => string): string {
  const context = (lines: readonly string[]) => lines.map((line) => ` ${written(line)}`);
  const [above, below] = [before.slice(Math.max(0, at - 3), at), before.slice(at, at + 3)];
  return [
    "```diff",
    `--- a/${target.path}`,
    `+++ b/${target.path}`,
    "@@ ... @@",
    ...context(above),
    `+${written(added)}`,
    ...context(below),
    "```",
  ].join("\n");
}
