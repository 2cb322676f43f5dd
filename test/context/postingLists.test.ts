import { expect, test } from "@jest/globals";
import { PostingLists } from "../../server/context/postingLists.ts";
import { randomFrom } from "../random.ts";

const postings = (list: Uint32Array) => Array.from(list, (posting) => [posting >>> 8, posting & 255]);

test("a list has what was added to it, however far its chunks are apart and however often they have the word", () => {
  const added = [
    [0, 1],
    [1, 3],
    [31, 4],
    [40_000, 255],
    [(1 << 24) - 1, 2],
  ] as const;
  const lists = new PostingLists();
  const list = lists.add();
  for (const [chunk, count] of added) lists.push(list, chunk, count);
  expect(postings(lists.read(list))).toEqual(added);
});

test("lists that grow in turns, over many pages, do not mix", () => {
  const random = randomFrom(1);
  const lists = new PostingLists();
  const added: [number, number][][] = Array.from({ length: 300 }, () => []);
  for (let i = 0; i < 300; i++) lists.add();
  for (let chunk = 0; chunk < 40_000; chunk++) {
    // A low number is drawn more often: some lists are long, most are short.
    const list = Math.floor(random() ** 4 * 300);
    const count = 1 + Math.floor(random() ** 8 * 255);
    lists.push(list, chunk, count);
    added[list]?.push([chunk, count]);
  }
  for (const [list, expected] of added.entries()) expect(postings(lists.read(list))).toEqual(expected);
});

test("a list to which nothing was added is empty", () => {
  const lists = new PostingLists();
  lists.push(lists.add(), 7, 1);
  expect(postings(lists.read(lists.add()))).toEqual([]);
});
