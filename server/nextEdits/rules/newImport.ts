import { keywords } from "../../context/words.ts";
import { lineStart } from "../../text/lines.ts";
import { placesThatFit } from "../fit.ts";
import { isPartlyIn, lateRanges } from "../lateRanges.ts";
import type { FoundEdit, NextEditQuestion, NextEditRule } from "../nextEdits.ts";
import { matchesInFile } from "../pattern.ts";
import { joinedSubstitutions, replacesTheSame, type Substitution } from "../substitutions.ts";
import { importAround, wholeWords } from "../syntax.ts";
import { isName } from "../tokens.ts";

/**
 * A file imports a name that it does not use yet, and elsewhere something became a use of that name: so it does here.
 *
 *     import { createMap } from "./map";   (new)
 *     const seen = Object.create(null);    →   const seen = createMap();
 */
export const newImport: NextEditRule = {
  name: "new import",
  find: async (asked) => {
    const imported = importedLately(asked);
    const all = imported.length > 0 ? joinedSubstitutions(asked.all, asked.changes) : [];
    const found: FoundEdit[] = [];
    for (const { key, name } of imported) found.push(...(await usesIn(asked, all, key, name)));
    return found;
  },
};

/** Names that a file has begun to import a moment ago, and has in its import alone. */
function importedLately({ files, changes, since }: NextEditQuestion) {
  return changes.flatMap((change) => {
    const { key, base, text } = change;
    const late = lateRanges(change, since);
    const statements = late.length === 0 ? [] : (files.workspace.file(key)?.tags.imports ?? []);
    const locals = statements
      .filter((one) => isPartlyIn(late, one))
      .flatMap(({ names }) => names.map(({ local }) => local));
    return locals.filter((name) => isName(name) && isNew(text, base, name)).map((name) => ({ key, name }));
  });
}

function isNew(text: string, base: string, name: string): boolean {
  return [...wholeWords(text, name, 0, text.length)].length === 1 && !base.includes(name);
}

async function usesIn(
  { files, changes }: NextEditQuestion,
  all: readonly Substitution[],
  key: string,
  name: string,
): Promise<FoundEdit[]> {
  const examples = all.filter((one) => one.key !== key && saysAll(one, name));
  const [first] = examples;
  if (!first || !examples.every((one) => replacesTheSame(one, first))) return [];
  const baseOf = (path: string) => changes.find((one) => one.key === path)?.base ?? "";
  const lines = new Set(examples.map((one) => `${one.key} ${lineStart(baseOf(one.key), one.old.start)}`)).size;
  const code = lines > 1 ? await files.code(key) : undefined;
  if (!code) return [];
  const because = `\`${name}\` is imported now, and stands elsewhere for \`${first.oldText}\`.`;
  const places = [...matchesInFile(code, { ...first, left: [], right: [] })].filter(
    (one) => !importAround(code.tags, one),
  );
  const edits = places.map(({ start, end }) => [{ path: key, start, end, newText: first.newText, because }]);
  return placesThatFit(files, code, edits);
}

/** What was replaced is more than a name that may mean many things, or is one that says what it is. */
function saysAll({ oldTokens, newTokens }: Substitution, name: string): boolean {
  return (
    newTokens.includes(name) &&
    !oldTokens.includes(name) &&
    oldTokens.some((token) => isName(token) && !keywords.has(token) && token.length > 2)
  );
}
