import { elementAt } from "../../base/at.ts";
import type { Token, Vocabulary } from "./vocabulary.ts";

/** A prompt without its last tokens, and the text that the answer has to begin with in their place. */
type Healed = { readonly tokens: Token[]; readonly known: string };

/** More tokens than this are not taken back: each is a step of the answer that says nothing new. */
const mostTokens = 2;

/**
 * Takes back the tokens of the word that ends at the cursor. `radi` is tokenized otherwise than the beginning of
 * `radius`. A model that is shown it can hardly say how the word goes on. So the answer is made to begin with the same
 * letters instead. Known as token healing: https://github.com/guidance-ai/guidance
 */
export function healed(vocabulary: Vocabulary, tokens: readonly Token[]): Healed {
  let kept = tokens.length;
  let known = "";
  while (kept > 1 && tokens.length - kept < mostTokens) {
    const token = elementAt(tokens, kept - 1);
    const text = vocabulary.control.has(token)
      ? ""
      : vocabulary.detokenize([token], tokens.slice(0, kept - 1).slice(-8));
    if (!endsInWord.test(text) || /^\W/.test(known)) break;
    known = text + known;
    kept--;
  }
  // A word that only its own tokens can spell has no other way to go on.
  const { spellings } = vocabulary;
  if (!spellings || known === "" || spellings.first(known).length < 2) return { tokens: [...tokens], known: "" };
  return { tokens: tokens.slice(0, kept), known };
}

/** A part of a word in letters that every vocabulary has, and what may stand in a token before it. */
const endsInWord = /^[ -~]*\w$/;
