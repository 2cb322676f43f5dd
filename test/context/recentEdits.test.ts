import { expect, test } from "@jest/globals";
import { type RecentEdit, withEdit } from "../../server/context/recentEdits.ts";

const edit = (path: string, startLine: number, endLine: number): RecentEdit => ({
  uri: `file:///${path}`,
  path,
  startLine,
  endLine,
});

test("the newest edit comes first and eight are kept", () => {
  let edits: RecentEdit[] = [];
  for (let i = 0; i < 10; i++) edits = withEdit(edits, edit(`${i}.ts`, 0, 1), 1);
  expect(edits.map(({ path }) => path)).toEqual(["9.ts", "8.ts", "7.ts", "6.ts", "5.ts", "4.ts", "3.ts", "2.ts"]);
});

test("edits close to each other are one", () => {
  expect(withEdit([edit("a.ts", 10, 12)], edit("a.ts", 14, 14), 2)).toEqual([edit("a.ts", 10, 16)]);
});

test("lines put in above move an older edit down", () => {
  expect(withEdit([edit("a.ts", 50, 52)], edit("a.ts", 3, 3), 4)).toEqual([edit("a.ts", 3, 7), edit("a.ts", 54, 56)]);
});
