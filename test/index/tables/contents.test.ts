import { expect, test } from "@jest/globals";
import type { JobResult } from "../../../server/index/reading/job.ts";
import { ascending } from "../../../server/index/tables/ascending.ts";
import { Contents } from "../../../server/index/tables/contents.ts";
import { pathOf, stampOf } from "../../../server/index/tables/fileTable.ts";
import { lineStartsOf } from "../../../server/index/tables/lineTable.ts";
import { eachPosting, postingBytes } from "../../../server/index/tables/postings.ts";
import { SyntaxTableBuilder, TextTableBuilder } from "../../../server/index/tables/tables.ts";
import { definitionsNamed, tagsOf } from "../../../server/index/tables/tagTable.ts";

const jobs = 70;
const filesEach = 40;
const nothing = { unchanged: [], skipped: [], unparsed: [] };

/** Each file has a name of its own and one that all have. */
function job(number: number, version = 0): JobResult {
  const text = new TextTableBuilder();
  const syntax = new SyntaxTableBuilder();
  for (let i = 0; i < filesEach; i++) {
    const path = `job${number}/file${i}.ts`;
    const stamp = { modifiedMs: 1, bytes: 20, hash: `${version}`.padStart(16, "0") };
    const own = `own${number}_${i}_${version}`;
    const code = `\n${own} all`;
    text.add(path, stamp, code, [0, 1], (found) => {
      found(1, 1 + own.length);
      found(2 + own.length, 5 + own.length);
    });
    const at = { nameStart: 1, nameEnd: 2, start: 1, end: 9, bodyStart: 9, docStart: 0, docEnd: 0, parent: -1 };
    const definition = { name: own, kind: "function", exported: "named", ...at } as const;
    const imported = {
      specifier: `./${own}`,
      kind: "static",
      names: [{ imported: own, local: "it" }],
      start: 0,
      end: 1,
    };
    syntax.add(path, stamp, { definitions: [definition], imports: [imported as never] });
  }
  return { text: text.build(), syntax: syntax.build(), ...nothing };
}

function saidOf({ texts, syntax }: Contents, name: string) {
  const references = texts.layers.flatMap(({ table, dead }) => {
    const found: string[] = [];
    eachPosting(table.postings, name, (file, posting) => {
      if (dead[file] === 0) {
        found.push(`${pathOf(table.files, file)} ${[...ascending(postingBytes(table.postings, posting))]}`);
      }
    });
    return found;
  });
  const definitions = syntax.layers.flatMap(({ table, dead }) =>
    definitionsNamed(table.tags, name).flatMap(({ file }) => (dead[file] === 0 ? pathOf(table.files, file) : [])),
  );
  return { references: references.sort(), definitions };
}

test("a crawl of many jobs leaves few layers at any time, and what they say is what was found", async () => {
  const contents = new Contents();
  let most = 0;
  for (let number = 0; number < jobs; number++) {
    expect(await contents.accept(job(number))).toEqual([]);
    most = Math.max(most, contents.texts.layers.length, contents.syntax.layers.length);
  }
  // What was found in one job before is found otherwise in a later one.
  await contents.accept(job(3, 1));
  expect(most).toBeLessThanOrEqual(33);
  for (const isCompact of [false, true]) {
    if (isCompact) await contents.compact(true);
    expect(contents.texts.size).toBe(jobs * filesEach);
    expect(saidOf(contents, "all").references).toHaveLength(jobs * filesEach);
    expect(saidOf(contents, "own3_5_0")).toEqual({ references: [], definitions: [] });
    expect(saidOf(contents, "own3_5_1")).toEqual({ references: ["job3/file5.ts 1"], definitions: ["job3/file5.ts"] });
    expect(saidOf(contents, "own69_39_0").references).toEqual(["job69/file39.ts 1"]);
    const text = contents.texts.find("job7/file7.ts");
    expect(text && lineStartsOf(text.table.lines, text.file)).toEqual([0, 1]);
    const tree = contents.syntax.find("job7/file7.ts");
    expect(tree && tagsOf(tree.table.tags, tree.file).imports).toEqual([
      { specifier: "./own7_7_0", kind: "static", names: [{ imported: "own7_7_0", local: "it" }], start: 0, end: 1 },
    ]);
  }
  expect([contents.texts.layers.length, contents.syntax.layers.length]).toEqual([1, 1]);
});

test("jobs that end while layers are being merged are taken in, too", async () => {
  const contents = new Contents();
  await Promise.all(Array.from({ length: jobs }, (_, number) => contents.accept(job(number))));
  await contents.compact();
  expect(saidOf(contents, "all").references).toHaveLength(jobs * filesEach);
  expect(contents.texts.layers).toHaveLength(1);
});

test("a table that is alone and whole is not made again to be written", async () => {
  const contents = new Contents();
  await contents.accept(job(1));
  await contents.compact();
  const [text] = contents.texts.layers;
  await contents.compact(true);
  expect(contents.texts.layers[0]?.table).toBe(text?.table);
  // Of files that turned out to be the same the newer stamps are to be written.
  const stamp = { modifiedMs: 2, bytes: 20, hash: "0".repeat(16) };
  const empty = { text: new TextTableBuilder().build(), syntax: new SyntaxTableBuilder().build() };
  await contents.accept({ ...empty, ...nothing, unchanged: [["job1/file1.ts", stamp]] });
  await contents.compact(true);
  const found = contents.texts.find("job1/file1.ts");
  expect(found && stampOf(found.table.files, found.file)).toEqual(stamp);
});
