import { sampleCode } from "../sampleCode.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** How many characters of code a token is worth, measured on a sample. */
export function charactersPerToken({ tokenize }: Vocabulary): number {
  return sampleCode.length / tokenize(sampleCode).length;
}
