import { languageOf, languageWithId } from "../../grammars/languages.ts";
import type { Cursor } from "../context/cursor.ts";
import { isWordUnit } from "../context/words.ts";
import { scan } from "../index/scan.ts";

/** An identifier in code, by UTF-16 offsets. */
export type Name = { readonly text: string; readonly start: number; readonly end: number };

/** Whether a word is a keyword depends on what follows it. */
const lookAhead = 100;

/** The identifier at the cursor or directly left of it. Undefined in comments, in strings, and on keywords. */
export function nameAt({ file, offset }: Pick<Cursor, "file" | "offset">): Name | undefined {
  const { text, path, languageId } = file;
  const language = languageOf(path) ?? languageWithId(languageId);
  if (!language) return undefined;
  let end = offset;
  while (end < text.length && isWordUnit(text.charCodeAt(end))) end++;
  let name: Name | undefined;
  scan(text.slice(0, end + lookAhead), language, (from, to) => {
    if (from <= offset && offset <= to) name = { text: text.slice(from, to), start: from, end: to };
  });
  return name;
}
