import { rulesOf } from "../languages/languages.ts";
import { indentationOf, isBlank } from "../text/lines.ts";
import type { Hole } from "./hole.ts";

/** Longer lines are data, which patterns would look at for long. */
const longestHead = 400;

/**
 * A text that ends the cursor's line, with what may have to stand below that line for it to be whole: an annotation is
 * nothing without what it is said of, nor a head whose brace comes on the next line. Who has begun such a line writes that
 * next. None where the line is no such head.
 */
export function withBodies(text: string, { language, lineBefore, lineAfter }: Hole): string[] {
  if (text.includes("\n") || isBlank(lineBefore) || !isBlank(lineAfter)) return [];
  const line = lineBefore + text;
  if (line.length > longestHead) return [];
  const heads = rulesOf(language).heads?.filter((head) => head.line.test(line)) ?? [];
  // A line may be a head of several kinds, and each text is parsed.
  const bodies = new Set(heads.flatMap(({ standIns }) => standIns));
  return [...bodies].map((below) => `${text}\n${indentationOf(lineBefore)}${below}`);
}
