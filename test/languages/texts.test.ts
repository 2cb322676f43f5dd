import { expect, test } from "@jest/globals";
import { jsonErrors } from "../../server/languages/texts/json.ts";
import { tomlErrors } from "../../server/languages/texts/toml.ts";
import { yamlErrors } from "../../server/languages/texts/yaml.ts";
import { suggest } from "../suggestions/fixture.ts";

const manifest = `{ "name": "shop", "files": ["a", {}, []], "n": [1, -2.5e3, true, null] }`;
const compose = `# A shop.
version: "3"
services:
  shop:
    image: shop:1
    command: ["run", "--port",
      "80"]
    environment:
    - A=1
    - B: 2
      C: it's text
    script: |
      if x:
          y
    note: a long
      sentence: no
  cart: &base
    - one
    -   two: 2
        three: 3
---
version: 4
"quoted key": 'v: w'
list:
  - - nested
    - again
`;
const cargo = `name = "shop"
[package]
name = 'shop'
"a b".c = [
  "x", # one
  { y = 1 },
]
text = """
no = pair
"""
[[bin]]
name = "a"
[[bin]]
name = "b"
`;

test("what is right has no errors", () => {
  expect(jsonErrors(manifest, { isStrict: true })).toBe(0);
  expect(jsonErrors('{ // why\n  "a": 1,\n}', { isStrict: false })).toBe(0);
  expect(tomlErrors(cargo)).toBe(0);
  expect(yamlErrors(compose.replace("    note: a long\n      sentence: no\n", ""))).toBe(0);
});

test.each(['{ "a": 1 "b": 2 }', '{ "a": 1, }', '{ "a": 1, "a": 2 }', '{ "a" }', "{ a: 1 }", "[1, 2", '["a]', "[1]]"])(
  "%s is wrong JSON",
  (text) => {
    expect(jsonErrors(text, { isStrict: true })).toBeGreaterThan(0);
  },
);

test.each(["a = b", "[t]\n[t]", "a = 1\na = 2", "just words", "a = [1"])("%s is wrong TOML", (text) => {
  expect(tomlErrors(text)).toBeGreaterThan(0);
});

test.each(["a: 1\n  b: 2", "a:\n    b: 1\n  c: 2", "a:\n\tb: 1", "a: 1\na: 2", "- a: 1\n b: 2"])(
  "%s is wrong YAML",
  (text) => {
    expect(yamlErrors(text)).toBeGreaterThan(0);
  },
);

test.each([
  [
    "an entry of YAML that is deeper than its place is not shown",
    "yaml",
    "services:\n  shop:\n    image: a\n    │«ports: b\n      cart: c»\n",
    "services:\n  shop:\n    image: a\n    «ports: b»\n",
  ],
  ["a key that a mapping has is not suggested again", "yaml", "a: 1\nb: 2\n│«a: 3»\n", "syntaxError"],
  ["an apostrophe in a value of YAML opens no string", "yaml", "a: it's (\nb: [│«1, 2]»\n", "a: it's (\nb: [«1, 2]»\n"],
  [
    "an entry without its comma is not put between others",
    "json",
    '{\n  "a": 1,\n  │«"b": 2»\n  "c": 3\n}\n',
    "syntaxError",
  ],
  [
    "an entry with its comma is",
    "json",
    '{\n  "a": 1,\n  │«"b": 2,»\n  "c": 3\n}\n',
    '{\n  "a": 1,\n  «"b": 2,»\n  "c": 3\n}\n',
  ],
  ["a table of TOML is not there twice", "toml", "[a]\nb = 1\n\n│«[a]»\n", "syntaxError"],
  [
    "the address of a picture is no comment",
    "css",
    "a {\n  background: url(//a.b│«/c);»\n}\n",
    "a {\n  background: url(//a.b«/c);»\n}\n",
  ],
])("%s", (_, language, fixture, shown) => {
  expect(suggest(fixture, { language })).toBe(shown);
});

test("brackets in prose are no code", () => {
  const text = "# Shop (draft\n\nIt's 1) a shop, │«2) a cart» and\nmore.\n";
  expect(suggest(text, { language: "markdown" })).toBe("# Shop (draft\n\nIt's 1) a shop, «2) a cart» and\nmore.\n");
});

test("a fence may be suggested in Markdown", () => {
  expect(suggest("Run:\n\n│«```sh»\n", { language: "markdown" })).toBe("Run:\n\n«```sh»\n");
});

test.each([
  ["what breaks the syntax of fenced code", "Do:\n\n```py\nx = │«y y»\n```\n\nIt's (\n", "syntaxError"],
  ["the end of the fence", "```ts\nconst a = │«1;\n```\n\nText»\n```\n", "```ts\nconst a = «1;»\n```\n"],
])("%s is not shown", (_, fixture, shown) => {
  expect(suggest(fixture, { language: "markdown" })).toBe(shown);
});

test("a script in a page is code", () => {
  const page = "<p>It's (</p>\n<script>\nconst a = │«f(1));»\n</script>\n";
  expect(suggest(page, { language: "html" })).toBe("<p>It's (</p>\n<script>\nconst a = «f(1)»\n</script>\n");
});

test.each([
  ["of no known language", "markdown", "~~~text\n│«price\n~~~\n\nText»\n~~~\n", "~~~text\n«price»\n~~~\n"],
  ["of YAML", "markdown", "```yml\na:\n  b: │«1\nb: 2\n```\nText»\nb: 2\n```\n", "```yml\na:\n  b: «1»\nb: 2\n```\n"],
  [
    "of a style",
    "html",
    "<style>\na {\n  │«top: 0;\n}\n</style>\n<p>»\n}\n</style>\n",
    "<style>\na {\n  «top: 0;»\n}\n</style>\n",
  ],
])("a suggestion in code %s ends where that does", (_, language, fixture, shown) => {
  expect(suggest(fixture, { language, shape: "block" })).toBe(shown);
});

test.each([
  ["YAML in Markdown", "markdown", "```yaml\na: 1\n│«  b: 2»\n```\n"],
  ["the front matter of Markdown", "markdown", "---\ntitle: a\n│«title: b»\n---\n\nText\n"],
  ["JSON in a page", "html", '<script type="application/json">\n{\n  "a": 1,\n  │«"a": 2,»\n  "c": 3\n}\n</script>\n'],
])("what breaks %s is not shown", (_, language, fixture) => {
  expect(suggest(fixture, { language })).toBe("syntaxError");
});

test("a line of dashes that no other follows is no front matter", () => {
  expect(suggest("---\n│«title: b»\n\n- [ ] a\n", { language: "markdown" })).toBe("---\n«title: b»\n\n- [ ] a\n");
});

test.each(["html", "typescriptreact"])("a tag further in is not the one beside it: %s", (language) => {
  const [open, close] = language === "html" ? ["<main>", "</main>"] : ["const a = (", ");"];
  const around = (text: string) => `${open}\n  <div>\n${text}\n  </div>\n${close}\n`;
  const inner = "    │«<div>\n      <b>x</b>\n    </div>»";
  expect(suggest(around(inner), { language, shape: "block" })).toBe(around(inner.replace("│", "")));
});
