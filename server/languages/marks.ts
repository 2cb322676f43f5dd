import type { Language } from "../../grammars/language.ts";
import type { Marks } from "../text/inside.ts";
import { rulesOf } from "./languages.ts";

/** The comments and strings past which brackets are read in a language. Where they are not known, those of any. */
export function marksOf(language: Language | undefined): Marks {
  return (
    rulesOf(language).marks ?? (language?.lineComment === "#" ? hashes : language?.lineComment === "//" ? slashes : any)
  );
}

const slashes: Marks = ["//"];
const hashes: Marks = ["#"];
const any: Marks = ["//", "#"];
