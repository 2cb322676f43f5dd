import { expect, test } from "@jest/globals";
import { ChunkIndex } from "../../server/context/chunkIndex.ts";
import { atOnce } from "../../server/slices/slices.ts";
import { randomFrom, shuffled } from "../random.ts";

const query = new Map([
  ["parse", 1],
  ["header", 0.5],
]);

function indexOf(files: readonly (readonly [string, string])[]): ChunkIndex {
  const index = new ChunkIndex();
  for (const [path, text] of files) index.update(path, text, []);
  return index;
}

/** Files of a few dozen words, some of which the query looks for. */
function someFiles(count: number): [string, string][] {
  const random = randomFrom(3);
  const vocabulary = ["parse", "header", "value", "read", "write", "token", "line", "name", "parseHeader"];
  const word = () => vocabulary[Math.floor(random() * vocabulary.length)] as string;
  return Array.from({ length: count }, (_, i) => [
    `src/file${i}.ts`,
    Array.from({ length: 60 }, () => `${word()}(${word()}, ${word()})`).join("\n"),
  ]);
}

test("the chunk with the rarer words of the query comes first", () => {
  const index = indexOf([
    ["a.ts", "parse(body)"],
    ["b.ts", "parse(header)"],
    ["c.ts", "write(body)"],
  ]);
  expect(index.search(query, 5).map(({ path }) => path)).toEqual(["b.ts", "a.ts"]);
});

test("a file is found by its path", () => {
  const index = indexOf([
    ["http/header.ts", "x = 1"],
    ["http/body.ts", "x = 1"],
  ]);
  expect(index.search(query, 5).map(({ path }) => path)).toEqual(["http/header.ts"]);
});

test("what is found does not depend on the order in which files came", () => {
  const files = someFiles(40);
  const found = indexOf(files).search(query, 25);
  expect(indexOf(shuffled(files, randomFrom(1))).search(query, 25)).toEqual(found);
});

test("an index that was edited answers like one made anew", () => {
  const files = someFiles(20);
  const index = indexOf(files);
  const random = randomFrom(9);
  for (let i = 0; i < 400; i++) {
    const file = files[Math.floor(random() * files.length)] as [string, string];
    const lines = file[1].split("\n");
    lines.splice(Math.floor(random() * lines.length), random() < 0.5 ? 1 : 0, `parse${i}(header, value${i})`);
    file[1] = lines.join("\n");
    index.update(...file, []);
  }
  index.delete("src/file3.ts");
  const swept = index.search(query, 50);
  atOnce(index.sweep());
  expect(index.search(query, 50)).toEqual(swept);
  index.update("src/file4.ts", "parse(header)", []);
  files[4] = ["src/file4.ts", "parse(header)"];
  const fresh = indexOf(files.filter(([path]) => path !== "src/file3.ts"));
  expect(index.search(query, 50)).toEqual(fresh.search(query, 50));
  expect(index.size).toBe(fresh.size);
});

test("a line put in above moves the chunks below, which are not read again", () => {
  const index = indexOf([["a.ts", "parse(header)"]]);
  index.update("a.ts", "\n\nparse(header)", []);
  expect(index.search(query, 1)).toMatchObject([{ startLine: 2, endLine: 3, start: 2, end: 15 }]);
});

test("a text is worth as much to a query as the chunk made of it", () => {
  const files = someFiles(10).map(([path, text]) => [path, text.split("\n").slice(0, 20).join("\n")] as const);
  const index = indexOf(files);
  for (const { path, score } of index.search(query, 10)) {
    const text = files.find(([name]) => name === path)?.[1] as string;
    expect(index.score(query, path, text)).toBeCloseTo(score, 10);
  }
});

test("of text that stands in a file twice nothing is left when both are gone", () => {
  const twice = Array(2).fill(Array(30).fill("parse(header)").join("\n")).join("\n\n");
  const index = indexOf([["a.ts", twice]]);
  expect(index.size).toBeGreaterThan(1);
  index.update("a.ts", "", []);
  expect(index.size).toBe(0);
  expect(index.search(query, 5)).toEqual([]);
  expect(index.spread("parse")).toBe(0);
});
