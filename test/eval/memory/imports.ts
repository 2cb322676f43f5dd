import { languageOf, languageWithId } from "../../../grammars/languages.ts";
import { type LackingImport, typedImports } from "../../../server/edits/imports/typedImport.ts";
import { rulesOf } from "../../../server/languages/languages.ts";
import { atOnce } from "../../../server/slices/slices.ts";
import { applyFilters } from "../../../server/suggestions/filters.ts";
import { holeAt } from "../../../server/suggestions/hole.ts";
import { reasonNotToAsk } from "../../../server/suggestions/reasonNotToAsk.ts";
import { shaped } from "../../../server/suggestions/shape.ts";
import { tagsOf } from "../../context/memoryWorkspace.ts";
import { type Commit, type FileChange, typedCommits } from "../replay/commits.ts";
import { fileAt, type Repository } from "../replay/git.ts";
import { languageIdOf, type Place, placesIn, withHunks } from "../replay/places.ts";
import { scoreOf } from "../replay/score.ts";
import { table } from "../replay/tables.ts";
import { Trees } from "./trees.ts";

/** What was said at a place in an import whose names the file uses already. */
type ImportFound = Pick<LackingImport, "isModuleKnown"> & {
  readonly isTyped: boolean;
  readonly isOne: boolean;
  readonly isRight: boolean;
};

type Options = { readonly commits: number; readonly seed: number };

/**
 * The imports that commits add, each as if it were typed last, as whoever uses a name and imports it then does: a share
 * of places by what is known of what is suggested.
 */
export function importTable(repositories: readonly Repository[], options: Options): string {
  const asked = repositories.map((repository) => importsIn(repository, options));
  const found = asked.flatMap(({ found }) => found);
  const places = asked.reduce((sum, each) => sum + each.places, 0);
  const groups = [...new Set(found.map(nameOf))].sort();
  const row = (name: string, of: readonly ImportFound[]) => {
    const right = of.filter(({ isRight }) => isRight).length;
    return [name, String(of.length), ((100 * right) / Math.max(1, of.length)).toFixed(1)];
  };
  const rows = groups.map((name) =>
    row(
      name,
      found.filter((each) => nameOf(each) === name),
    ),
  );
  return [`${places} places in imports`, "", table(["", "suggested", "right, %"], [row("all", found), ...rows])].join(
    "\n",
  );
}

function nameOf({ isModuleKnown, isTyped, isOne }: ImportFound): string {
  return [isModuleKnown ? "module written" : "no module", isTyped ? "letters" : "none", isOne ? "one" : "several"].join(
    ", ",
  );
}

function importsIn(repository: Repository, { commits, seed }: Options) {
  const trees = new Trees(repository);
  const found: ImportFound[] = [];
  let places = 0;
  for (const commit of typedCommits(repository, commits, seed)) {
    trees.moveTo(commit.hash);
    for (const change of commit.files) {
      for (const place of placesIn(change)) {
        const line = change.hunks[place.hunk]?.added[place.line] ?? "";
        if (place.kind === "quiet" || !rulesOf(languageOf(change.path)).importing?.line.test(line)) continue;
        places++;
        const answer = at(repository, commit, change, place, trees);
        if (answer) found.push(answer);
      }
    }
  }
  return { found, places };
}

function at(
  repository: Repository,
  { parent }: Commit,
  { path, isNew, hunks }: FileChange,
  place: Place,
  { workspace }: Trees,
): ImportFound | undefined {
  const lines = withHunks((isNew ? "" : fileAt(repository, parent, path)).split("\n"), hunks);
  const above = hunks.slice(0, place.hunk).reduce((sum, { added, removed }) => sum + added.length - removed.length, 0);
  const number = (hunks[place.hunk]?.start ?? 0) + above + place.line;
  const line = lines[number] ?? "";
  const lineBefore = line.slice(0, place.column);
  const lineAfter = line.slice(place.column + place.rest.length);
  const before = [...lines.slice(0, number), lineBefore].join("\n");
  const after = [lineAfter, ...lines.slice(number + 1)].join("\n");
  const language = languageWithId(languageIdOf(path));
  const text = before + after;
  const file = { path, text, offset: before.length, tags: tagsOf(path, text), language };
  const [first] = atOnce(typedImports(file, workspace));
  if (!first) return undefined;
  const hole = shaped(holeAt({ before, after, lineBefore, lineAfter }, language));
  const reason = reasonNotToAsk(hole, "automatic");
  if (reason && reason !== "textAfterCursor") return undefined;
  const outcome = applyFilters(first.text, hole);
  if ("silence" in outcome) return undefined;
  const { isModuleKnown, typed, lacking } = first;
  const { isLineExact } = scoreOf(outcome.suggestion, place);
  return { isModuleKnown, isTyped: typed > 0, isOne: lacking.length === 1, isRight: isLineExact };
}
