import { lineEnd, lineStart } from "../../../server/text/lines.ts";
import type { FimPlace } from "../benchmarks/fim.ts";
import type { HearthAnswer } from "../replay/hearth.ts";
import { runTests } from "../sandbox/run.ts";
import type { Verdict } from "../sandbox/verdict.ts";

/** A document after a suggestion was accepted; `text` is the suggestion, null where there was none. */
export type Filled = { readonly text: string | null; readonly result: string };

/** What is said of it. Nothing is trimmed: a blank too many is wrong. */
export type Score = {
  /** The document is to the letter what it should be. */
  readonly isWhole: boolean;
  /** The cursor's line is; more may have been written below it. */
  readonly isLine: boolean;
  /** Of the benchmark's tests; null where it has none. */
  readonly verdict: Verdict | null;
  /** What the benchmark asks for: the tests pass, or, without tests, the cursor's line is right. */
  readonly isRight: boolean;
};

/** Runs the benchmark's tests, if it has any. */
export async function scoreOf(place: FimPlace, { text, result }: Filled): Promise<Score> {
  if (text === null) return { isWhole: false, isLine: false, verdict: null, isRight: false };
  const { before, wanted, after, tests, language } = place;
  const right = before + wanted + after;
  const isWhole = result === right;
  const isLine = cursorLine(result, before) === cursorLine(right, before);
  const verdict = tests === undefined ? null : await runTests(language, result + tests);
  return { isWhole, isLine, verdict, isRight: verdict ? verdict.end === "passed" : isLine };
}

/** The line of a document in which the text before the cursor ends. */
function cursorLine(document: string, before: string): string {
  const start = lineStart(before, before.length);
  return document.slice(start, lineEnd(document, start));
}

/**
 * Who made of the right line another one or none: a rule before the model was asked, the prompt, by which the model
 * wrote something else than with the bare one, or the filter or ending that changed what it wrote.
 */
export function causeOf(
  { written, filters, end, reason }: Pick<HearthAnswer, "written" | "filters" | "end" | "reason">,
  { wanted, after }: Pick<FimPlace, "wanted" | "after">,
): string {
  if (written === null) return reason ? `not asked: ${reason}` : "shown again";
  const [line, right] = [firstLine(written), firstLine(wanted + after)];
  const wasStopped = end !== null && !written.includes("\n") && line.length < right.length;
  if (line !== right && !(wasStopped && right.startsWith(line))) {
    return reason && reason !== "unsure" ? `prompt, then ${reason}` : "prompt";
  }
  const refusing = filters.find((step) => step.includes(":"));
  if (refusing) return `filter ${refusing}`;
  return filters.length > 0 ? `filter ${filters.at(-1)}` : end ? `ending ${end}` : "no more lines";
}

/** Blanks at its beginning count: whether they are written twice is one of the things to find out. */
function firstLine(text: string): string {
  const written = text.replace(/^\n/, "");
  return written.slice(0, lineEnd(written, 0));
}
