import type { Language } from "../../grammars/language.ts";
import { rulesOf } from "./languages.ts";
import { scanWords } from "./scan/anyLanguage.ts";

/** Gets the start and the end of an identifier. */
type Found = (start: number, end: number) => void;

/** Finds the identifiers of a text in one language. */
export type Scan = (text: string, found: Found) => void;

/**
 * Finds the identifiers of a text without parsing it, in order, 10 times faster than a parser could. Comments, strings,
 * numbers and keywords are none; the code in `${}` and in Python's f-strings is read. Where only a parser could tell
 * (words of JSX text), words count as identifiers. test/bench/extract.ts measures it against trees. Of a language whose
 * strings and keywords are not known, see `scanWords`.
 */
export function scan(text: string, language: Language, found: Found): void {
  const own = rulesOf(language).scan;
  if (own) own(text, found);
  else scanWords(text, language.lineComment, found);
}
