import { table } from "../replay/tables.ts";
import type { ReplayedCommit } from "./records.ts";

/** The figures of each repository and of all, in Markdown. */
export function nextTables(commits: readonly ReplayedCommit[]): string {
  const names = [...new Set(commits.map(({ repository }) => repository))];
  const rows = names.map((name) =>
    row(
      name,
      commits.filter(({ repository }) => repository === name),
    ),
  );
  const rules = [...new Set(commits.flatMap(({ places }) => places.map(({ rule }) => rule)))];
  return [
    table(
      [
        "",
        "files",
        "commits",
        "edits",
        "places",
        "right, %",
        "files all right, %",
        "repeating hunks",
        "offered, %",
        "nothing follows",
        "quiet, %",
        "CPU ms median",
        "CPU ms p95",
      ],
      [...rows, ...(names.length > 1 ? [row("all", commits)] : [])],
    ),
    "",
    table(
      ["rule", "places", "right, %"],
      rules.map((name) => {
        const places = commits.flatMap((one) => one.places).filter(({ rule }) => rule === name);
        return [name, String(places.length), share(places, ({ isRight }) => isRight)];
      }),
    ),
  ].join("\n");
}

function row(name: string, commits: readonly ReplayedCommit[]): string[] {
  const places = commits.flatMap((one) => one.places);
  const edits = commits.flatMap((one) => one.edits);
  const repeating = commits.flatMap((one) => one.repeating);
  // Where something right was offered, something followed.
  const last = edits.filter(({ isFollowed, right }) => !isFollowed && right === 0);
  const files = commits.flatMap((one) =>
    [...new Set(one.places.map(({ path }) => path))].map((path) => one.places.filter((each) => each.path === path)),
  );
  const times = edits.map(({ cpuMs }) => cpuMs).sort((a, b) => a - b);
  const at = (part: number) => (times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0).toFixed(1);
  return [
    name,
    String(Math.max(0, ...commits.map((one) => one.files))),
    String(commits.length),
    String(edits.length),
    String(places.length),
    share(places, ({ isRight }) => isRight),
    share(files, (each) => each.every(({ isRight }) => isRight)),
    String(repeating.length),
    share(repeating, ({ isOffered }) => isOffered),
    String(last.length),
    share(last, ({ offered }) => offered === 0),
    at(0.5),
    at(0.95),
  ];
}

function share<T>(all: readonly T[], isOne: (one: T) => boolean): string {
  return all.length === 0 ? "" : ((100 * all.filter(isOne).length) / all.length).toFixed(1);
}
