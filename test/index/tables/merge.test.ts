import { expect, test } from "@jest/globals";
import { typescript } from "../../../grammars/typescript/language.ts";
import { ascending } from "../../../server/index/tables/ascending.ts";
import { fileNumber } from "../../../server/index/tables/fileTable.ts";
import { Layers } from "../../../server/index/tables/layers.ts";
import { lineStartsOf } from "../../../server/index/tables/lineTable.ts";
import { mergeSyntax, mergeTexts } from "../../../server/index/tables/merge.ts";
import { eachPosting, postingBytes } from "../../../server/index/tables/postings.ts";
import { countOf } from "../../../server/index/tables/strings.ts";
import {
  type SyntaxTable,
  SyntaxTableBuilder,
  type TextTable,
  TextTableBuilder,
} from "../../../server/index/tables/tables.ts";
import { definitionsNamed, tagsOf } from "../../../server/index/tables/tagTable.ts";
import { extract } from "../../../server/languages/extract.ts";
import { parse, type Tree } from "../../../server/languages/parse.ts";
import { scan } from "../../../server/languages/scan.ts";
import { atOnce } from "../../../server/slices/slices.ts";
import { lineStarts } from "../../../server/text/lines.ts";

const stamp = { modifiedMs: 1, bytes: 2, hash: "0123456789abcdef" };

/** Files as they were read one after the other; a later one of the same name replaces the earlier. */
const readings: readonly (readonly (readonly [path: string, text: string])[])[] = [
  [
    ["a.ts", 'import { tax, rate as r } from "./b";\nexport const price = (item) => tax(item, r);\n'],
    ["b.ts", "export const tax = 1, gone = 2;\nexport function rate() { gone(); }\n"],
  ],
  [
    ["c.ts", 'import * as all from "./a";\nclass Cart { price = all.price; add(item) { this.add(item); } }\n'],
    ["d.ts", "gone();\n"],
  ],
  [
    ["b.ts", "export const tax = 1;\nexport function rate() {}\n"],
    ["d.ts", ""],
  ],
];

function texts(files: (typeof readings)[number]): TextTable {
  const builder = new TextTableBuilder();
  for (const [path, text] of files)
    builder.add(path, stamp, text, lineStarts(text), (found) => scan(text, typescript, found));
  return builder.build();
}

function tags(files: (typeof readings)[number]): SyntaxTable {
  const builder = new SyntaxTableBuilder();
  for (const [path, text] of files)
    builder.add(path, stamp, extract(typescript, parse(typescript, text) as Tree, text));
  return builder.build();
}

const alive = [...new Map(readings.flat())];

test("merged tables of texts say what one table of the living files says", () => {
  const layers = readings.map(texts).reduce((all, table) => all.with(table), new Layers<TextTable>());
  const merged = atOnce(mergeTexts(layers.layers, new Map()));
  const whole = texts(alive);
  const occurrences = (table: TextTable, name: string) => {
    const found: [string, number[]][] = [];
    eachPosting(table.postings, name, (file, posting) => {
      const path = alive.find(([path]) => fileNumber(table.files, path) === file)?.[0] ?? "";
      found.push([path, [...ascending(postingBytes(table.postings, posting))]]);
    });
    return found.sort();
  };
  for (const name of ["price", "tax", "rate", "item", "Cart", "add", "all", "r", "gone"])
    expect([name, occurrences(merged, name)]).toEqual([name, occurrences(whole, name)]);
  expect(countOf(merged.postings.names)).toBe(countOf(whole.postings.names));
  for (const [path, text] of alive)
    expect(lineStartsOf(merged.lines, fileNumber(merged.files, path))).toEqual(lineStarts(text));
});

test("merged tables of trees say what one table of the living files says", () => {
  const layers = readings.map(tags).reduce((all, table) => all.with(table), new Layers<SyntaxTable>());
  const merged = atOnce(mergeSyntax(layers.layers));
  const whole = tags(alive);
  for (const [path] of alive) {
    const [left, right] = [merged, whole].map((table) => tagsOf(table.tags, fileNumber(table.files, path)));
    expect(left?.definitions).toEqual(right?.definitions);
    expect(left?.imports).toEqual(right?.imports);
  }
  expect(definitionsNamed(merged.tags, "price").length).toBe(2);
  expect(definitionsNamed(merged.tags, "gone")).toEqual([]);
});
