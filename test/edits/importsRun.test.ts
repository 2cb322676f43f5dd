import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { forms } from "../lineEnds.ts";
import { filesIn, imported } from "./imported.ts";

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** What the first file of a project prints once it has the import of a name. */
function printed(name: string, shown: string, form: (typeof forms)[number]): string {
  const files = filesIn(shown);
  const [path] = files[0] as [string, string];
  const folder = mkdtempSync(join(tmpdir(), "hearth-imports-"));
  folders.push(folder);
  for (const [each, text] of [...files, [path, imported(name, files, form) ?? "not offered"] as const]) {
    mkdirSync(dirname(join(folder, each)), { recursive: true });
    writeFileSync(join(folder, each), text);
  }
  const program = path.endsWith(".py") ? "python3" : process.execPath;
  return execFileSync(program, [path], { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
}

const call = "(() => console.log(b()))();\n";

test.each([
  [
    "a future import above",
    'from __future__ import annotations\n\nprint(b())\n--- b.py\ndef b(): return "ran"\n',
    "a.py",
  ],
  [
    "a docstring, a future import and a guarded one above",
    '#!/usr/bin/env python3\n"""Main."""\nfrom __future__ import annotations\ntry:\n    import json\nexcept ImportError:\n    json = None\nprint(b())\n--- b.py\ndef b(): return "ran"\n',
    "a.py",
  ],
  [
    "Python with a package",
    'import os\n\nprint(b())\n--- lib/__init__.py\n--- lib/b.py\ndef b(): return "ran"\n',
    "a.py",
  ],
  [
    "a require without its semicolon on the next line",
    `const fs = require("fs");\n\n${call}--- b.js\nmodule.exports = { b };\nfunction b() { return "ran"; }\n`,
    "a.js",
  ],
  [
    "a file without semicolons",
    `const fs = require("fs")\n\n;(() => console.log(b()))()\n--- b.js\nmodule.exports = { b }\nfunction b() { return "ran" }\n`,
    "a.js",
  ],
  [
    "several requires in one declaration",
    `const fs = require("fs"),\n  os = require("os");\n${call}--- b.js\nmodule.exports = { b };\nfunction b() { return "ran"; }\n`,
    "a.js",
  ],
  [
    "names of a require on several lines",
    `const {\n  a,\n} = require("./b");\n${call}--- b.js\nmodule.exports = { a: 1, b };\nfunction b() { return "ran"; }\n`,
    "a.js",
  ],
  ["CommonJS by its exports", `module.exports = {};\n${call}--- b.js\nexports.b = () => "ran";\n`, "a.js"],
  ["CommonJS by its name", `${call}--- b.cjs\nexports.b = () => "ran";\n`, "a.cjs"],
  ["an ES module by its name", `${call}--- b.mjs\nexport const b = () => "ran";\n`, "a.mjs"],
  [
    "an ES module by its package.json",
    `"use strict";\n${call}--- b.js\nexport const b = () => "ran";\n--- package.json\n{ "type": "module" }\n`,
    "a.js",
  ],
  [
    "an ES module in a folder with an index",
    `${call}--- lib/index.js\nexport const b = () => "ran";\n--- package.json\n{ "type": "module" }\n`,
    "a.js",
  ],
  ["an ES module from CommonJS", `${call}--- b.mjs\nexport default function b() { return "ran"; }\n`, "a.cjs"],
  [
    "CommonJS from an ES module",
    `${call}--- b.cjs\nmodule.exports = { b };\nfunction b() { return "ran"; }\n`,
    "a.mjs",
  ],
  [
    "a name that is exported under another",
    `${call}--- b.mjs\nconst inner = () => "ran";\nexport { inner as b };\n`,
    "a.mjs",
  ],
])("a program with its import runs: %s", (_, shown, path) => {
  for (const form of forms.filter(({ bom }) => bom === "")) {
    expect(printed("b", `--- ${path}\n${shown}`, form)).toBe("ran");
  }
});
