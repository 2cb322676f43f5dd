import { createRequire } from "node:module";
import { expect, jest, test } from "@jest/globals";
import type { Language } from "../../grammars/language.ts";
import * as known from "../../grammars/languages.ts";

/**
 * A language of which Hearth knows a grammar and queries, and nothing more. It borrows the grammar of Python, so that code
 * parses; its name, its endings and its queries are its own, and no rule of Python or TypeScript is made for it.
 */
const toy: Language = {
  ids: ["toy"],
  extensions: [".toy"],
  lineComment: "#",
  indented: true,
  folder: "../test/languages/toy",
  package: "tree-sitter-python",
  grammar: () => createRequire(import.meta.url)("tree-sitter-python"),
};

const { languageOf, languageWithId, languages } = known;
jest.unstable_mockModule("../../grammars/languages.js", () => ({
  languages: [...languages, toy],
  languageOf: (path: string) => (path.endsWith(".toy") ? toy : languageOf(path)),
  languageWithId: (id: string) => (id === "toy" ? toy : languageWithId(id)),
}));

const { rulesOf } = await import("../../server/languages/languages.ts");
const { extract } = await import("../../server/languages/extract.ts");
const { parse } = await import("../../server/languages/parse.ts");
const { scan } = await import("../../server/languages/scan.ts");
const { moduleOf } = await import("../../server/languages/modules.ts");
const { Project } = await import("../../server/languages/project.ts");
const { nameUse } = await import("../../server/languages/localName.ts");
const { applied } = await import("../../server/edits/changes.ts");
const { propose } = await import("../../server/edits/propose.ts");
const { noNames } = await import("../../server/edits/knownNames.ts");
const { importFor } = await import("../../server/edits/imports/missingImport.ts");
const { exportersOf } = await import("../../server/edits/imports/exporters.ts");
const { factsOf } = await import("../../server/explanations/facts.ts");
const { plaintext, shown } = await import("../../server/explanations/shown.ts");
const { subjectAt } = await import("../../server/explanations/subject.ts");
const { atOnce } = await import("../../server/slices/slices.ts");
const { actions } = await import("../../server/actions/actions.ts");
const { MemoryWorkspace, tagsOf } = await import("../context/memoryWorkspace.ts");
const { completion, scene } = await import("../context/scene.ts");
const { suggest } = await import("../suggestions/fixture.ts");
const { Folder, indexed } = await import("../index/workspace.ts");
const { offersOf, targetOf } = await import("../actions/offered.ts");

const shop = `# In cents, with tax.
def price(item, count):
    return tax(item, count)

class Shop:
    pass
`;
const cart = `from shop import price

def total(items):
    return price(items, 2)
`;

test("nothing is known of it but its queries", () => {
  expect(rulesOf(toy)).toEqual({});
});

test("its definitions are found, with their comments and whether others see them", () => {
  const { definitions } = extract(toy, parse(toy, shop) as never, shop);
  expect(definitions.map(({ name, kind, exported }) => [name, kind, exported])).toEqual([
    ["price", "function", "named"],
    ["Shop", "class", "named"],
  ]);
  expect(shop.slice(definitions[0]?.docStart, definitions[0]?.docEnd)).toBe("# In cents, with tax.");
});

test("its imports are listed", () => {
  expect(tagsOf("cart.toy", cart).imports).toMatchObject([
    { specifier: "shop", kind: "static", names: [{ imported: "price", local: "price" }] },
  ]);
});

test.each([
  ["words are identifiers, whatever they mean elsewhere", "function price() { let x1 }", "function price let x1"],
  ["words of any script are, numbers are not", "größe 東京 12 0x1f", "größe 東京"],
  ["line comments hold none", "a # b\nc", "a c"],
  ["a comment needs a blank or a line start before its mark", "a#b\n#c\nd", "a b d"],
  ["a quote hides no code", "fn f<'a>(x: &'a str)", "fn f a x a str"],
])("of its text %s", (_, text, names) => {
  const found: string[] = [];
  scan(text, toy, (start, end) => found.push(text.slice(start, end)));
  expect(found.join(" ")).toBe(names);
});

test("the scopes of its queries tell a parameter", () => {
  const text = "def price(item):\n    return item\n";
  expect(nameUse(toy, text, text.lastIndexOf("item"))).toEqual({
    role: "local",
    start: text.indexOf("item"),
    parameter: "item",
  });
});

test("the index knows definitions and references of its open files, and follows what is typed", async () => {
  using folder = new Folder("--- a.ts\nexport const a = 1;\n");
  await using workspace = await indexed(folder);
  workspace.open(folder.path("shop.toy"), "toy", shop);
  workspace.open(folder.path("cart.toy"), "toy", cart);
  workspace.change(folder.path("cart.toy"), cart.replace("total", "sum"));
  await workspace.settled();
  const { index } = workspace;
  expect(index.definitions("price").map(({ path }) => path)).toEqual([folder.path("shop.toy")]);
  expect(index.definitions("sum").map(({ path }) => path)).toEqual([folder.path("cart.toy")]);
  const uses = new Map(index.references("price").map(({ path, offsets }) => [path, offsets.length]));
  expect(uses).toEqual(
    new Map([
      [folder.path("shop.toy"), 1],
      [folder.path("cart.toy"), 2],
    ]),
  );
});

test("a prompt shows what another of its files defines", () => {
  const { parts } = completion(scene(`--- shop.toy\n${shop}--- cart.toy\ndef total(items):\n    return price(│\n`));
  expect(parts.context.map(({ path }) => path)).toContain("shop.toy");
});

test("a hover shows a declaration and its comment", async () => {
  const { situation } = scene(`--- shop.toy\n${shop.replace("def price", "def pri│ce")}`);
  const subject = atOnce(subjectAt(situation));
  expect(subject && shown(await factsOf(subject, situation), undefined, plaintext)).toMatch(
    /def price\(item, count\):[\s\S]*In cents, with tax\.[\s\S]*exported function/,
  );
});

test("a suggestion that breaks its syntax is not shown", () => {
  expect(suggest("x = │«y y»\n", { language: "toy" })).toBe("syntaxError");
});

test("a suggestion is not judged by the headers of Python", () => {
  expect(suggest("│«if x > 1:»\n", { language: "python" })).toBe("syntaxError");
  expect(suggest("│«if x > 1:»\n", { language: "toy" })).toBe("«if x > 1:»\n");
});

test("an edit is applied to it, and what it cannot know of names and indentation is not held against it", async () => {
  const text = "def price(item):\n    return 1\n";
  const target = { path: "a.toy", languageId: "toy", text, start: 0, end: text.length - 1, mode: "replace" as const };
  const answer = "```\ndef price(item):\n    return unheard_of(item)\n```";
  expect(await propose(answer, target, noNames)).toMatchObject({
    kind: "edit",
    newText: "def price(item):\n    return unheard_of(item)\n",
  });
  const inPython = await propose(answer, { ...target, path: "a.py", languageId: "python" }, noNames);
  expect(inPython).toMatchObject({ kind: "refused" });
});

test("imports that an answer brings are left to the user, and told", async () => {
  const text = "def price(item):\n    return 1\n";
  const target = { path: "a.toy", languageId: "toy", text, start: 0, end: text.length - 1, mode: "replace" as const };
  const answer = "```\nfrom tax import rate\n\ndef price(item):\n    return rate(item)\n```";
  expect(await propose(answer, target, noNames)).toMatchObject({
    newText: "def price(item):\n    return rate(item)\n",
    warnings: ["The answer also imports, which is left to you: `from tax import rate`."],
  });
});

test("no import of it leads to a file, whatever files there are", () => {
  const paths = ["shop.toy", "shop.ts", "shop.py", "shop/index.ts", "shop/__init__.py"];
  const files = { has: (path: string) => paths.includes(path), languageOf: () => toy, project: new Project() };
  for (const specifier of ["shop", "./shop", ".shop", "./shop.toy"])
    expect(moduleOf(files, "cart.toy", specifier, "price")).toBeUndefined();
});

test("no import is written into it, and none of its definitions is imported elsewhere", () => {
  const workspace = new MemoryWorkspace({ "shop.toy": shop, "b.ts": "export function sum() {}\n" });
  const into = (path: string, languageId: string) => {
    const file = workspace.update(path, "price(1)\nsum(1)\n");
    const changes = ["price", "sum"].flatMap((name) => importFor(name, { ...file, languageId }, workspace) ?? []);
    return applied(file.text, changes);
  };
  expect(into("cart.toy", "toy")).toBe("price(1)\nsum(1)\n");
  expect(into("cart.ts", "typescript")).toBe('import { sum } from "./b"\n\nprice(1)\nsum(1)\n');
  expect(exportersOf("price", { path: "cart.toy", language: toy }, workspace)).toEqual([]);
});

/** The actions offered at the `│` of a file. */
function offered(marked: string, path: string): string[] {
  return actions.flatMap(({ id }) => offersOf(id, marked, { path }).map(() => id));
}

test.each([
  ["at a function", "def pri│ce(item, count):\n    pass\n", "explain explain-again"],
  ["at a selected expression", "x = price│(item)│\n", "explain explain-again"],
  ["at selected statements", "│x = 1\ny = 2│\n", "explain explain-again"],
  ["at a loop that fills a list", "x = []\nfor │y in z:\n    x.append(y)\n", "explain explain-again"],
  ["at a name that another file defines", "x = Sho│p\n", "explain explain-again"],
])("what needs rules of a language is not offered %s", (_, marked, ids) => {
  expect(offered(marked, "a.toy").sort().join(" ")).toBe(ids);
});

test("in Python, more is offered at the same code", () => {
  expect(offered("def pri│ce(item, count):\n    pass\n", "a.py")).toEqual(
    expect.arrayContaining(["document", "implement", "rename", "tests", "types"]),
  );
});

test("an action of the user's own changes the function around the cursor", () => {
  const own = [{ title: "Shorten", instruction: "Make it shorter." }];
  const text = "x = 1\ndef price(item):\n    return│ item\n";
  expect(targetOf(offersOf("shorten", text, { path: "a.toy" }, own)[0])).toBe("def price(item):\n    return item");
});
