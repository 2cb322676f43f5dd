import { styleText } from "node:util";
import type { ShownPiece } from "../context/report.ts";
import type { Report } from "./contextReport.ts";

const shownOmitted = 8;
const barWidth = 10;

type Style = Parameters<typeof styleText>[0];

/** A report as a person reads it: what was found, why, what was left out, and the prompt itself. */
export function readableReport({ prompt, tokens, snippets, omitted, ms }: Report, colors: boolean): string {
  const paint = (style: Style, text: string) => (colors ? styleText(style, text) : text);
  const top = Math.max(...snippets.map(({ score }) => score), 0.001);
  const used = snippets.reduce((sum, snippet) => sum + snippet.tokens, 0);
  return [
    `${paint("bold", `${tokens} tokens`)}, ${used} of them in ${count(snippets.length, "snippet")}, found in ${ms} ms`,
    "",
    ...snippets.map((snippet) => entry(snippet, top, paint)),
    ...leftOut(omitted, paint),
    "",
    paint("bold", "The prompt"),
    paint("dim", "──────────"),
    prompt,
    "",
  ].join("\n");
}

function entry(snippet: ShownPiece, top: number, paint: (style: Style, text: string) => string): string {
  const { score, terms, reason, tokens, source } = snippet;
  const bar = "█".repeat(Math.max(1, Math.round((barWidth * score) / top))).padEnd(barWidth, "·");
  const made = Object.entries(terms)
    .map(([term, value]) => `${term} ${value}`)
    .join("  ");
  const head = `${paint("cyan", score > 0 ? bar : "")} ${paint("bold", placeOf(snippet))}  ${paint("dim", `${tokens} tokens`)}`;
  const why = source === "prompt" ? reason : `${source}: ${reason}`;
  return [head.trimStart(), `           ${why}`, ...(made ? [paint("dim", `           ${made}`)] : [])].join("\n");
}

function leftOut(omitted: Report["omitted"], paint: (style: Style, text: string) => string): string[] {
  if (omitted.length === 0) return [];
  const more = omitted.length - shownOmitted;
  return [
    "",
    paint("bold", `Left out: ${omitted.length}`),
    ...omitted
      .slice(0, shownOmitted)
      .map((one) => `  ${placeOf(one)}  ${paint("dim", `${one.why}, score ${one.score.toFixed(2)}`)}`),
    ...(more > 0 ? [paint("dim", `  and ${more} more`)] : []),
  ];
}

function placeOf({ path, startLine, endLine }: ShownPiece): string {
  const lines = startLine === endLine ? `${startLine}` : `${startLine}-${endLine}`;
  return path ? `${path}:${lines}` : "";
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}
