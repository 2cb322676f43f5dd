import { holdsSecret, redaction } from "../../context/redaction.ts";
import { isBlank } from "../../text/lines.ts";
import type { Filter, ShapedHole } from "../filter.ts";

/** The word that the mark is made of. A line that was cut may hold the mark in whole or in part. */
const word = redaction.replace(/^\W|\W$/g, "");
const mark = new RegExp(`\\[${word}|${word}\\]`);

/** Text around the cursor in which a secret would have been replaced in the prompt. */
const nearCharacters = 4000;

/**
 * The mark that stands in prompts in place of secrets is no code. The suggestion ends before the line that holds it. A
 * file that holds the mark itself means it.
 *
 * @example Nothing is shown from the mark of a secret on
 * ```ts
 * const user = "me";
 * │«const door = 1;
 * const key = "[secret]";»
 * ```
 * ```ts
 * const user = "me";
 * «const door = 1;»
 * ```
 */
export const redacted: Filter = (suggestion, hole) => {
  const lines = suggestion.text.split("\n");
  const at = lines.findIndex((line, i) => mark.test(i === 0 ? hole.lineBefore + line : line) || isBareWord(line, hole));
  if (at < 0 || hole.before.includes(redaction) || hole.after.includes(redaction)) return suggestion;
  const text = lines.slice(0, at).join("\n").trimEnd();
  return isBlank(text) || !isBlank(hole.lineAfter) ? "redacted" : { ...suggestion, text };
};

/** The word of the mark by itself, where secrets were replaced near by. */
function isBareWord(line: string, { before, after }: ShapedHole): boolean {
  if (line.replace(/^\W+|\W+$/g, "") !== word) return false;
  return holdsSecret(before.slice(-nearCharacters) + after.slice(0, nearCharacters));
}
