import { errorMessage } from "./errorText.ts";

/**
 * What keeps a text that people edit from being JSON, and where, as the rest of a sentence; `error` is what JSON.parse
 * threw. Comments and commas before a closer are in the settings of most editors, so they are called by their name.
 */
export function jsonFault(text: string, error: unknown): string {
  if (text.trim() === "") return "it is empty";
  const foreign = firstForeign(text);
  if (foreign) return `line ${lineAt(text, foreign.offset)} has ${foreign.what}, which JSON does not know`;
  const message = errorMessage(error).replace(/ \(line \d+ column \d+\)$/, "");
  const [where, offset] = / (?:in JSON )?at position (\d+)$/.exec(message) ?? [];
  if (where === undefined) return message;
  const at = Number(offset);
  const column = at - text.lastIndexOf("\n", at - 1);
  return `line ${lineAt(text, at)}, column ${column}: ${message.slice(0, -where.length)}`;
}

type Foreign = { readonly offset: number; readonly what: string };

/** A string, or what JSON does not know. A string comes first, so that nothing in it counts. */
const stringsAndForeign = /"(?:\\.|[^"\\\n])*"?|(\/\/|\/\*|#)|(,)\s*[}\]]/g;

function firstForeign(text: string): Foreign | undefined {
  for (const { 1: comment, 2: comma, index } of text.matchAll(stringsAndForeign)) {
    if (comment) return { offset: index, what: "a comment" };
    if (comma) return { offset: index, what: "a comma with nothing behind it" };
  }
  return undefined;
}

/** Counts from 1. */
function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
