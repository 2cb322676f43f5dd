import type { Language } from "../../grammars/language.ts";
import { scanPython } from "./scan/python.ts";
import { scanTypeScript } from "./scan/typescript.ts";

/** Gets the start and the end of an identifier. */
type Found = (start: number, end: number) => void;

/**
 * Finds the identifiers of a text without parsing it, in order, 10 times faster than a parser could. Comments, strings,
 * numbers and keywords are none; the code in `${}` and in Python's f-strings is read. Where only a parser could tell
 * (words of JSX text), words count as identifiers. test/bench/extract.ts measures it against trees.
 */
export function scan(text: string, language: Language, found: Found): void {
  (language.folder === "python" ? scanPython : scanTypeScript)(text, found);
}
