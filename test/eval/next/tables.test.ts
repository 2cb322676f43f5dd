import { expect, test } from "@jest/globals";
import type { OfferedPlace, ReplayedCommit } from "./records.ts";
import { nextTables } from "./tables.ts";

const place = (path: string, isRight: boolean): OfferedPlace => ({
  path,
  edit: 0,
  rule: "renamed declaration",
  line: 1,
  oldText: "a",
  newText: "b",
  lineText: "a",
  isRight,
});
const edit = { path: "a.ts", offered: 0, right: 0, isFollowed: false, cpuMs: 2, ms: 3 };

test("the table tells places, files, repeating hunks and quiet edits apart", () => {
  const commit: ReplayedCommit = {
    key: "x 1",
    repository: "x",
    files: 9,
    edits: [edit, { ...edit, offered: 2 }, { ...edit, isFollowed: true }, { ...edit, offered: 1, right: 1 }],
    places: [place("a.ts", true), place("a.ts", false), place("b.ts", true), place("c.ts", true)],
    repeating: [
      { path: "a.ts", hunk: 1, isOffered: true },
      { path: "a.ts", hunk: 2, isOffered: false },
    ],
  };
  expect(nextTables([commit]).split("\n")[2]).toBe(
    "| x | 9 | 1 | 4 | 4 | 75.0 | 66.7 | 2 | 50.0 | 2 | 50.0 | 2.0 | 2.0 |",
  );
});
