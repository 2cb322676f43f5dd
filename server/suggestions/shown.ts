import type { Suggestion } from "./filter.ts";
import type { Outcome } from "./filters.ts";
import type { Place } from "./hole.ts";

/** Answers kept; the least recently used goes first. */
const maxAnswers = 250;

/** So far behind the cursor may the place be for which an answer was made: what was typed since. */
const lookBackCharacters = 128;

/** Text around a place that makes it the same place again. */
const windowCharacters = 512;

/** An answer, and what is kept of the place for which it was made. */
type Answer = {
  readonly uri: string;
  readonly before: string;
  readonly lineAfter: string;
  readonly below: string;
  readonly outcome: Outcome;
};

/** What to answer again, and how many characters were typed since it was first answered. */
type Found = { readonly outcome: Outcome; readonly typedCharacters: number };

/**
 * The answers of late, found again by the text around the cursor and nothing else.
 *
 * While the user types what is suggested, the rest of the suggestion is the answer, so the model is not asked and the
 * ghost text does not move. Backspace and undo lead back to text that was there before, and to its answer.
 */
export class Shown {
  /** Least recently used first, as Map keeps order. */
  readonly #answers = new Map<string, Answer>();

  get size(): number {
    return this.#answers.size;
  }

  /** Keeps an answer for a place; a later one for the same place replaces it. */
  remember(uri: string, place: Place, outcome: Outcome): void {
    this.#use({ uri, before: windowBefore(place), lineAfter: place.lineAfter, below: windowBelow(place), outcome });
    if (this.#answers.size <= maxAnswers) return;
    for (const oldest of this.#answers.keys()) {
      this.#answers.delete(oldest);
      return;
    }
  }

  /** The answer for this place, made here or a few typed characters ago; undefined if the model must be asked. */
  find(uri: string, place: Place): Found | undefined {
    const below = windowBelow(place);
    for (const answer of [...this.#answers.values()].reverse()) {
      if (answer.uri !== uri || answer.below !== below) continue;
      const found = answerAgain(answer, place);
      if (!found) continue;
      this.#use(answer);
      return found;
    }
    return undefined;
  }

  #use(answer: Answer): void {
    const key = JSON.stringify([answer.uri, answer.before, answer.lineAfter, answer.below]);
    this.#answers.delete(key);
    this.#answers.set(key, answer);
  }
}

function windowBefore({ before }: Place): string {
  return before.slice(-windowCharacters);
}

/** What is under the cursor's line, which typing leaves alone. */
function windowBelow({ after, lineAfter }: Place): string {
  return after.slice(lineAfter.length, lineAfter.length + windowCharacters);
}

function answerAgain(answer: Answer, place: Place): Found | undefined {
  const typed = typedSince(answer, place);
  if (typed === undefined) return undefined;
  const { outcome } = answer;
  if (typed === "" && place.lineAfter === answer.lineAfter) return { outcome, typedCharacters: 0 };
  if ("silence" in outcome || !outcome.suggestion.text.startsWith(typed)) return undefined;
  const text = outcome.suggestion.text.slice(typed.length);
  const suggestion = fitted({ ...outcome.suggestion, text }, answer.lineAfter, place.lineAfter);
  return suggestion && { outcome: { suggestion }, typedCharacters: typed.length };
}

/** The text between the answer's place and this one, or undefined if this place does not follow from that. */
function typedSince({ before }: Answer, place: Place): string | undefined {
  for (let length = 0; length <= lookBackCharacters && length <= place.before.length; length++) {
    const end = place.before.length - length;
    const isWhole = before.length === windowCharacters || before.length === end;
    if (isWhole && place.before.endsWith(before, end)) return place.before.slice(end);
  }
  return undefined;
}

/**
 * The rest of a suggestion where an editor has put closers right of the cursor while the user typed openers:
 * they belong to the suggestion, so it stops before them or takes their place.
 */
function fitted(rest: Suggestion, lineAfter: string, lineAfterNow: string): Suggestion | undefined {
  if (rest.text === "") return undefined;
  if (lineAfterNow === lineAfter) return rest;
  const added = lineAfterNow.slice(0, lineAfterNow.length - lineAfter.length);
  if (!/^[)\]}"'`]+$/.test(added) || added + lineAfter !== lineAfterNow) return undefined;
  if (rest.text === added) return undefined;
  if (rest.text.endsWith(added) && rest.replaceAfter === 0) return { ...rest, text: rest.text.slice(0, -added.length) };
  const holdsAdded = [...added].every((closer) => rest.text.includes(closer));
  return holdsAdded ? { ...rest, replaceAfter: rest.replaceAfter + added.length } : undefined;
}
