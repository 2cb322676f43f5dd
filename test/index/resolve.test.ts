import { expect, test } from "@jest/globals";
import { Folder, indexed } from "./workspace.ts";

/** Where `name` of the file `main.*` comes from: "path" or "path:name". */
async function resolved(files: string, name: string, from?: string): Promise<string | undefined> {
  using folder = new Folder(files);
  await using workspace = await indexed(folder);
  const main = from ?? /^--- ((?:.*\/)?main\.\w+)$/m.exec(files)?.[1] ?? "";
  const found = workspace.index.resolve(folder.path(main), name);
  const path = found?.path.slice(folder.root.length + 1);
  return found?.definition ? `${path}:${found.definition.name}` : path;
}

test.each([
  ["a file beside it", `--- main.ts\nimport { f } from "./a";\n--- a.ts\nexport function f() {}\n`, "f", "a.ts:f"],
  [
    "a TypeScript file that the import names .js",
    `--- main.ts\nimport { f } from "./a.js";\n--- a.ts\nexport const f = 1;\n`,
    "f",
    "a.ts:f",
  ],
  [
    "a folder's index",
    `--- main.ts\nimport { f } from "./lib";\n--- lib/index.tsx\nexport const f = 1;\n`,
    "f",
    "lib/index.tsx:f",
  ],
  [
    "the folder above",
    `--- x/main.ts\nimport { f } from "..";\n--- index.ts\nexport const f = 1;\n`,
    "f",
    "index.ts:f",
  ],
  ["another name", `--- main.ts\nimport { f as g } from "./a";\n--- a.ts\nexport const f = 1;\n`, "g", "a.ts:f"],
  ["a default export", `--- main.ts\nimport F from "./a";\n--- a.ts\nexport default class Fine {}\n`, "F", "a.ts:Fine"],
  ["a whole module", `--- main.ts\nimport * as a from "./a";\n--- a.ts\nexport const f = 1;\n`, "a", "a.ts"],
  ["its own file", `--- main.ts\nfunction f() {}\n`, "f", "main.ts:f"],
  [
    "a required file",
    `--- main.js\nconst { f } = require("./a");\n--- a.js\nfunction f() {}\nmodule.exports = { f };\n`,
    "f",
    "a.js:f",
  ],
])("a name comes from %s", async (_, files, name, expected) => {
  expect(await resolved(files, name)).toBe(expected);
});

test("a definition is found through three re-exports", async () => {
  const files = `
--- main.ts
import { made } from "./one";
--- one.ts
export * from "./two";
--- two.ts
export { make as made } from "./three";
--- three.ts
import { make } from "./four";
export { make };
--- four.ts
export function make() {}
`;
  expect(await resolved(files, "made")).toBe("four.ts:make");
});

test("files that re-export each other in a circle end the search", async () => {
  const files = `--- main.ts\nimport { f } from "./a";\n--- a.ts\nexport * from "./b";\n--- b.ts\nexport * from "./a";\n`;
  expect(await resolved(files, "f")).toBeUndefined();
});

test("paths of a tsconfig, extended from another one with comments, are followed", async () => {
  const files = `
--- tsconfig.base.json
{
  // shared
  "compilerOptions": { "baseUrl": ".", "paths": { "@app/*": ["src/app/*"], "~": ["src/root.ts"], }, },
}
--- packages/web/tsconfig.json
{ "extends": "../../tsconfig.base.json" }
--- packages/web/main.ts
import { page } from "@app/page";
import { root } from "~";
--- src/app/page.ts
export const page = 1;
--- src/root.ts
export const root = 1;
`;
  expect(await resolved(files, "page")).toBe("src/app/page.ts:page");
  expect(await resolved(files, "root")).toBe("src/root.ts:root");
});

test("tsconfigs that extend each other in a circle still say what they say", async () => {
  const files = `
--- tsconfig.json
{ "extends": "./tsconfig.other.json", "compilerOptions": { "paths": { "@/a": ["./a.ts"] } } }
--- tsconfig.other.json
{ "extends": "./tsconfig.json" }
--- main.ts
import { f } from "@/a";
--- a.ts
export const f = 1;
`;
  expect(await resolved(files, "f")).toBe("a.ts:f");
});

test("a package of the workspace is found by name, in its sources", async () => {
  const files = `
--- packages/core/package.json
{ "name": "@acme/core", "exports": { ".": { "types": "./dist/index.d.ts", "import": "./dist/index.js" }, "./x/*": "./dist/x/*.js" } }
--- packages/core/src/index.ts
export class Core {}
--- packages/core/src/x/deep.ts
export const deep = 1;
--- packages/app/main.ts
import { Core } from "@acme/core";
import { deep } from "@acme/core/x/deep";
`;
  expect(await resolved(files, "Core")).toBe("packages/core/src/index.ts:Core");
  expect(await resolved(files, "deep")).toBe("packages/core/src/x/deep.ts:deep");
});

test("a package's own #imports are followed", async () => {
  const files = `
--- package.json
{ "name": "app", "imports": { "#db": "./src/db.ts" } }
--- src/main.ts
import { connect } from "#db";
--- src/db.ts
export function connect() {}
`;
  expect(await resolved(files, "connect")).toBe("src/db.ts:connect");
});

test("a package from elsewhere is not from this workspace", async () => {
  expect(await resolved(`--- main.ts\nimport { useState } from "react";\n`, "useState")).toBeUndefined();
});

const python = `
--- shop/__init__.py
from .models import Order
--- shop/models.py
class Order:
    pass
--- shop/pay/__init__.py
--- shop/pay/main.py
from ..models import Order
from . import card
from shop import Order as FromPackage
import shop.models
from shop.everything import helper
--- shop/pay/card.py
def charge(): pass
--- shop/everything.py
from .helpers import *
--- shop/helpers.py
def helper(): pass
`;

test.each([
  ["relative", "Order", "shop/models.py:Order"],
  ["a module of the package", "card", "shop/pay/card.py"],
  ["through the package's __init__", "FromPackage", "shop/models.py:Order"],
  ["through a star", "helper", "shop/helpers.py:helper"],
])("a Python import is followed: %s", async (_, name, expected) => {
  expect(await resolved(python, name)).toBe(expected);
});

test("an absolute Python import is found below src", async () => {
  const files = `--- tests/main.py\nfrom shop.models import Order\n--- src/shop/__init__.py\n--- src/shop/models.py\nclass Order: pass\n`;
  expect(await resolved(files, "Order")).toBe("src/shop/models.py:Order");
});
