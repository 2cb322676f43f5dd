import type { Output } from "./command.ts";

const esc = "\u001b";

/**
 * Harmless control sequences. They are line ends, a progress bar's return to the start of its line, and the three
 * styles of reports.
 */
const own = `^\\r(?:${esc}\\[K)?|\\r?\\n|\\t|${esc}\\[(?:1|2|22|36|39)m`;
const controls = new RegExp(`(${own})|[\\p{Cc}\\u202a-\\u202e\\u2066-\\u2069]`, "gu");

/**
 * The same output, harmless on a terminal. The words of a file, its name or a model cannot move the cursor or hide
 * text. They cannot turn its direction or talk to the terminal. Control characters are shown as JSON writes them. A
 * pipe gets what there is.
 */
export function harmless(output: Output): Output {
  if (!output.isTTY) return output;
  return { isTTY: true, write: (text) => output.write(text.replace(controls, (all, known) => known ?? written(all))) };
}

function written(control: string): string {
  return `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
