import type { Insertion } from "./filter.ts";

/**
 * A text for the place of `[start, end)`. The offsets are UTF-16 ones into the document's text as it was when this was
 * suggested.
 */
export type SuggestedChange = {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
};

/** The changes that a user is offered together. They are right together, and not all need be where the cursor is. */
export type Suggestion = { readonly changes: readonly SuggestedChange[] };

/** Where a cursor is, and what stands right of it on its line. */
type CursorPlace = { readonly file: { readonly uri: string }; readonly offset: number; readonly lineAfter: string };

/** The suggestion of a text at the cursor. */
export function suggestionOf({ text, replaceAfter }: Insertion, { file: { uri }, offset }: CursorPlace): Suggestion {
  return { changes: [{ uri, start: offset, end: offset + replaceAfter, text }] };
}

/**
 * The text of a suggestion that is no more than a text at the cursor. It is undefined where the suggestion changes
 * other places.
 */
export function insertionAt({ changes }: Suggestion, { file, offset, lineAfter }: CursorPlace): Insertion | undefined {
  const [change, ...others] = changes;
  if (!change || others.length > 0 || change.uri !== file.uri || change.start !== offset) return undefined;
  const replaceAfter = change.end - offset;
  return replaceAfter <= lineAfter.length ? { text: change.text, replaceAfter } : undefined;
}
