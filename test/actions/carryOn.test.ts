import { expect, test } from "@jest/globals";
import { carryOn, nextEditWork } from "../../server/actions/carryOn.ts";
import type { Site } from "../../server/actions/site.ts";
import type { RecentHunk } from "../../server/context/recentEdits.ts";
import { noNames } from "../../server/edits/knownNames.ts";
import { propose } from "../../server/edits/propose.ts";
import { promptOf, siteOf, targetOf } from "./offered.ts";

const article = "type Article = {\n  tags: string[];\n};\n";
const change: RecentHunk = { path: "a.ts", startLine: 1, before: "  tags: string;\n", after: "  tags: string[];\n" };
const header = "function header(article: Article) {\n  return article.tags│;\n}\n";

/** The site of a text below a change. */
function below(marked: string, nextEdits: Partial<Site["nextEdits"]> = {}): Site {
  const site = siteOf(article + marked);
  return { ...site, nextEdits: { ...site.nextEdits, examples: () => [change], ...nextEdits } };
}

test("the model is shown the change before and after, and the function around the cursor last", () => {
  const site = below(header);
  const [offer] = carryOn.offers(site);
  expect(offer?.title).toBe("Carry on in header what was changed in line 2");
  expect(targetOf(offer)).toBe(header.replace("│", "").trimEnd());
  const prompt = promptOf(offer, site);
  const places = [
    "Before a change (a.ts)",
    "  tags: string;",
    "After it (a.ts)",
    "  tags: string[];",
    "The code to change",
    "return article.tags",
  ];
  const at = places.map((part) => prompt.lastIndexOf(part));
  expect(at).toEqual([...at].sort((a, b) => a - b));
  expect(at).not.toContain(-1);
});

test("a change in another file is named with it", () => {
  const there = { ...change, path: "src/article.ts", startLine: 6 };
  const [offer] = carryOn.offers(below(header, { examples: () => [there] }));
  expect(offer?.title).toBe("Carry on in header what was changed in line 7 of article.ts");
});

test("a function that was changed itself is carried on within", () => {
  const marked = "function sum(all: number[]) {│\n  let result = 0;\n  return result;\n}\n";
  const own = { ...change, startLine: 3, before: "function sum() {\n", after: "function sum(all: number[]) {\n" };
  const [offer] = carryOn.offers(below(marked, { examples: () => [own] }));
  expect(offer?.title).toBe("Carry on in sum what was changed in line 4");
});

const shelf = (lines: number) =>
  `class Shelf {\n  first = article.tags;\n${"  more = 1;\n".repeat(lines)}  last() {\n    return article.tags│;\n  }\n}\n`;

test.each([
  ["a small class is written whole", 5, /^class Shelf/],
  ["of a larger class the method is written", 40, /^last\(\)/],
])("%s", (_, lines, start) => {
  expect(targetOf(carryOn.offers(below(shelf(lines)))[0])).toMatch(start);
});

test("of a long function the statement at the cursor is written", () => {
  const marked = `function all(a: Article) {\n${"  other();\n".repeat(40)}  show(a.│tags);\n}\n`;
  expect(targetOf(carryOn.offers(below(marked))[0])).toBe("show(a.tags);");
});

test.each([
  ["where nothing stands that the change is about", "function other() {\n  return 1│;\n}\n", {}],
  ["before anything was changed", header, { examples: () => [] }],
  [
    "behind the last statement of a long function",
    `function all(a: Article) {\n${"  show(a.tags);\n".repeat(80)}│}\n`,
    {},
  ],
])("nothing is offered %s", (_, marked, nextEdits) => {
  expect(carryOn.offers(below(marked, nextEdits))).toEqual([]);
});

test("nothing is offered where the change is made without a model", () => {
  const range = { start: { line: 4, character: 9 }, end: { line: 4, character: 16 } };
  const place = { uri: "file:///workspace/a.ts", version: 1, range, oldText: "article", newText: "one" };
  expect(carryOn.offers(below(header, { places: [place] }))).toEqual([]);
});

test("nothing is offered beside the same change", () => {
  const renamed = { ...change, before: "const sums = sumsOf(orders);\n", after: "const sums = orders.map(sum);\n" };
  const site = below("const names = │sumsOf(users);\n", { examples: () => [renamed] });
  expect(carryOn.offers(site)).toEqual([]);
});

test("who asks for what comes next is answered wherever the cursor stands, once something was changed", () => {
  const other = "function other() {\n  return 1│;\n}\n";
  expect(nextEditWork(below(other))?.does).toBe("ask");
  expect(nextEditWork(below(other, { examples: () => [] }))).toBeUndefined();
});

test("where half a line looks like a statement, the lines around the cursor are written", () => {
  const marked = "imfrom │werkzeug import local\n\nrun(local)\n";
  const site = { ...siteOf(marked, { path: "a.py" }) };
  const asked = { ...site, nextEdits: { ...site.nextEdits, examples: () => [{ ...change, path: "a.py" }] } };
  const work = nextEditWork(asked);
  expect(targetOf(work && { title: "", work })).toBe(marked.replace("│", ""));
});

test("an answer that takes the change back is refused", async () => {
  const marked = "function sum(all: number[]) {│\n  return 0;\n}\n";
  const own = { ...change, startLine: 3, before: "function sum() {\n", after: "function sum(all: number[]) {\n" };
  const [offer] = carryOn.offers(below(marked, { examples: () => [own] }));
  if (offer?.work.does !== "ask") throw new Error("no model is asked");
  const { target } = offer.work.question();
  expect(await propose("```ts\nfunction sum() {\n  return 0;\n}\n```", target, noNames)).toMatchObject({
    kind: "refused",
    reason: "The answer is what you took back a moment ago.",
  });
});

test("so is one that takes back the change of the very statement at the cursor", async () => {
  const marked = `let one, all;\nclass X {\n${"  other = 1;\n".repeat(40)}  run() {\n    other();\n    show(all│);\n  }\n}\n`;
  const long = marked.replace("    other();\n", "    other();\n".repeat(40));
  const line = long.slice(0, long.indexOf("│")).split("\n").length - 1;
  const site = siteOf(long);
  const own = { path: "a.ts", startLine: line, before: "    show(one);\n", after: "    show(all);\n" };
  const work = nextEditWork({ ...site, nextEdits: { ...site.nextEdits, examples: () => [own] } });
  if (work?.does !== "ask") throw new Error("no model is asked");
  const { target } = work.question();
  expect(await propose("```ts\nshow(one);\n```", target, noNames)).toMatchObject({
    kind: "refused",
    reason: "The answer is what you took back a moment ago.",
  });
});
