import { languageWithId } from "../../../grammars/languages.ts";
import { type Recalled, recall } from "../../../server/context/memory/recall.ts";
import { atOnce } from "../../../server/slices/slices.ts";
import { applyFilters } from "../../../server/suggestions/filters.ts";
import { holeAt } from "../../../server/suggestions/hole.ts";
import { reasonNotToAsk } from "../../../server/suggestions/reasonNotToAsk.ts";
import { shaped } from "../../../server/suggestions/shape.ts";
import { tagsOf } from "../../context/memoryWorkspace.ts";
import { randomFrom } from "../../random.ts";
import { type Commit, typedCommits } from "../replay/commits.ts";
import { fileAt, type Repository } from "../replay/git.ts";
import { chosen, type Kind, languageIdOf, type Place, textAt } from "../replay/places.ts";
import { scoreOf } from "../replay/score.ts";
import { Trees } from "./trees.ts";

/** What is remembered at a place, and what of it is right once it has passed the filters. */
export type Remembering = {
  readonly commit: string;
  readonly kind: Kind;
  readonly lineBefore: string;
  /** Without those that filters let not pass. */
  readonly candidates: readonly (Recalled & { readonly isRight: boolean })[];
};

type Options = { readonly commits: number; readonly each: number; readonly seed: number };

/** The places of a repository's commits, in order. */
export function* askedIn(repository: Repository, { commits, each, seed }: Options): Generator<Remembering> {
  const trees = new Trees(repository);
  for (const commit of typedCommits(repository, commits, seed)) {
    trees.moveTo(commit.parent);
    const random = randomFrom(seed ^ Number.parseInt(commit.hash.slice(0, 8), 16));
    for (const { file, place } of chosen(commit.files, each, random))
      yield at(repository, commit, commit.files[file] as Commit["files"][number], place, trees);
  }
}

function at(
  repository: Repository,
  { hash, parent }: Commit,
  { path, isNew, hunks }: Commit["files"][number],
  place: Place,
  trees: Trees,
): Remembering {
  const oldLines = (isNew ? "" : fileAt(repository, parent, path)).split("\n");
  const { before, after } = textAt(oldLines, hunks, place);
  const lineBefore = before.slice(before.lastIndexOf("\n") + 1);
  const lineAfter = after.split("\n", 1)[0] as string;
  const hole = shaped(holeAt({ before, after, lineBefore, lineAfter }, languageWithId(languageIdOf(path))));
  const text = before + after;
  const own = { uri: `file:///workspace/${path}`, path, text, tags: tagsOf(path, text) };
  // The index follows what is typed.
  const file = (other: string) => (other === path ? own : trees.workspace.file(other));
  const workspace = { ...trees.workspace, file };
  const asked = { path, text, offset: before.length, comments: hole.comments, workspace };
  const found = reasonNotToAsk(hole, "automatic") ? [] : atOnce(recall({ ...asked, recent: new Set() }));
  const candidates = found.flatMap((recalled) => {
    const outcome = applyFilters(recalled.text, hole);
    if ("silence" in outcome) return [];
    return [{ ...recalled, isRight: scoreOf(outcome.suggestion, place).isLineExact }];
  });
  return { commit: hash, kind: place.kind, lineBefore, candidates };
}
