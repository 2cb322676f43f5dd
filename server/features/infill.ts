import type { InfillParts } from "../../models/family.ts";
import type { Cursor } from "../context/cursor.ts";
import { lineStart } from "../text/lines.ts";

export type Budget = { readonly beforeCharacters: number; readonly afterCharacters: number };

/** The text around the cursor that fits the budget, in whole lines; what one side leaves the other may use. */
export function infillParts(cursor: Cursor, { beforeCharacters, afterCharacters }: Budget): InfillParts {
  const { before, after, file, repository } = cursor;
  const spareAfter = Math.max(0, afterCharacters - after.length);
  const spareBefore = Math.max(0, beforeCharacters - before.length);
  return {
    repository,
    path: file.path,
    context: [],
    before: lastLines(before, beforeCharacters + spareAfter),
    after: firstLines(after, afterCharacters + spareBefore),
    typed: "",
  };
}

function lastLines(text: string, characters: number): string {
  if (text.length <= characters) return text;
  const cut = text.length - characters;
  const whole = text.indexOf("\n", cut) + 1;
  return text.slice(whole > 0 && whole <= lineStart(text, text.length) ? whole : cut);
}

function firstLines(text: string, characters: number): string {
  if (text.length <= characters) return text;
  const whole = lineStart(text, characters);
  return text.slice(0, whole > 0 ? whole : characters);
}
