import type { FolderView } from "../index/folderView.ts";
import { pathOf } from "../index/tables/fileTable.ts";
import type { Steps } from "../slices/slices.ts";

/**
 * Texts of so many bytes are held of a folder, and searched for code that helps. That is twice the tree of VS Code, and
 * takes some 120 MB. Names are known of all files, whatever is held.
 */
export const maxHeldBytes = 128_000_000;

/** What is held of a folder's files on disk. */
export type HeldTexts = {
  readonly holds: (path: string) => boolean;
  /** How many files are not, and how many there are. */
  readonly leftOut: number;
  readonly files: number;
};

/**
 * Chooses the files of a large folder whose texts are held: those around files that were opened, then those that were
 * changed last, then the first of the listing. `around` are the beginnings of paths, see `surroundings`.
 */
export function* heldTexts(
  { texts }: Pick<FolderView, "texts">,
  around: ReadonlySet<string>,
  maxBytes = maxHeldBytes,
): Steps<HeldTexts> {
  let all = 0;
  const files = texts.size;
  for (const { table, dead } of texts.layers) {
    for (let file = 0; file < dead.length; file++) if (dead[file] === 0) all += table.files.bytes[file] ?? 0;
    yield;
  }
  if (all <= maxBytes) return { holds: () => true, leftOut: 0, files };
  const ranks: number[] = [];
  const bytes: number[] = [];
  const paths: string[] = [];
  for (const { table, dead } of texts.layers) {
    for (let file = 0; file < dead.length; file++) {
      if (file % 256 === 0) yield;
      if (dead[file] === 1) continue;
      const path = pathOf(table.files, file);
      paths.push(path);
      bytes.push(table.files.bytes[file] ?? 0);
      // 0 says that it was changed when it was read, see `Stamp`.
      ranks.push(isAround(path, around) ? Infinity : table.files.modifiedMs[file] || Number.MAX_VALUE);
    }
  }
  const least = yield* leastRank(ranks, bytes, maxBytes);
  const held = new Set<string>();
  let room = maxBytes;
  for (const rest of [false, true]) {
    for (const [i, path] of paths.entries()) {
      if (i % 256 === 0) yield;
      const rank = ranks[i] as number;
      if (rest ? rank !== least : rank <= least) continue;
      room -= bytes[i] as number;
      if (room >= 0) held.add(path);
    }
  }
  return { holds: (path) => held.has(path), leftOut: files - held.size, files };
}

/** What is left out of a folder, for people. Undefined where nothing is. */
export function leftOutSentence({ leftOut, files }: Omit<HeldTexts, "holds">): string | undefined {
  if (leftOut === 0) return undefined;
  return (
    `of ${leftOut} of ${files} files only the names are known: they are not searched for code that helps, since their ` +
    `texts take more than ${maxHeldBytes / 1e6} MB. Files beside those that were opened come first, then those ` +
    "changed last. Name what is not needed in a .hearthignore"
  );
}

/** The lowest rank such that everything above it fits. Sorting all of them would hold the event loop. */
function* leastRank(ranks: readonly number[], bytes: readonly number[], maxBytes: number): Steps<number> {
  let tooLow = -Infinity;
  let least = Infinity;
  let between = ranks;
  while (between.length > 0) {
    const rank = between[between.length >> 1] as number;
    let above = 0;
    for (let i = 0; i < ranks.length; i++) if ((ranks[i] as number) > rank) above += bytes[i] as number;
    yield;
    if (above <= maxBytes) least = rank;
    else tooLow = rank;
    between = between.filter((one) => tooLow < one && one < least);
    yield;
  }
  return least;
}

/** What a file is part of, as the beginning of paths: the folder around its own. Undefined where that is everything. */
export function surroundings(path: string): string | undefined {
  const own = path.lastIndexOf("/");
  const outer = path.lastIndexOf("/", own - 1);
  if (own < 0) return undefined;
  return path.slice(0, (outer < 0 ? own : outer) + 1);
}

function isAround(path: string, around: ReadonlySet<string>): boolean {
  if (around.size === 0) return false;
  for (let slash = path.indexOf("/"); slash >= 0; slash = path.indexOf("/", slash + 1)) {
    if (around.has(path.slice(0, slash + 1))) return true;
  }
  return false;
}
