import { lineEnd, lineStart } from "../text/lines.ts";
import type { Insertion } from "./filter.ts";
import type { TextAtCursor } from "./hole.ts";

/** The place behind a suggestion once it is accepted: what to ask about next, before the user does. */
export function placeAfter(place: TextAtCursor, { text, replaceAfter }: Insertion): TextAtCursor {
  const before = place.before + text;
  const after = place.after.slice(replaceAfter);
  return {
    before,
    after,
    lineBefore: before.slice(lineStart(before, before.length)),
    lineAfter: after.slice(0, lineEnd(after, 0)),
  };
}
