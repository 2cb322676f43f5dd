import { readBrackets } from "../../text/brackets.ts";
import { isBlank } from "../../text/lines.ts";
import type { Filter, ShapedHole, Suggestion } from "../filter.ts";

/**
 * Fits the suggestion to what is right of the cursor on its line, so that nothing stands there twice.
 *
 * A suggestion that ends with that tail is inserted without it. One that closes what the tail closes
 * (the editor put `)` there, the model wrote it again) takes the tail's place if it holds all of it in order,
 * or else leaves out what both have. Any other suggestion is inserted, and cut to one line unless it ends with
 * a new line for the closer on the right to stand on.
 */
export const tail: Filter = (suggestion, hole) => {
  const right = hole.lineAfter.trimEnd();
  if (isBlank(right)) return suggestion;
  const text = suggestion.text.trimEnd();
  const shared = overlap(text, right);
  const closes = closesWhatIsOpen(text, hole);
  const isWord = /\w/.test(right);
  const isOpenEnded = !/[)\]}"'`]/.test(right);
  if (shared === right.length && (closes || isWord || isOpenEnded)) return insertion(text.slice(0, -shared));
  if ((closes || isWord) && holdsInOrder(text, right)) return { text, replaceAfter: right.length };
  if (shared > 0 && closes) return insertion(text.slice(0, -shared));
  const leavesTailBelow = /\n[ \t]*$/.test(suggestion.text) && /^[)\]}]/.test(right);
  if (leavesTailBelow) return suggestion;
  const firstLine = suggestion.text.split("\n")[0] ?? "";
  return isBlank(firstLine) ? "lineComplete" : insertion(firstLine);
};

function insertion(text: string): Suggestion | "repeatsTail" {
  return isBlank(text) ? "repeatsTail" : { text, replaceAfter: 0 };
}

/** Length of the longest end of `text` that `right` begins with. */
function overlap(text: string, right: string): number {
  let length = Math.min(text.length, right.length);
  while (length > 0 && !text.endsWith(right.slice(0, length))) length--;
  return length;
}

/** Whether the suggestion closes a bracket or the string that the cursor stands in. */
function closesWhatIsOpen(text: string, hole: ShapedHole): boolean {
  const { inside, indent } = hole.brackets;
  const { lowest } = readBrackets(text, { open: hole.unclosed, inside, indent }, hole.comments);
  if (lowest < hole.unclosed.length) return true;
  return /["'`]/.test(inside) && text.includes(inside);
}

/** Whether every written character of `right` comes in `text` in the same order. */
function holdsInOrder(text: string, right: string): boolean {
  let at = 0;
  for (const character of right.replace(/\s+/g, "")) {
    at = text.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
