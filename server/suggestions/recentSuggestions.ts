import { Recent } from "../../base/recent.ts";
import type { Insertion } from "./filter.ts";
import type { SuggestionOutcome } from "./filters.ts";
import type { TextAtCursor } from "./hole.ts";

/** Answers kept; the least recently used goes first. */
const maxAnswers = 250;

/** The place for which an answer was made may be so far behind the cursor: what was typed since. */
const lookBackCharacters = 128;

/** Text around a place that makes it the same place again. */
const windowCharacters = 512;

/** The text and files that an answer was made from. The text is as much around the place as the model saw. */
export type MadeFrom = {
  readonly charactersBefore: number;
  readonly charactersAfter: number;
  /** Each file, and what tells its text of then from any other. */
  readonly files: ReadonlyMap<string, unknown>;
  /** It is what the workspace remembers, and stands beside what a model says of the same place. */
  readonly isMemory?: boolean;
};

const nothingElse: MadeFrom = { charactersBefore: 0, charactersAfter: 0, files: new Map() };

/** Tells the text of a file as it is now from any other. */
type StateOf = (uri: string) => unknown;

/** An answer, and what is kept of the place for which it was made. */
type KeptAnswer = {
  readonly uri: string;
  readonly before: string;
  /** How far back `before` goes where the file does. */
  readonly reach: number;
  readonly lineAfter: string;
  readonly below: string;
  readonly files: MadeFrom["files"];
  readonly isMemory: boolean;
  readonly outcome: SuggestionOutcome;
};

/** The outcome to answer again, and how many characters were typed since it was first answered. */
type Found = { readonly outcome: SuggestionOutcome; readonly typedCharacters: number };

/**
 * The answers of late, found again by the text around the cursor. That text is at the least the window, and all that
 * the model was shown. An answer that was made from other files, too, is forgotten when one of them changes.
 *
 * While the user types what is suggested, the rest of the suggestion is the answer. So the model is not asked and the
 * ghost text does not move. Backspace and undo lead back to text that was there before, and to its answer.
 */
export class RecentSuggestions {
  readonly #answers = new Recent<string, KeptAnswer>(maxAnswers);

  get size(): number {
    return this.#answers.size;
  }

  /** Keeps an answer for a place; a later one of the same kind for the same place replaces it. */
  remember(uri: string, place: TextAtCursor, outcome: SuggestionOutcome, madeFrom: MadeFrom = nothingElse): void {
    const { charactersBefore, charactersAfter, files, isMemory = false } = madeFrom;
    const reach = Math.max(windowCharacters, charactersBefore);
    const below = place.after.slice(
      place.lineAfter.length,
      Math.max(place.lineAfter.length + windowCharacters, charactersAfter),
    );
    const before = place.before.slice(-reach);
    this.#use({ uri, before, reach, lineAfter: place.lineAfter, below, files, isMemory, outcome });
  }

  /** The answer for this place, made here or a few typed characters ago; undefined if the model must be asked. */
  find(uri: string, place: TextAtCursor, stateOf: StateOf = () => undefined): Found | undefined {
    for (const answer of this.#answers.newestFirst()) {
      if (answer.uri !== uri || !isBelow(answer, place)) continue;
      const found = answerAgain(answer, place);
      if (!found || [...answer.files].some(([file, state]) => stateOf(file) !== state)) continue;
      this.#use(answer);
      // However long it is, it stays: the place from which it is found again moves along.
      if (found.typedCharacters > lookBackCharacters / 2)
        this.remember(uri, place, found.outcome, { ...nothingElse, files: answer.files, isMemory: answer.isMemory });
      return found;
    }
    return undefined;
  }

  #use(answer: KeptAnswer): void {
    const { uri, before, lineAfter, below, isMemory } = answer;
    this.#answers.set(JSON.stringify([uri, before, lineAfter, below, isMemory]), answer);
  }
}

/** True if the text under the cursor's line, which typing leaves alone, is there still, and nothing below its end. */
function isBelow({ below }: KeptAnswer, { after, lineAfter }: TextAtCursor): boolean {
  const isWhole = below.length >= windowCharacters || after.length - lineAfter.length === below.length;
  return isWhole && after.startsWith(below, lineAfter.length);
}

function answerAgain(answer: KeptAnswer, place: TextAtCursor): Found | undefined {
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
function typedSince({ before, reach }: KeptAnswer, place: TextAtCursor): string | undefined {
  for (let length = 0; length <= lookBackCharacters && length <= place.before.length; length++) {
    const end = place.before.length - length;
    const isWhole = before.length === reach || before.length === end;
    if (isWhole && place.before.endsWith(before, end)) return place.before.slice(end);
  }
  return undefined;
}

const closers = /^[)\]}"'`]+$/;

/**
 * The rest of a suggestion where an editor has put closers right of the cursor while the user typed openers. The
 * closers belong to the suggestion, so it stops before them or takes their place. Those that the user has typed over
 * need no place any more.
 */
function fitted(rest: Insertion, lineAfter: string, lineAfterNow: string): Insertion | undefined {
  if (rest.text === "") return undefined;
  if (lineAfterNow === lineAfter) return rest;
  const overtyped = lineAfter.slice(0, lineAfter.length - lineAfterNow.length);
  if (lineAfter === overtyped + lineAfterNow && closers.test(overtyped) && overtyped.length <= rest.replaceAfter)
    return { ...rest, replaceAfter: rest.replaceAfter - overtyped.length };
  const added = lineAfterNow.slice(0, lineAfterNow.length - lineAfter.length);
  if (!closers.test(added) || added + lineAfter !== lineAfterNow) return undefined;
  if (rest.text === added) return undefined;
  if (rest.text.endsWith(added) && rest.replaceAfter === 0) return { ...rest, text: rest.text.slice(0, -added.length) };
  const holdsAdded = [...added].every((closer) => rest.text.includes(closer));
  return holdsAdded ? { ...rest, replaceAfter: rest.replaceAfter + added.length } : undefined;
}
