import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";

const root = fileURLToPath(new URL("../../", import.meta.url));
const trees = ["base", "gateway", "grammars", "models", "server"];

/** What a file itself defines and exports. What it exports of another file is that one's. */
const definition =
  /^export (?:declare )?(?:abstract )?(?:async )?(?:function\*?|class|const|let|type|interface|enum) +([\p{L}$_][\p{L}\p{N}$_]*)/gmu;

const sources = trees
  .flatMap((tree) => readdirSync(join(root, tree), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
  .map(({ parentPath, name }) => join(parentPath, name));

const filesByName = new Map<string, string[]>();
for (const path of sources)
  for (const [, name] of readFileSync(path, "utf8").matchAll(definition))
    filesByName.set(String(name), [...(filesByName.get(String(name)) ?? []), relative(root, path)]);

test("an exported name is defined once", () => {
  const several = [...filesByName].filter(([, files]) => new Set(files).size > 1);
  expect(Object.fromEntries(several)).toEqual({});
});

const glossary = readFileSync(join(root, "docs", "glossary.md"), "utf8");
const namesInGlossary = [...new Set([...glossary.matchAll(/`(\w+)`/g)].map(([, name]) => String(name)))];

test.each(namesInGlossary)("what the glossary calls %s has that name in the code", (name) => {
  expect(filesByName.get(name)).toHaveLength(1);
});

test("the definitions of every kind are seen", () => {
  const text = `
export type A = 1;
export class B {}
export abstract class C {}
export const d = 1;
export function e() {}
export async function f() {}
export function* g() {}
export async function* h() {}
export { i } from "./i.ts";
const j = 1;`;
  expect([...text.matchAll(definition)].map(([, name]) => name).join("")).toBe("ABCdefgh");
});
