import { languageOf, languageWithId } from "../../grammars/languages.ts";
import type { Cursor } from "../context/cursor.ts";
import { isWordUnit } from "../context/words.ts";
import { scan } from "../languages/scan.ts";
import { readingStart } from "../text/readingStart.ts";

/** An identifier in code, by UTF-16 offsets. */
export type Name = { readonly text: string; readonly start: number; readonly end: number };

/** The text read behind a word: what follows it decides if it is a keyword. */
const lookAhead = 100;

/** The identifier at the cursor or directly left of it. Undefined in comments, in strings, and on keywords. */
export function nameAt({ file, offset }: Pick<Cursor, "file" | "offset">): Name | undefined {
  const { text, path, languageId } = file;
  const language = languageOf(path) ?? languageWithId(languageId);
  if (!language) return undefined;
  let end = offset;
  while (end < text.length && isWordUnit(text.charCodeAt(end))) end++;
  let name: Name | undefined;
  const start = readingStart(text.slice(0, offset));
  scan(text.slice(start, end + lookAhead), language, (from, to) => {
    if (start + from > offset || offset > start + to) return;
    name = { text: text.slice(start + from, start + to), start: start + from, end: start + to };
  });
  return name;
}
