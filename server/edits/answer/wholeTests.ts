import { noBrackets, readBrackets } from "../../text/brackets.ts";
import { isBlank } from "../../text/lines.ts";
import { fencedBlocks } from "./fences.ts";

/** A line that begins a test. */
const begins = /^\s*(?:(?:async\s+)?def\s+test|(?:test|it)(?:\.\w+)*\s*[(`.])/;

/** Lines above a test that belong to it. */
const belongs = /^\s*(?:@|#|\/\/|\/?\*|(?:describe|class)\b|$)/;

/**
 * The tests of an answer that was cut off, as a fenced answer. The last is left out: nobody knows it to be whole.
 * Undefined where fewer than two tests had begun.
 */
export function wholeTests(answer: string, isIndented: boolean): string | undefined {
  const block = fencedBlocks(answer).blocks.at(-1);
  if (!block) return undefined;
  const starts = block.lines.flatMap((line, i) => (begins.test(line) ? [i] : []));
  let end = starts.at(-1) ?? 0;
  if (starts.length < 2) return undefined;
  while (end > 0 && belongs.test(block.lines[end - 1] ?? "")) end--;
  const lines = block.lines.slice(0, end);
  while (isBlank(lines.at(-1) ?? "x")) lines.pop();
  const { open } = isIndented ? noBrackets : readBrackets(lines.join("\n"), noBrackets, ["//"]);
  const fence = "`".repeat(3);
  return [`${fence}${block.tag}`, ...lines, ...closing(open), fence, ""].join("\n");
}

/** The lines that close the blocks that were open: `});` for each call with a function. */
function closing(open: readonly { readonly close: string; readonly indent: number }[]): string[] {
  const lines: string[] = [];
  for (let i = open.length - 1; i >= 0; i--) {
    const { close = "", indent = 0 } = open[i] ?? {};
    const isCall = close === "}" && open[i - 1]?.close === ")";
    lines.push(`${" ".repeat(indent)}${isCall ? "});" : close}`);
    if (isCall) i--;
  }
  return lines;
}
