import type { OffsetRange } from "../../text/offsetRange.ts";
import type { CodeWithTree } from "../codeFiles.ts";
import type { FoundEdit, NextEditQuestion, NextEditRule, ReportedError } from "../nextEdits.ts";
import { matchesInFile, type PatternMatch } from "../pattern.ts";
import { joinedSubstitutions, type Substitution } from "../substitutions.ts";
import { isTelling } from "../tokens.ts";
import { editsAt, isInImport, saysSomething } from "./sameSubstitution.ts";

/**
 * The editor, or the language server beside Hearth, finds an error where the same stands that was replaced a moment ago:
 * one example is enough there.
 *
 *     request.headers.get("a")   →   request.header("a")
 *     request.headers.get("b")        Property 'headers' does not exist on type 'Request'.
 */
export const sameError: NextEditRule = {
  name: "same error",
  find: async (asked) => {
    if (asked.errors.length === 0) return [];
    const all = joinedSubstitutions(asked.all, asked.changes);
    const tried = new Set<string>();
    const found: FoundEdit[] = [];
    for (const one of all) {
      const trial = JSON.stringify([one.oldText, one.newText]);
      if (one.step < asked.since || tried.has(trial) || !saysSomething(one) || isContested(one, all)) continue;
      tried.add(trial);
      found.push(...(await reportedPlaces(asked, one)));
    }
    return found;
  },
};

/** What became something else at another place depends on the place. */
function isContested({ oldText, newText }: Substitution, all: readonly Substitution[]): boolean {
  return all.some((one) => one.oldText === oldText && one.newText !== newText);
}

async function reportedPlaces(asked: NextEditQuestion, one: Substitution): Promise<FoundEdit[]> {
  const home = await asked.files.code(one.key);
  if (!home || isInImport(home, one)) return [];
  const found: FoundEdit[] = [];
  for (const path of new Set(asked.errors.map((error) => error.path))) {
    const errors = asked.errors.filter((error) => error.path === path);
    const code = await asked.files.code(path);
    const places = code
      ? placesIn(code, one).filter((place) => errors.some((error) => isAbout(error, place, one)))
      : [];
    if (!code || places.length === 0) continue;
    const edits = await editsAt(asked, code, one, places);
    found.push(...edits.map((edit) => ({ ...edit, because: `${edit.because} An error is reported here.` })));
  }
  return found;
}

/** By itself what was replaced says where it is; what only came, or signs, by the words beside it. */
function placesIn(code: CodeWithTree, one: Substitution): PatternMatch[] {
  const count = one.oldTokens.some(isTelling) ? 0 : 1;
  const pattern = { ...one, left: one.left.slice(one.left.length - count), right: one.right.slice(0, count) };
  return [...matchesInFile(code, pattern)];
}

/** The error is at what would be replaced and nowhere else, or names it. */
function isAbout({ start, end, message }: ReportedError, place: OffsetRange, { oldTokens }: Substitution): boolean {
  const touches = start <= place.end && place.start <= end;
  const isWithin = place.start <= start && end <= place.end;
  return touches && (isWithin || oldTokens.some((token) => isTelling(token) && message.includes(token)));
}
