import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { repository } from "../../process/environment.ts";
import { runTests } from "../sandbox/run.ts";
import { bugsIn } from "./bugs.ts";
import { draw, type FimPlace, fimPlaces } from "./fim.ts";

const fixture = (name: string) => join(repository, "test/eval/benchmarks/fixtures", name);
const marked = ({ before, wanted, after }: FimPlace) => `${before}│${wanted}│${after}`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hearth-benchmark-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(content: string | Buffer): string {
  const path = join(folder, "a.jsonl");
  writeFileSync(path, content);
  return path;
}

test("a hole of whole lines is an empty line in the document", () => {
  const [single, lines] = fimPlaces(fixture("infilling.jsonl"), 1) as [FimPlace, FimPlace];
  expect([single.kind, marked(single)]).toEqual([
    "single line",
    'def mean(numbers):\n    """The mean of some numbers; 0 of none."""\n│    if not numbers:│\n        return 0\n    return sum(numbers) / len(numbers)\n',
  ]);
  expect([lines.kind, lines.after]).toEqual(["lines", "\n    return best\n"]);
});

test("a span is left as it was cut", () => {
  const span = fimPlaces(fixture("infilling.jsonl"), 1)[2] as FimPlace;
  expect([span.kind, marked(span)]).toEqual(["span", "def double(number):\n    return numb│er│ * 2\n"]);
});

test("every hole of the benchmark, filled as it wants it, passes its tests", async () => {
  for (const { before, wanted, after, tests, language } of fimPlaces(fixture("infilling.jsonl"), 1)) {
    expect(await runTests(language, before + wanted + after + tests)).toEqual({ end: "passed" });
    expect(await runTests(language, before + after + tests)).toMatchObject({ end: "failed" });
  }
});

test("a line has its places at its start, behind its indentation and at a word", () => {
  const places = fimPlaces(fixture("hm_fim.jsonl"), 1).filter(({ language }) => language === "python");
  expect(places.map(({ kind, wanted }) => [kind, wanted])).toEqual([
    ["line start", "        result += price"],
    ["indented", "result += price"],
    ["word", "price"],
  ]);
  for (const { before, wanted, after } of places) {
    expect(before + wanted + after).toBe(
      "def total(prices):\n    result = 0\n    for price in prices:\n        result += price\n    return result",
    );
  }
});

test("languages that Hearth does not know have no places", () => {
  const languages = fimPlaces(fixture("hm_fim.jsonl"), 1).map(({ language }) => language);
  expect([...new Set(languages)]).toEqual(["python", "javascript"]);
});

test("the seed draws the places, and more of them hold those of fewer", () => {
  const [first] = fimPlaces(fixture("hm_fim.jsonl"), 1) as [FimPlace];
  const many = Array.from({ length: 20 }, (_, i) => ({ ...first, id: String(i) }));
  const ids = (count: number, seed: number) => draw(many, count, seed).map(({ id }) => id);
  expect(ids(10, 1).slice(0, 4)).toEqual(ids(4, 1));
  expect(ids(10, 2)).not.toEqual(ids(10, 1));
});

test("languages and kinds are drawn in turn", () => {
  const places = fimPlaces(fixture("hm_fim.jsonl"), 1);
  const drawn = draw([...places, ...places], 2, 1).map(({ language, kind }) => `${language} ${kind}`);
  const turn = ["python line start", "python indented", "python word", "javascript line start", "javascript indented"];
  expect(drawn).toEqual([...turn, "javascript word", ...turn, "javascript word"]);
});

test.each(["humanevalpack-python.jsonl", "humanevalpack-js.jsonl"])(
  "bugs of %s fail, and their fixes pass",
  async (name) => {
    for (const { language, above, right, buggy, tests } of bugsIn(fixture(name))) {
      expect(await runTests(language, `${above}${right}\n${tests}`)).toEqual({ end: "passed" });
      expect(await runTests(language, `${above}${buggy}\n${tests}`)).toMatchObject({ end: "failed" });
    }
  },
);

test("a JSON array and a file with gzip are read, too", () => {
  const item = { name: "a-L1", language: "py", prompt: "a", suffix: "c", canonical_solution: "b" };
  const places = fimPlaces(file(JSON.stringify([item])), 1);
  expect(places).toHaveLength(1);
  expect(fimPlaces(file(gzipSync(JSON.stringify(item))), 1)).toEqual(places);
});

test.each([
  ["", "is empty; name a file of a benchmark"],
  ["PAR1\0\0", "is in the Parquet format; export it to JSON first, as docs/measured.md says"],
  ["hello\n", "is no JSON; a benchmark's file has one object a line"],
  ["[1, 2", "begins like a JSON array and is none; name a file of a benchmark"],
  ["[1]", "is no JSON object; a benchmark's file has one for each of its tasks"],
  [
    '{"a": 1}',
    "is neither of HumanEval-Infilling (task_id, entry_point, prompt, suffix, canonical_solution, test) nor",
  ],
  [
    '{"name":"a","language":"py","prompt":"a","suffix":"c","canonical_solution":"b"}\n{"name":"a"}',
    "lacks one of the texts name, language, prompt, suffix, canonical_solution",
  ],
])("a file of another form is one sentence: %j", (content, sentence) => {
  expect(() => fimPlaces(file(content), 1)).toThrow(sentence);
});

test("a file that is not there is one sentence", () => {
  expect(() => bugsIn(join(folder, "gone.jsonl"))).toThrow("cannot be read (ENOENT); name a file of a benchmark");
});

test.each([
  ['{"a": 1}', "is not of HumanEvalPack, whose items have the texts task_id, prompt,"],
  [
    '{"task_id":"Rust/0","prompt":"","canonical_solution":"","buggy_solution":"","test":"","entry_point":"a"}',
    "holds bugs in Rust; only those in Python and JavaScript can be run",
  ],
])("a file without bugs that can be run is one sentence: %j", (content, sentence) => {
  expect(() => bugsIn(file(content))).toThrow(sentence);
});
