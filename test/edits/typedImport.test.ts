import { expect, test } from "@jest/globals";
import { languageOf } from "../../grammars/languages.ts";
import { typedImports } from "../../server/edits/imports/typedImport.ts";
import { atOnce } from "../../server/slices/slices.ts";
import { MemoryWorkspace, tagsOf } from "../context/memoryWorkspace.ts";

const shop = {
  "src/price.ts":
    "export const priceOf = () => 1;\nexport const taxOf = () => 2;\nconst secretOf = 3;\nexport type Price = 4;\n",
  "src/index.ts": 'export * from "./price";\n',
  "src/read.ts": 'import { readFileSync } from "node:fs";\nreadFileSync("a");\n',
  "shop/price.py": "def price_of(): ...\n\n\ndef tax_of(): ...\n",
  "shop/read.py": "import numpy\nfrom pathlib import Path\n\nPath(numpy)\n",
};

/** What the import at the `│` of a file goes on with, the likeliest first. */
function restsAt(marked: string, path = "src/cart.ts"): readonly string[] {
  const offset = marked.indexOf("│");
  const text = marked.replace("│", "");
  const workspace = new MemoryWorkspace({ ...shop, [path]: text });
  const file = { path, text, offset, tags: tagsOf(path, text), language: languageOf(path) };
  return atOnce(typedImports(file, workspace)).map((found) => found.text);
}

const inPython = (marked: string) => restsAt(marked, "shop/cart.py");

test("an import goes on with the name that the file uses and lacks", () => {
  expect(restsAt('import { │ } from "./price";\nconst total = priceOf();\n')).toEqual(["priceOf"]);
});

test("all names that are lacking come at once", () => {
  expect(restsAt('import { │ } from "./price";\nconst total = taxOf(priceOf());\n')).toEqual(["priceOf, taxOf"]);
});

test("the default of a type parameter is a use", () => {
  expect(restsAt('import type { │ } from "./price";\ntype Cart<P extends Price = Price> = P[];\n')).toEqual(["Price"]);
});

test("names that are listed already are not listed again", () => {
  expect(restsAt('import { priceOf, │ } from "./price";\ntaxOf(priceOf());\n')).toEqual(["taxOf"]);
});

test("the half-typed name is completed first", () => {
  expect(restsAt('import { ta│ } from "./price";\ntaxOf(priceOf());\n')).toEqual(["xOf, priceOf"]);
});

test("what another file passes on is offered by it", () => {
  expect(restsAt('import { │ } from ".";\npriceOf();\n')).toEqual(["priceOf"]);
});

test("where the module is not written yet, it is written with the names", () => {
  expect(restsAt("import { │\n\npriceOf();\n")).toEqual(['priceOf } from "./price";']);
  expect(restsAt("import │\n\npriceOf();\n")).toEqual(['{ priceOf } from "./price";']);
});

test("a name of a package is imported from where other files have it", () => {
  expect(restsAt("import { │\n\nreadFileSync(path);\n")).toEqual(['readFileSync } from "node:fs";']);
});

test("names of a list come from the module of the names before them", () => {
  expect(restsAt("import { priceOf, │\n\ntaxOf(priceOf(readFileSync));\n")).toEqual(['taxOf } from "./price";']);
});

test("what stands below is read, whatever the half-written import does to it", () => {
  expect(restsAt('import { │\nimport { priceOf } from "./price";\n\ntaxOf(priceOf());\n')).toEqual([
    'taxOf } from "./price";',
  ]);
});

test.each([
  ["imported already", 'import { │ } from "./price";\nimport { priceOf } from "./other";\npriceOf();\n'],
  ["declared by the file", 'import { │ } from "./price";\nfunction priceOf() {}\npriceOf();\n'],
  ["a parameter", 'import { │ } from "./price";\nconst sum = (priceOf: () => number) => priceOf() + 1;\n'],
  ["a member of something else", 'import { │ } from "./price";\nshop.priceOf();\n'],
  ["the key of an object", 'import { │ } from "./price";\nconst shop = { priceOf: 1 };\n'],
  ["in a comment", 'import { │ } from "./price";\n// priceOf\n'],
  ["not exported", 'import { │ } from "./price";\nsecretOf;\n'],
  ["a value where types are imported", 'import type { │ } from "./price";\npriceOf();\n'],
])("a name that is %s is not lacking", (_, marked) => {
  expect(restsAt(marked)).toEqual([]);
});

test("Python's names come behind import, one below the other in parentheses of several lines", () => {
  expect(inPython("from .price import │\n\nprice_of(tax_of())\n")).toEqual(["price_of, tax_of"]);
  expect(inPython("from .price import (\n    price_of,\n    │\n)\n\nprice_of(tax_of())\n")).toEqual(["tax_of,"]);
});

test("Python's module is written with the names", () => {
  expect(inPython("from │\n\nPath(name)\n")).toEqual(["pathlib import Path"]);
  expect(inPython("from sh│\n\nprice_of()\n")).toEqual(["op.price import price_of"]);
});

test("Python's modules are imported as a whole where their members are used", () => {
  expect(inPython("import │\n\njson.loads(text)\n")).toEqual(["json"]);
  expect(inPython("import │\nfrom numpy.linalg import norm\n\njson.loads(norm)\n")).toEqual(["json"]);
  expect(inPython("import nu│\n\nnumpy.zeros(3)\n")).toEqual(["mpy"]);
  expect(inPython("import │\n\ndef show(json):\n    return json.loads\n")).toEqual([]);
});

test("outside of an import nothing is lacking", () => {
  expect(restsAt("const a = │\npriceOf();\n")).toEqual([]);
});
